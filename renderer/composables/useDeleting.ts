import { counted } from '../../domain/counted'
import { currentOf, titleOf } from '../../domain/workspace/workspace'
import { useNotices } from '../stores/notices'
import { useQuestion } from '../stores/question'
import { useSettings } from '../stores/settings'
import { useTypedSecrets } from '../stores/typedSecrets'
import { useWorkspaces } from '../stores/workspaces'
import { dropEditor, flushDrafts } from './editors'
import { focusList } from './focusField'

/** Deletes workspaces, one or many, with one offer to bring all of them back. */
export function useDeleting() {
  const workspaces = useWorkspaces()
  const notices = useNotices()
  const typed = useTypedSecrets()
  const settings = useSettings()
  const question = useQuestion()

  return async function deleteWorkspaces(ids: readonly string[]): Promise<void> {
    const one = workspaces.records.find(({ id }) => id === ids[0])
    const title = ids.length === 1 && one ? `“${titleOf(currentOf(one))}”` : counted(ids.length, 'workspace')
    const text = 'It can be taken back for as long as Undo is offered.'
    const asks = settings.current.askBeforeDeleting
    if (asks && !(await question.confirm({ title: `Delete ${title}?`, text, yes: 'Delete' }))) return
    await flushDrafts()
    const wasOpen = ids.find((id) => id === workspaces.openedId)
    const { done, failure } = await workspaces.remove(ids)
    if (failure) notices.fail(failure)
    if (done.length === 0) return
    // Not on the same button of the next workspace, which a key that is held down would delete as well.
    focusList()
    const subject =
      done.length === 1 && one
        ? `“${titleOf(currentOf(one))}” is`
        : counted(done.length, 'workspace is', 'workspaces are')
    const hint =
      done.length === 1
        ? 'Brings the workspace and its secrets back'
        : 'Brings the workspaces and their secrets back'

    notices.tell(`${subject} deleted.`, {
      action: {
        label: 'Undo',
        hint,
        run: async () => {
          done.forEach(dropEditor)
          const restored = await workspaces.restore(done)
          if (restored.failure) notices.fail(restored.failure)
          if (restored.done.some(({ id }) => id === wasOpen) && wasOpen) workspaces.open(wasOpen)
        },
      },
      lapsed: () => {
        for (const id of done) {
          typed.drop(id)
          dropEditor(id)
        }
        void workspaces.forgetDeleted(done)
      },
    })
  }
}
