import { blankConnection, fieldLabels, kindOf, kindNames } from '../../domain/connection/connection'
import type { ConnectionForm, FieldName } from '../../domain/connection/connection'
import { describePasted } from '../../domain/connection/paste/describe'
import { readPasted, readPastedInto, staleAfter, wayOfPasted } from '../../domain/connection/paste/paste'
import type { Pasted } from '../../domain/connection/paste/paste'
import { secretNames } from '../../domain/secret/secret'
import type { Side } from '../../domain/side'
import { titleOf } from '../../domain/workspace/workspace'
import { useNoticesStore } from '../stores/notices'
import { useTypedSecretsStore } from '../stores/typedSecrets'
import type { Editor } from '../stores/editor/editor'
import { useEditorsStore } from '../stores/editor/editors'

/** Fills one side in from pasted text, and says what was found, with a way back. */
export function usePasting(editor: Editor, side: Side) {
  const editors = useEditorsStore()
  const typed = useTypedSecretsStore()
  const notices = useNoticesStore()

  function fill(pasted: Pasted, chosen: Partial<ConnectionForm>): void {
    const form = editor.form[side]
    const patch: Partial<ConnectionForm> = { ...pasted.fields, ...chosen }
    const names = Object.keys(patch) as (keyof ConnectionForm)[]
    const formBefore = Object.fromEntries(names.map((name) => [name, form[name]]))
    const before = editor.view.changes[side]
    const dropped = dropStale(pasted)
    editor.actions.edit(side, patch)
    for (const name of secretNames) {
      const value = pasted.secrets[name]
      if (value !== undefined) typed.type(editor.id, side, name, value)
    }
    for (const field of [...names, ...secretNames]) {
      if (field in fieldLabels) editor.actions.touch(side, field as FieldName)
    }
    const after = editor.view.changes[side]

    function undo(): void {
      const now = editor.view.changes[side]
      const isAsFilled =
        editors.isPresent(editor) &&
        names.every((name) => form[name] === patch[name]) &&
        secretNames.every((name) => now[name] === after[name])
      if (!isAsFilled) {
        notices.show('The form was saved or changed since the paste, so nothing was undone.')
        return
      }
      editor.actions.edit(side, formBefore)
      for (const name of secretNames) typed.change(editor.id, side, name, before[name])
    }

    const sentences = [
      `Filled in for the ${side}.`,
      describePasted(pasted, Date.now()),
      dropped,
      unused(pasted),
    ]
    const hint = 'Put the fields back as they were before the paste'
    const action = { label: 'Undo', hint, run: undo }
    notices.show(sentences.filter(Boolean).join(' '), { workspace: titleOf(editor.form), action })
  }

  /** Drops the secrets of the key before, and says so of a token. A saved secret key is bound to its access key. */
  function dropStale(pasted: Pasted): string | undefined {
    const stale = staleAfter(pasted, editor.form[side].accessKey)
    const { sessionToken } = editor.view.sides[side].context
    for (const name of stale) {
      const isSaved = name === 'sessionToken' && editor.view.states[side][name].kind !== 'none'
      typed.change(editor.id, side, name, { kind: isSaved ? 'forget' : 'keep' })
    }
    const hadToken = sessionToken === 'saved' || sessionToken === 'typed'
    return stale.includes('sessionToken') && hadToken ? 'Removed the previous session token.' : undefined
  }

  /** Returns what to choose so that the pasted values are used, when they belong to another kind of connection. */
  function unused(pasted: Pasted): string | undefined {
    const needed = { ...editor.form[side], ...wayOfPasted(pasted) }
    if (kindOf(needed) === kindOf(editor.form[side])) return undefined
    return `Choose ${kindNames[needed.way]} to use it.`
  }

  /** Whether nothing was entered in any field of this side, whichever way is chosen. */
  function isEmpty(): boolean {
    const form = editor.form[side]
    const { useLocal, way } = form
    const blank = { ...blankConnection(), useLocal, way }
    return (
      (Object.keys(blank) as (keyof ConnectionForm)[]).every((name) => form[name] === blank[name]) &&
      secretNames.every((name) => editor.view.sides[side].context[name] === 'none')
    )
  }

  return {
    /** Takes over what is pasted into a field, when it is more than an ordinary value of that field. */
    onPaste(event: ClipboardEvent, field: FieldName): void {
      if (editor.view.readOnly) return
      const pasted = readPastedInto(field, event.clipboardData?.getData('text/plain') ?? '')
      if (!pasted) return
      event.preventDefault()
      // A side in which nothing was entered yet is one for what was pasted.
      fill(pasted, isEmpty() ? wayOfPasted(pasted) : {})
    },
    /**
     * Fills in from a whole text and chooses the kind of connection that uses it. Returns a sentence when the text
     * holds nothing to fill in.
     */
    fillFrom(text: string): string | undefined {
      const reading = readPasted(text)
      if (!reading.ok) return reading.sentence
      fill(reading.value, wayOfPasted(reading.value))
      return undefined
    },
  }
}
