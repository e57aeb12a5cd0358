import { hasSecret } from '../../domain/secret/secretMove'
import { sides } from '../../domain/side'
import { currentOf, titleOf } from '../../domain/workspace/workspace'
import { useNotices } from '../stores/notices'
import { useQuestion } from '../stores/question'
import { useTypedSecrets } from '../stores/typedSecrets'
import { useWorkspaces } from '../stores/workspaces'
import { focusName } from './focusField'
import type { Editor } from './editor'

/** Duplicating a workspace as it stands in its form, with its secrets or without: that is asked when there are any. */
export function useDuplicating() {
  const workspaces = useWorkspaces()
  const notices = useNotices()
  const question = useQuestion()
  const typed = useTypedSecrets()

  async function duplicate(editor: Editor): Promise<void> {
    const secrets = { states: editor.states.value, changes: editor.changes.value }
    const answer = sides.some((side) => hasSecret(secrets, side))
      ? await question.ask({
          title: 'Copy the secrets, too?',
          text: `“${titleOf(editor.form)}” has secrets. The copy can have them as well, as keychain entries of its own for the same access keys.`,
          answers: [
            { value: 'without', label: 'Without secrets' },
            { value: 'with', label: 'Copy secrets too' },
          ],
        })
      : 'none'
    if (answer === null) return
    await editor.flush()
    const changes = editor.changes.value
    const result = await workspaces.duplicate(editor.id, editor.form.name, answer === 'with')
    if (!result.ok) return notices.fail(result.failure)
    // The copy has the same versions saved, so what is not saved yet holds for it as well.
    if (answer === 'with') typed.put(result.value.id, changes)
    const rest = { with: ' Its secrets are copied.', without: ' Secrets are not copied.' }[answer] ?? ''
    notices.tell(`This is the copy, “${titleOf(currentOf(result.value))}”.${rest}`)
    focusName()
  }

  return { duplicate }
}
