import { fireEvent, screen, waitFor } from '@testing-library/dom'
import { expect, it } from 'vitest'
import { h } from 'vue'
import { madeUp } from '../../../domain/connection/paste/madeUp.fixture'
import { localWorkspace, press, recordOf, showWorkspace, typeInto } from '../../testing/showWorkspace'
import type { Editor } from '../../stores/editor/editor'
import { useEditorsStore } from '../../stores/editor/editors'
import PasteCredentials from './PasteCredentials.vue'

const { longTerm, secretKey } = madeUp
const keys = `export AWS_ACCESS_KEY_ID=${longTerm}\nexport AWS_SECRET_ACCESS_KEY=${secretKey}`
const arn = 'arn:aws:iam::111122223333:role/Reader'

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
const box = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Text to fill in from' })
const isClosed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

/** Shows the way into the sheet of the source, and opens it. */
async function openSheet(): Promise<Editor> {
  const editor = await showWorkspace(() => h(PasteCredentials, { side: 'source' }), {
    records: [recordOf(localWorkspace())],
  })
  await press(button('Paste credentials'))
  return editor
}

it.each([
  ['keys', keys, { useLocal: false, way: 'userCredentials', accessKey: longTerm }],
  ['the ARN of a role', arn, { useLocal: false, way: 'assumeRole', roleArn: arn }],
  ['a server', 'http://127.0.0.1:8123', { useLocal: true, server: '127.0.0.1', port: '8123' }],
])('the sheet recognises %s, fills in and closes', async (_, text, filled) => {
  const editor = await openSheet()
  await typeInto(await box(), text)
  await press(button('Fill in'))
  await isClosed()
  expect(editor.form.source).toMatchObject(filled)
  expect(await screen.findByText(/^Filled in for the source\./)).toBeTruthy()
  expect(document.body.textContent).not.toContain(secretKey)
})

it('what holds nothing to fill in is said so, and stays until it is changed', async () => {
  const editor = await openSheet()
  expect(button('Fill in').disabled).toBe(true)
  await typeInto(await box(), 'Good morning')
  await press(button('Fill in'))
  expect((await box()).getAttribute('aria-invalid')).toBe('true')
  expect(editor.form.source).toEqual(localWorkspace().source)
  await typeInto(await box(), 'Good evening')
  expect((await box()).getAttribute('aria-invalid')).toBeNull()
})

it('Esc closes the sheet, and what was pasted does not outlive it', async () => {
  await openSheet()
  await typeInto(await box(), keys)
  fireEvent.keyDown(await box(), { key: 'Escape' })
  await isClosed()
  await press(button('Paste credentials'))
  expect((await box()).value).toBe('')
})

it('Undo puts the fields back, and leaves a form alone that was read anew since', async () => {
  const editor = await openSheet()
  await typeInto(await box(), keys)
  await press(button('Fill in'))
  await isClosed()
  await press(button(/Undo/))
  expect(editor.form.source).toEqual(localWorkspace().source)

  await press(button('Paste credentials'))
  await typeInto(await box(), keys)
  await press(button('Fill in'))
  await isClosed()
  await editor.actions.flush()
  useEditorsStore().drop(editor.id)
  const anew = useEditorsStore().of(editor.id)
  await press(button(/Undo/))
  expect(anew.form.source.accessKey).toBe(longTerm)
  expect(anew.view.changes.source.secretKey.kind).toBe('set')
})
