import { ref } from 'vue'
import type { Failure, FailureCode } from '../../domain/failure'
import { useMachine } from '../stores/machine'
import { useNotices } from '../stores/notices'
import { focusName } from './focusField'
import { editorOf } from './editors'
import type { Editor } from './editor'

const keychainCodes: readonly FailureCode[] = ['keychainNotWritten', 'keychainUnreadable', 'keychainWaiting']

/** A save that the keychain kept from happening; the person decides how to go on. */
const refusedSave = ref<{ id: string; failure: Failure } | null>(null)

/** Saving a workspace, and going on when the keychain does not take its secrets. */
export function useSaving() {
  const notices = useNotices()
  const machine = useMachine()

  async function save(editor: Editor, thisRunOnly = false): Promise<void> {
    refusedSave.value = null
    const result = await editor.save(thisRunOnly)
    if (!result.ok && keychainCodes.includes(result.failure.code)) {
      refusedSave.value = { id: editor.id, failure: result.failure }
    } else if (!result.ok) {
      notices.fail(result.failure)
      if (editor.nameProblem.value) focusName()
    }
    void machine.refresh()
  }

  return {
    save,
    refusedSave,
    /** Saves after the keychain refused: again, or with the secrets in memory for this run only. */
    saveAgain(thisRunOnly: boolean): void {
      if (refusedSave.value) void save(editorOf(refusedSave.value.id), thisRunOnly)
    },
  }
}
