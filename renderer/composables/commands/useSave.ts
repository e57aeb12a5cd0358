import type { FailureCode } from '../../../domain/failure'
import { titleOf } from '../../../domain/workspace/workspace'
import type { Editor } from '../../stores/editor/editor'
import { useEditorsStore } from '../../stores/editor/editors'
import { useMachineStore } from '../../stores/machine'
import { useOutsideChangesStore } from '../../stores/editor/outsideChanges'
import { useNoticesStore } from '../../stores/notices'
import { useRefusedSaveStore } from '../../stores/refusedSave'
import { focusOn } from '../focusOn'

const keychainCodes: readonly FailureCode[] = ['keychainNotWritten', 'keychainUnreadable', 'keychainWaiting']

/** Saves workspaces. A save that the keychain refuses waits in the refused-save store for a decision. */
export function useSave() {
  const notices = useNoticesStore()
  const machine = useMachineStore()
  const editors = useEditorsStore()
  const store = useRefusedSaveStore()
  const outside = useOutsideChangesStore()

  async function save(editor: Editor, thisRunOnly = false): Promise<void> {
    store.refused = null
    notices.settle()
    const result = await editor.actions.save(thisRunOnly)
    if (!result.ok && keychainCodes.includes(result.failure.code)) {
      store.refused = { id: editor.id, failure: result.failure }
    } else if (!result.ok) {
      // Read now rather than when the change is noticed, so that the save bar offers both versions.
      if (result.failure.code === 'changedOutside') await outside.look(editor.id)
      notices.fail(result.failure, titleOf(editor.form))
      if (editor.view.nameProblem) focusOn('name')
    }
    void machine.refresh()
  }

  return {
    save,
    /** Saves after the keychain refused: again, or with the secrets in memory for this run only. */
    saveAgain(thisRunOnly: boolean): void {
      if (store.refused) void save(editors.of(store.refused.id), thisRunOnly)
    },
  }
}
