import { nextTick } from 'vue'
import type { FieldName } from '../../domain/connection/connection'
import type { Side } from '../../domain/side'

/** Puts the focus into a field of the open workspace. */
export function focusField(side: Side, field: FieldName): void {
  const control = document.querySelector<HTMLElement>(`[data-field="${side}.${field}"] :is(input, button)`)
  const folded = control?.closest('details')
  if (folded) folded.open = true
  control?.focus()
}

/** Puts the focus into the name of the open workspace, once it is there. */
export function focusName(): void {
  void nextTick(() => document.getElementById('workspace-name')?.focus())
}

/** Puts the focus on the open workspace in the list, or on the search where it is not drawn. */
export function focusList(): void {
  void nextTick(() => {
    const opened = document.querySelector<HTMLElement>('[data-focus][aria-current]')
    ;(opened ?? document.getElementById('search-workspaces'))?.focus()
  })
}
