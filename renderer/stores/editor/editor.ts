import { ref, watch } from 'vue'
import type { FieldName } from '../../../domain/connection/connection'
import { firstFew } from '../../../domain/counted'
import { failed } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import type { Side } from '../../../domain/side'
import { withoutLookalikes } from '../../../domain/workspace/withoutLookalikes'
import { currentOf, headerProblems } from '../../../domain/workspace/workspace'
import { equal } from '../equal'
import { useTypedSecretsStore } from '../typedSecrets'
import { useWorkspacesStore } from '../workspaces/workspaces'
import { createDraftKeeping } from './draftKeeping'
import { createEditorForm } from './editorForm'
import { createEditorView } from './editorView'
import { createOpenForms } from './openForms'
import { createOpenTab } from './openTab'

let last = 0

/** How long a save takes before it is shown to be running, in milliseconds; most have ended by then. */
const showSavingAfterMs = 150

/**
 * The editor of an opened workspace, in five parts: `form` holds the values, `view` what follows from them, `forms`
 * which sides are open, `tab` which tab is shown, `actions` what can be done. Throws if its record was not read yet.
 */
export function createEditor(id: string) {
  const workspaces = useWorkspacesStore()
  const typed = useTypedSecretsStore()

  const start = workspaces.records.get(id)
  if (!start) throw new Error('An editor needs the record of its workspace')
  const fields = createEditorForm(currentOf(start))
  const { form, snapshot } = fields
  const saving = ref(false)
  const savesLong = ref(false)
  let running: Promise<Result<unknown>> | undefined
  const view = createEditorView(id, fields, { saving, savesLong })

  const draft = createDraftKeeping(id, () => {
    if (!view.record || view.readOnly) return undefined
    const read = snapshot()
    return { draft: read, isSaved: equal(read, view.record.saved) }
  })
  watch(form, draft.keepSoon)

  /** Why the form cannot be saved, if so. What is typed stays in the form. */
  function refusal(): Result<never> | undefined {
    const problem = headerProblems(form).find(({ blocksSave }) => blocksSave)
    if (problem) {
      fields.touch('header.name')
      return failed({ code: 'workspaceInvalid', message: problem.sentence, remedy: 'Nothing was saved yet.' })
    }
    const { blanked } = withoutLookalikes(snapshot())
    if (blanked.length === 0) return undefined
    return failed({
      code: 'secretInOtherField',
      message: `The workspace was not saved because a field looks like it holds a secret: ${firstFew(blanked, 3, '; ')}.`,
      remedy:
        'Move the value to AWS Secret Key or AWS Session Token, or delete it. It was not written to any file.',
    })
  }

  const tab = createOpenTab()
  const forms = createOpenForms(view, tab)

  return {
    id,
    /** Differs between two editors of one workspace, so that the form is built anew. */
    key: ++last,
    form,
    view,
    forms,
    tab,
    actions: {
      snapshot,
      edit: fields.edit,
      editSides: fields.editSides,
      editHeader: fields.editHeader,
      touch: (side: Side, field: FieldName): void => fields.touch(`${side}.${field}`),
      attempt: fields.attempt,

      /** Writes a waiting draft now, waits for a running save, and resolves with whether all is kept. */
      flush: draft.flush,

      /** Saves form and secrets together. What was typed meanwhile stays typed. */
      async save(thisRunOnly: boolean): Promise<Result<unknown>> {
        // A save that was asked for twice is done once; what was typed since the first is saved after it.
        while (running) {
          const before = await running
          if (!before.ok || !view.isDirty) return before
        }
        draft.stopWaiting()
        form.name = form.name.trim()
        const refused = refusal()
        if (refused) {
          draft.keep()
          return refused
        }
        const sent = view.changes
        saving.value = true
        const showing = setTimeout(() => (savesLong.value = true), showSavingAfterMs)
        const call = workspaces.save(id, snapshot(), sent, thisRunOnly)
        running = call
        draft.follow(call)
        const result = await call
        running = undefined
        clearTimeout(showing)
        saving.value = savesLong.value = false
        if (result.ok) {
          workspaces.put([result.value])
          typed.settle(id, sent)
        } else draft.keep()
        return result
      },
    },
  }
}
export type Editor = ReturnType<typeof createEditor>
