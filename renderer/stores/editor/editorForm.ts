import { reactive } from 'vue'
import type { ConnectionForm, FieldName } from '../../../domain/connection/connection'
import type { Side } from '../../../domain/side'
import { withoutInvisible } from '../../../domain/tidied'
import type { Workspace } from '../../../domain/workspace/workspace'

/** A field of the form: one of a side, or one of the header. */
export type FieldPlace = `${Side}.${FieldName}` | 'header.name'

/** The values of a form, how they are edited, and which fields a person has left or tried to test with. */
export function createEditorForm(start: Workspace) {
  const form = reactive<Workspace>(copyOf(start))
  const touched = reactive(new Set<FieldPlace>())
  const attempted = reactive(new Set<Side>())

  return {
    form,
    touched: touched as ReadonlySet<FieldPlace>,
    attempted: attempted as ReadonlySet<Side>,

    /** Returns a copy of the values that later edits do not change. */
    snapshot: (): Workspace => copyOf(form),

    /** Changes fields of one side. Invisible characters are removed from what was typed or pasted. */
    edit: (side: Side, patch: Partial<ConnectionForm>): void =>
      void Object.assign(form[side], withoutInvisibleIn(patch)),
    /** Replaces whole connections. */
    editSides: (patch: Partial<Pick<Workspace, Side>>): void => void Object.assign(form, patch),
    editHeader: (patch: Partial<Omit<Workspace, Side>>): void => void Object.assign(form, patch),
    /** Marks a field as left, so that its problem is shown from now on. */
    touch: (place: FieldPlace): void => void touched.add(place),
    /** Marks a side as tried to test, so that all its problems are shown from now on. */
    attempt: (side: Side): void => void attempted.add(side),
  }
}
export type EditorForm = ReturnType<typeof createEditorForm>

/** Copies a workspace without Vue's proxies, which cannot leave the window. */
function copyOf(workspace: Workspace): Workspace {
  return JSON.parse(JSON.stringify(workspace)) as Workspace
}

function withoutInvisibleIn(patch: Partial<ConnectionForm>): Partial<ConnectionForm> {
  const tidy = (value: unknown): unknown => (typeof value === 'string' ? withoutInvisible(value) : value)
  return Object.fromEntries(Object.entries(patch).map(([field, value]) => [field, tidy(value)]))
}
