import { counted } from '../../../domain/counted'
import { useNoticesStore } from '../../stores/notices'
import { useQuestionStore } from '../../stores/question'
import { useSettingsStore } from '../../stores/settings'
import { useWorkspacesStore } from '../../stores/workspaces/workspaces'
import { useEditorsStore } from '../../stores/editor/editors'
import { focusOn } from '../focusOn'

/** Deletes workspaces, one or many, with one offer to bring all of them back. */
export function useDeleting() {
  const editors = useEditorsStore()
  const workspaces = useWorkspacesStore()
  const notices = useNoticesStore()
  const settings = useSettingsStore()
  const question = useQuestionStore()

  return async function deleteWorkspaces(ids: readonly string[]): Promise<void> {
    const one = workspaces.rows.find(({ id }) => id === ids[0])
    const title = ids.length === 1 && one ? `“${one.title}”` : counted(ids.length, 'workspace')
    const text = 'You can undo this while Undo is shown.'
    const asks = settings.current.askBeforeDeleting
    if (asks && !(await question.confirm({ title: `Delete ${title}?`, text, yes: 'Delete' }))) return
    await editors.flush()
    const wasOpen = ids.find((id) => id === workspaces.openedId)
    const { done, failure } = await workspaces.remove(ids)
    if (failure) notices.fail(failure)
    if (done.length === 0) return
    // Not on the same button of the next workspace, which a key that is held down would delete as well.
    focusOn('openEntry', 'search')
    const subject = done.length === 1 && one ? `“${one.title}”` : counted(done.length, 'workspace')
    const hint =
      done.length === 1
        ? 'Bring the workspace and its secrets back'
        : 'Bring the workspaces and their secrets back'

    async function undo(): Promise<void> {
      done.forEach(editors.drop)
      const restored = await workspaces.restore(done)
      if (restored.failure) notices.fail(restored.failure)
      if (restored.done.some(({ id }) => id === wasOpen) && wasOpen) workspaces.open(wasOpen)
    }

    notices.show(`Deleted ${subject}.`, {
      action: {
        label: 'Undo',
        hint,
        run: () => void undo(),
      },
      lapsed: () => {
        done.forEach(editors.forget)
        void workspaces.forgetDeleted(done)
      },
    })
  }
}
