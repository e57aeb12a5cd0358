import { hasSecret } from '../../../domain/secret/secretMove'
import { sides } from '../../../domain/side'
import { currentOf, titleOf } from '../../../domain/workspace/workspace'
import { useSecretsQuestion } from './useSecretsQuestion'
import { useNoticesStore } from '../../stores/notices'
import { useTypedSecretsStore } from '../../stores/typedSecrets'
import { useWorkspacesStore } from '../../stores/workspaces/workspaces'
import { focusOn } from '../focusOn'
import type { Editor } from '../../stores/editor/editor'

/** Duplicates a workspace with its unsaved edits. Asks whether to copy the secrets, if there are any. */
export function useDuplicating() {
  const workspaces = useWorkspacesStore()
  const notices = useNoticesStore()
  const askAboutSecrets = useSecretsQuestion()
  const typed = useTypedSecretsStore()

  async function duplicate(editor: Editor): Promise<void> {
    const secrets = { states: editor.view.states, changes: editor.view.changes }
    const answer = await askAboutSecrets(
      sides.some((side) => hasSecret(secrets, side)),
      {
        title: 'Copy the secrets, too?',
        text: `“${titleOf(editor.form)}” has secrets. The copy can have the same secrets, in keychain entries of its own.`,
        with: 'Copy secrets too',
        without: 'Without secrets',
      },
    )
    if (answer === null) return
    await editor.actions.flush()
    const changes = editor.view.changes
    const result = await workspaces.duplicate(editor.id, editor.form.name, answer === 'with')
    if (!result.ok) return notices.fail(result.failure)
    // The copy has the same versions saved, so what is not saved yet holds for it as well.
    if (answer === 'with') typed.put(result.value.id, changes)
    const rest = { with: ' Copied its secrets, too.', without: ' Its secrets were not copied.', none: '' }[
      answer
    ]
    notices.show(`This is the copy, “${titleOf(currentOf(result.value))}”.${rest}`)
    focusOn('name')
  }

  return { duplicate }
}
