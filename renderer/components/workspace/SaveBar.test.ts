import { screen } from '@testing-library/dom'
import { expect, it, vi } from 'vitest'
import { h, nextTick } from 'vue'
import { madeUp } from '../../../domain/connection/paste/madeUp.fixture'
import type { Calls } from '../../../domain/contract'
import type { Failure } from '../../../domain/failure'
import { pack } from '../../../domain/packed'
import { failed, ok } from '../../../domain/result'
import type { WorkspaceRecord } from '../../../domain/workspace/workspaceRecord'
import type { Editor } from '../../stores/editor/editor'
import { useTypedSecretsStore } from '../../stores/typedSecrets'
import { send } from '../../testing/apiDouble'
import { idOf, localWorkspace, press, recordOf, showWorkspace } from '../../testing/showWorkspace'
import RefusedSave from './RefusedSave.vue'
import SaveBar from './SaveBar.vue'

const saved = localWorkspace()

function showBar(
  calls: Partial<Calls> = {},
  record: WorkspaceRecord = recordOf(saved),
  isWritable = true,
): Promise<Editor> {
  return showWorkspace(() => [h(SaveBar), h(RefusedSave)], { records: [record], calls, isWritable })
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })
const says = (text: string | RegExp) => screen.findByText(text)

/** A save that ends when `end` is called, and what was sent. */
function slowSave() {
  const ends: (() => void)[] = []
  const saveWorkspace = vi.fn<Calls['saveWorkspace']>(
    ({ workspace }) => new Promise((ended) => ends.push(() => ended(ok(recordOf(workspace))))),
  )
  const sent = () => saveWorkspace.mock.calls.map(([{ workspace }]) => workspace.name)
  return { saveWorkspace, sent, end: () => ends.shift()?.() }
}

it('a workspace without edits has nothing to save', async () => {
  await showBar()
  expect(await says('Everything is saved.')).toBeTruthy()
  expect(button('Save').disabled).toBe(true)
  expect(button('Discard').disabled).toBe(true)
})

it('a new workspace says that it is a draft', async () => {
  await showBar({}, recordOf(null, { draft: localWorkspace() }))
  expect(await says(/^Not saved yet\. What is typed is kept as a draft/)).toBeTruthy()
  expect(button('Save').disabled).toBe(false)
})

it('edits are named by where they are, and taking them back leaves nothing to save', async () => {
  const editor = await showBar()
  editor.actions.edit('source', { port: '9000' })
  editor.actions.editHeader({ description: 'Nightly' })
  expect(await says('Unsaved changes in Details, Source.')).toBeTruthy()
  editor.actions.edit('source', { port: '8001' })
  editor.actions.editHeader({ description: '' })
  expect(await says('Everything is saved.')).toBeTruthy()
})

it('Save sends what was typed and what it is based on; a secret travels beside the workspace', async () => {
  const saveWorkspace = vi.fn<Calls['saveWorkspace']>(async ({ workspace }) => ok(recordOf(workspace)))
  const editor = await showBar({ saveWorkspace })
  editor.actions.editHeader({ name: ' Renamed ' })
  useTypedSecretsStore().type(idOf(1), 'source', 'secretKey', madeUp.secretKey)
  await nextTick()
  await press(button('Save'))
  expect(await says('Everything is saved.')).toBeTruthy()
  expect(saveWorkspace).toHaveBeenCalledOnce()
  const [sent] = saveWorkspace.mock.calls[0] ?? []
  expect(sent).toMatchObject({
    id: idOf(1),
    workspace: { name: 'Renamed' },
    basedOn: saved,
    thisRunOnly: false,
  })
  expect(sent?.secrets.source.secretKey).toMatchObject({ kind: 'set', value: madeUp.secretKey })
  expect(JSON.stringify(sent?.workspace)).not.toContain(madeUp.secretKey)
  expect(document.body.textContent).not.toContain(madeUp.secretKey)
})

it('a save is shown to be running only when it takes long', async () => {
  const { saveWorkspace, end } = slowSave()
  const editor = await showBar({ saveWorkspace })
  editor.actions.editHeader({ name: 'Renamed' })
  await nextTick()
  await press(button('Save'))
  expect(screen.queryByText('Saving…')).toBeNull()
  expect(await says('Saving…')).toBeTruthy()
  expect(button('Save').disabled).toBe(true)
  end()
  expect(await says('Everything is saved.')).toBeTruthy()
})

it('what is typed during a save stays, and a second save sends it alone', async () => {
  const { saveWorkspace, sent, end } = slowSave()
  const editor = await showBar({ saveWorkspace })
  editor.actions.editHeader({ name: 'First' })
  const twice = [editor.actions.save(false), editor.actions.save(false)]
  end()
  await Promise.all(twice)
  expect(sent()).toEqual(['First'])
  editor.actions.editHeader({ name: 'Second' })
  const first = editor.actions.save(false)
  editor.actions.editHeader({ name: 'Third' })
  const second = editor.actions.save(false)
  end()
  await first
  expect(await says('Unsaved changes in Details.')).toBeTruthy()
  await vi.waitFor(() => expect(sent()).toEqual(['First', 'Second', 'Third']))
  end()
  await second
  expect(await says('Everything is saved.')).toBeTruthy()
})

it('a save that is refused says why, and what was typed stays to be saved', async () => {
  const full: Failure = {
    code: 'fileNotWritten',
    message: 'The disk is full.',
    remedy: 'Make room, then save again.',
  }
  const editor = await showBar({ saveWorkspace: async () => failed(full) })
  editor.actions.editHeader({ name: 'Renamed' })
  await nextTick()
  await press(button('Save'))
  expect(await says(/The disk is full\./)).toBeTruthy()
  expect(await says('Unsaved changes in Details.')).toBeTruthy()
  expect(editor.form.name).toBe('Renamed')
})

it('a secret that the keychain refuses can be kept for this run only', async () => {
  const locked: Failure = {
    code: 'keychainNotWritten',
    message: 'The keychain is locked.',
    remedy: 'Unlock it.',
  }
  const saveWorkspace = vi.fn<Calls['saveWorkspace']>(async ({ workspace, thisRunOnly }) =>
    thisRunOnly ? ok(recordOf(workspace)) : failed(locked),
  )
  const editor = await showBar({ saveWorkspace })
  editor.actions.editHeader({ name: 'Renamed' })
  await nextTick()
  await press(button('Save'))
  expect(await screen.findByRole('alertdialog', { name: 'The keychain refused the secret' })).toBeTruthy()
  await press(button('Save, and keep the secret for this run only'))
  expect(await says('Everything is saved.')).toBeTruthy()
  expect(saveWorkspace.mock.calls.map(([{ thisRunOnly }]) => thisRunOnly)).toEqual([false, true])
})

it('a workspace without a name is not sent', async () => {
  const editor = await showBar()
  editor.actions.editHeader({ name: ' ' })
  await nextTick()
  await press(button('Save'))
  expect(await says(/Enter a name to save\./)).toBeTruthy()
})

it.each([
  ['a newer version', true, 'Read only: a newer version of the application saved this workspace.'],
  ['the folder', false, 'Read only: the data folder cannot be written to.'],
])('a workspace that is read only because of %s says so', async (_, isWritable, sentence) => {
  await showBar({}, recordOf(saved, { readOnly: true }), isWritable)
  expect(await says(sentence)).toBeTruthy()
  expect(button('Save').disabled).toBe(true)
  expect(button('Discard').disabled).toBe(true)
})

it('edits that meet a change from outside wait for a decision, and Keep mine keeps them', async () => {
  const theirs = recordOf({ ...saved, name: 'Theirs' })
  const editor = await showBar({ readWorkspace: async () => ok(theirs) })
  editor.actions.editHeader({ name: 'Mine' })
  send('listChanged', pack({ rows: [], gone: [], fromOutside: [idOf(1)], setAside: [] }))
  expect(await says('Changed outside this window: 1 field differs.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull()
  await press(button('Keep mine'))
  expect(await says('Unsaved changes in Details.')).toBeTruthy()
  expect(editor.form.name).toBe('Mine')
  expect(editor.view.record?.saved?.name).toBe('Theirs')
})
