import { secretPlaces } from '../../../domain/secret/secret'
import { hasSecret, swapSecrets, takeOver, withoutTyped } from '../../../domain/secret/secretMove'
import type { FormSecrets } from '../../../domain/secret/secretMove'
import { otherSide, sides } from '../../../domain/side'
import type { Side } from '../../../domain/side'
import { titleOf } from '../../../domain/workspace/workspace'
import { useSecretsQuestion } from './useSecretsQuestion'
import { useNoticesStore } from '../../stores/notices'
import { useTypedSecretsStore } from '../../stores/typedSecrets'
import { useWorkspacesStore } from '../../stores/workspaces/workspaces'
import type { Editor } from '../../stores/editor/editor'
import { useEditorsStore } from '../../stores/editor/editors'

/** Swaps the sides of a form, or copies one to the other: one edit each, with Undo, after a question about secrets. */
export function useSides() {
  const editors = useEditorsStore()
  const notices = useNoticesStore()
  const askAboutSecrets = useSecretsQuestion()
  const typed = useTypedSecretsStore()
  const workspaces = useWorkspacesStore()

  const secretsOf = ({ view: { states, changes } }: Editor): FormSecrets => ({ states, changes })

  /** Says what was done, and offers to undo it for as long as this form is the one that is edited. */
  function announce(editor: Editor, text: string, hint: string, undo: () => void): void {
    const run = async (): Promise<void> => {
      await editor.actions.flush()
      const isThere = workspaces.records.has(editor.id)
      if (isThere && editors.isPresent(editor)) undo()
    }
    const action = { label: 'Undo', hint, run: () => void run() }
    notices.show(text, { workspace: titleOf(editor.form), action })
  }

  /** Swaps the connections, and their secrets if asked for; otherwise saved secrets stay and typed ones are dropped. */
  function swapNow(editor: Editor, withSecrets: boolean): void {
    const { source, destination } = editor.actions.snapshot()
    const { changes } = secretsOf(editor)
    typed.put(
      editor.id,
      withSecrets
        ? swapSecrets(secretsOf(editor))
        : { source: withoutTyped(changes.source), destination: withoutTyped(changes.destination) },
    )
    editor.actions.editSides({ source: destination, destination: source })
  }

  async function swap(editor: Editor): Promise<void> {
    const answer = await askAboutSecrets(
      sides.some((side) => hasSecret(secretsOf(editor), side)),
      {
        title: 'Swap the secrets, too?',
        text: 'The secrets move to the other side together with their access keys. If you leave them behind, saved secrets stay in the keychain for the access keys that they were saved for, and typed secrets are dropped.',
        with: 'Swap secrets too',
        without: 'Leave secrets behind',
      },
    )
    if (answer === null) return
    // A save that began meanwhile changes what there is to move.
    await editor.actions.flush()
    const before = editor.view.changes
    const withSecrets = answer === 'with'
    swapNow(editor, withSecrets)
    announce(editor, 'Swapped source and destination.', 'Swap source and destination back', () => {
      // Swapping again leads back also after further edits, and after a save.
      swapNow(editor, withSecrets)
      if (!withSecrets) putTypedBack(editor, before)
    })
  }

  function putTypedBack({ id, view }: Editor, before: FormSecrets['changes']): void {
    for (const [side, name] of secretPlaces) {
      const dropped = before[side][name]
      if (dropped.kind === 'set' && view.changes[side][name].kind === 'keep') {
        typed.change(id, side, name, dropped)
      }
    }
  }

  /** Copies the other side to a side, with its secrets if asked for. */
  async function copyTo(editor: Editor, to: Side): Promise<void> {
    const from = otherSide(to)
    const answer = await askAboutSecrets(hasSecret(secretsOf(editor), from), {
      title: 'Copy the secrets, too?',
      text: `When the workspace is saved, the secrets of the ${from} replace those of the ${to}.`,
      with: 'Copy secrets too',
      without: 'Without secrets',
    })
    if (answer === null) return
    await editor.actions.flush()
    const copied = editor.actions.snapshot()
    const before = editor.view.changes
    const savedAt = editor.view.record?.savedAt
    const taken = answer === 'with' ? takeOver(secretsOf(editor), to) : withoutTyped(before[to])
    typed.put(editor.id, { ...before, [to]: taken })
    editor.actions.editSides({ [to]: copied[from] })
    announce(editor, `Copied the ${from} to the ${to}.`, `Bring the earlier ${to} back`, () => {
      editor.actions.editSides({ [to]: copied[to] })
      // After a save the earlier secrets are gone, or in the keychain; either way there is nothing to put back.
      if (editor.view.record?.savedAt !== savedAt) return
      typed.put(editor.id, { ...editor.view.changes, [to]: before[to] })
    })
  }

  return { swap, copyTo }
}
