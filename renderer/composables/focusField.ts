import type { FieldName } from '../../domain/connection'
import type { Side } from '../../domain/side'

/** Puts the focus into a field of the open workspace. */
export function focusField(side: Side, field: FieldName): void {
  document.querySelector<HTMLElement>(`[data-field="${side}.${field}"] :is(input, button)`)?.focus()
}
