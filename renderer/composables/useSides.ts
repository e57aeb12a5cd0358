import { secretPlaces } from '../../domain/secret/secret'
import { hasSecret, swapSecrets, takeOver, withoutTyped } from '../../domain/secret/secretMove'
import type { FormSecrets } from '../../domain/secret/secretMove'
import { sides } from '../../domain/side'
import { useNotices } from '../stores/notices'
import { useQuestion } from '../stores/question'
import { useTypedSecrets } from '../stores/typedSecrets'
import { useWorkspaces } from '../stores/workspaces'
import { plain } from './plain'
import type { Editor } from './editor'
import { openEditorOf } from './editors'

/** What is done with both sides of a form at once: each is one edit, with an undo, and asks about secrets. */
export function useSides() {
  const notices = useNotices()
  const question = useQuestion()
  const typed = useTypedSecrets()
  const workspaces = useWorkspaces()

  const secretsOf = ({ states, changes }: Editor): FormSecrets => ({
    states: states.value,
    changes: changes.value,
  })

  /** Says what was done, and offers to undo it for as long as this form is the one that is edited. */
  function told(editor: Editor, text: string, hint: string, undo: () => void): void {
    const run = async (): Promise<void> => {
      await editor.flush()
      const isThere = workspaces.records.some(({ id }) => id === editor.id)
      if (isThere && openEditorOf(editor.id) === editor) undo()
    }
    notices.tell(text, { action: { label: 'Undo', hint, run: () => void run() } })
  }

  /** Swaps the connections, and their secrets with them; else these stay, and what was typed goes. */
  function swapNow(editor: Editor, withSecrets: boolean): void {
    const { source, destination } = plain(editor.form)
    const { changes } = secretsOf(editor)
    typed.put(
      editor.id,
      withSecrets
        ? swapSecrets(secretsOf(editor))
        : { source: withoutTyped(changes.source), destination: withoutTyped(changes.destination) },
    )
    editor.editSides({ source: destination, destination: source })
  }

  async function swap(editor: Editor): Promise<void> {
    const answer = sides.some((side) => hasSecret(secretsOf(editor), side))
      ? await question.ask({
          title: 'Swap the secrets, too?',
          text: 'They move to the other side together with their access keys. Left behind, saved ones stay in the keychain for the access keys they were saved for, and typed ones are dropped.',
          answers: [
            { value: 'without', label: 'Leave secrets behind' },
            { value: 'with', label: 'Swap secrets too' },
          ],
        })
      : 'without'
    if (answer === null) return
    // A save that began meanwhile changes what there is to move.
    await editor.flush()
    const before = editor.changes.value
    const withSecrets = answer === 'with'
    swapNow(editor, withSecrets)
    told(editor, 'Source and destination are swapped.', 'Swaps source and destination back', () => {
      // Swapping again leads back also after further edits, and after a save.
      swapNow(editor, withSecrets)
      if (!withSecrets) putTypedBack(editor, before)
    })
  }

  function putTypedBack({ id, changes }: Editor, before: FormSecrets['changes']): void {
    for (const [side, name] of secretPlaces) {
      const dropped = before[side][name]
      if (dropped.kind === 'set' && changes.value[side][name].kind === 'keep') {
        typed.change(id, side, name, dropped)
      }
    }
  }

  async function copyToDestination(editor: Editor): Promise<void> {
    const answer = hasSecret(secretsOf(editor), 'source')
      ? await question.ask({
          title: 'Copy the secrets, too?',
          text: 'The destination then has the source’s secrets instead of its own, once the workspace is saved.',
          answers: [
            { value: 'without', label: 'Without secrets' },
            { value: 'with', label: 'Copy secrets too' },
          ],
        })
      : 'without'
    if (answer === null) return
    await editor.flush()
    const { source, destination } = plain(editor.form)
    const before = editor.changes.value
    const savedAt = editor.record.value?.savedAt
    const taken =
      answer === 'with' ? takeOver(secretsOf(editor), 'destination') : withoutTyped(before.destination)
    typed.put(editor.id, { ...before, destination: taken })
    editor.editSides({ destination: source })
    told(editor, 'The source is copied to the destination.', 'Brings the earlier destination back', () => {
      editor.editSides({ destination })
      // After a save the earlier secrets are gone, or in the keychain; either way there is nothing to put back.
      if (editor.record.value?.savedAt !== savedAt) return
      typed.put(editor.id, { ...editor.changes.value, destination: before.destination })
    })
  }

  return { swap, copyToDestination }
}
