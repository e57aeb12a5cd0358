import { fireEvent, screen, waitFor } from '@testing-library/dom'
import { expect, it } from 'vitest'
import { h, nextTick } from 'vue'
import { madeUp } from '../../../domain/connection/paste/madeUp.fixture'
import {
  isCovered,
  localWorkspace,
  press,
  recordOf,
  showWorkspace,
  typeInto,
} from '../../testing/showWorkspace'
import type { Editor } from '../../stores/editor/editor'
import { useEditorsStore } from '../../stores/editor/editors'
import ConnectionForm from '../side/ConnectionForm.vue'
import SaveBar from '../workspace/SaveBar.vue'
import PasteCredentials from './PasteCredentials.vue'

const { longTerm, secretKey } = madeUp
const keys = `export AWS_ACCESS_KEY_ID=${longTerm}\nexport AWS_SECRET_ACCESS_KEY=${secretKey}`
const arn = 'arn:aws:iam::111122223333:role/Reader'

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
const box = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Text to fill in from' })
const isClosed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

const value = (field: HTMLElement) => (field as HTMLInputElement).value
const field = (name: string) => screen.getByRole('textbox', { name })
const isLocal = () => screen.getByRole('switch').getAttribute('aria-checked') === 'true'

/** Shows the form of the source with the way into its sheet, and opens the sheet. */
async function openSheet(): Promise<Editor> {
  const content = () => [
    h(PasteCredentials, { side: 'source' }),
    h(ConnectionForm, { side: 'source' }),
    h(SaveBar),
  ]
  const editor = await showWorkspace(content, { records: [recordOf(localWorkspace())] })
  await press(button('Paste credentials'))
  return editor
}
async function fillIn(text: string): Promise<void> {
  await typeInto(await box(), text)
  await press(button('Fill in'))
}
/** Whether the form of the source is as it was. */
function expectUntouched(): void {
  expect(isLocal()).toBe(true)
  expect(value(field('Server'))).toBe('localhost')
  expect(screen.getByText('Everything is saved.')).toBeTruthy()
}

it.each<[string, string, { way?: string; fields: Record<string, string> }]>([
  [
    'keys',
    keys,
    { way: 'User Credentials', fields: { 'AWS Access Key': longTerm, 'AWS Secret Key': secretKey } },
  ],
  ['the ARN of a role', arn, { way: 'Assume Role', fields: { 'Role ARN': arn } }],
  ['a server', 'http://127.0.0.1:8123', { fields: { Server: '127.0.0.1' } }],
])('the sheet recognises %s, fills in and closes', async (_, text, filled) => {
  await openSheet()
  await fillIn(text)
  await isClosed()
  expect(isLocal()).toBe(filled.way === undefined)
  if (filled.way) expect(screen.getByRole('radio', { checked: true, name: filled.way })).toBeTruthy()
  for (const [name, holds] of Object.entries(filled.fields)) expect(value(field(name))).toBe(holds)
  expect(await screen.findByText(/^Filled in for the source\./)).toBeTruthy()
  expect(document.body.textContent).not.toContain(secretKey)
})

it('the sheet covers what is pasted into it', async () => {
  await openSheet()
  expect(isCovered(await box())).toBe(true)
})

it.each(['ctrlKey', 'metaKey'])('Enter with %s fills in, too', async (held) => {
  await openSheet()
  await typeInto(await box(), arn)
  fireEvent.keyDown(await box(), { key: 'Enter', [held]: true })
  await isClosed()
  expect(value(field('Role ARN'))).toBe(arn)
})

it('what holds nothing to fill in is said so, and stays until it is changed', async () => {
  await openSheet()
  expect(button('Fill in').disabled).toBe(true)
  await fillIn('Good morning')
  const says = document.getElementById((await box()).getAttribute('aria-describedby') ?? '')
  expect(says?.textContent).toMatch(/\w.*\.$/)
  expect((await box()).getAttribute('aria-invalid')).toBe('true')
  expect(value(await box())).toBe('Good morning')
  await typeInto(await box(), 'Good evening')
  expect((await box()).getAttribute('aria-invalid')).toBeNull()
  expect((await box()).getAttribute('aria-describedby')).toBeNull()
  fireEvent.keyDown(await box(), { key: 'Escape' })
  await isClosed()
  expectUntouched()
})

it('Esc closes the sheet, and what was pasted does not outlive it', async () => {
  await openSheet()
  await typeInto(await box(), keys)
  fireEvent.keyDown(await box(), { key: 'Escape' })
  await isClosed()
  expectUntouched()
  await press(button('Paste credentials'))
  expect(value(await box())).toBe('')
})

it('Undo puts the fields back as they were', async () => {
  await openSheet()
  await fillIn(keys)
  await isClosed()
  await press(button('Undo'))
  expectUntouched()
})

it('Undo leaves a form alone that was read anew since the paste', async () => {
  const editor = await openSheet()
  await fillIn(keys)
  await isClosed()
  await editor.actions.flush()
  useEditorsStore().drop(editor.id)
  await nextTick()
  await press(button('Undo'))
  expect(value(field('AWS Access Key'))).toBe(longTerm)
  expect(value(field('AWS Secret Key'))).toBe(secretKey)
  expect(await screen.findByText(/so nothing was undone\.$/)).toBeTruthy()
})
