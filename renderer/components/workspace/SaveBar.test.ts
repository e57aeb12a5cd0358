import { screen, within } from '@testing-library/dom'
import { describe, expect, it, vi } from 'vitest'
import { h, nextTick } from 'vue'
import { madeUp } from '../../../domain/connection/paste/madeUp.fixture'
import type { Calls } from '../../../domain/contract'
import type { Failure } from '../../../domain/failure'
import { pack } from '../../../domain/packed'
import { failed, ok } from '../../../domain/result'
import { blankWorkspace } from '../../../domain/workspace/workspace'
import type { WorkspaceRecord } from '../../../domain/workspace/workspaceRecord'
import type { Editor } from '../../stores/editor/editor'
import { useTypedSecretsStore } from '../../stores/typedSecrets'
import { send } from '../../testing/apiDouble'
import { idOf, localWorkspace, press, recordOf, showWorkspace, typeInto } from '../../testing/showWorkspace'
import RefusedSave from './RefusedSave.vue'
import SaveBar from './SaveBar.vue'
import WorkspaceHeader from './WorkspaceHeader.vue'

const saved = localWorkspace()

function showBar(
  calls: Partial<Calls> = {},
  record: WorkspaceRecord = recordOf(saved),
  isWritable = true,
): Promise<Editor> {
  const content = () => [h(WorkspaceHeader), h(SaveBar), h(RefusedSave)]
  return showWorkspace(content, { records: [record], calls, isWritable })
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })
const rename = (to: string) => typeInto(field('Name'), to)
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

const isOff = (name: string) => button(name).matches(':disabled, [aria-disabled=true]')

it('a workspace without edits has nothing to save', async () => {
  await showBar()
  expect(await says('Everything is saved.')).toBeTruthy()
  expect(isOff('Save')).toBe(true)
  expect(isOff('Discard')).toBe(true)
})

it('a new workspace says that it is a draft', async () => {
  await showBar({}, recordOf(null, { draft: localWorkspace() }))
  expect(await says(/^Not saved yet\. What is typed is kept as a draft/)).toBeTruthy()
  expect(isOff('Save')).toBe(false)
})

it('edits are named by where they are, and taking them back leaves nothing to save', async () => {
  const editor = await showBar()
  editor.actions.edit('source', { port: '9000' })
  await typeInto(field('Description'), 'Nightly')
  expect(await says('Unsaved changes in Details, Source.')).toBeTruthy()
  expect(isOff('Discard')).toBe(false)
  editor.actions.edit('source', { port: '8001' })
  await typeInto(field('Description'), '')
  expect(await says('Everything is saved.')).toBeTruthy()
})

it('Save sends what was typed and what it is based on; a secret travels beside the workspace', async () => {
  const saveWorkspace = vi.fn<Calls['saveWorkspace']>(async ({ workspace }) => ok(recordOf(workspace)))
  await showBar({ saveWorkspace })
  await rename(' Renamed ')
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
  await showBar({ saveWorkspace })
  await rename('Renamed')
  await press(button('Save'))
  expect(screen.queryByText('Saving…')).toBeNull()
  expect(await says('Saving…')).toBeTruthy()
  expect(isOff('Save')).toBe(true)
  end()
  expect(await says('Everything is saved.')).toBeTruthy()
})

it('what is typed during a save stays, and a second save sends it alone', async () => {
  const { saveWorkspace, sent, end } = slowSave()
  await showBar({ saveWorkspace })
  await rename('First')
  await press(button('Save'))
  await press(button('Save'))
  end()
  expect(await says('Everything is saved.')).toBeTruthy()
  expect(sent()).toEqual(['First'])

  await rename('Second')
  await press(button('Save'))
  await rename('Third')
  await press(button('Save'))
  end()
  await vi.waitFor(() => expect(sent()).toEqual(['First', 'Second', 'Third']))
  expect(field('Name').value).toBe('Third')
  expect(await says('Unsaved changes in Details.')).toBeTruthy()
  end()
  expect(await says('Everything is saved.')).toBeTruthy()
})

it('a save that is refused says why, and what was typed stays to be saved', async () => {
  const full: Failure = {
    code: 'fileNotWritten',
    message: 'The disk is full.',
    remedy: 'Make room, then save again.',
  }
  await showBar({ saveWorkspace: async () => failed(full) })
  await rename('Renamed')
  await press(button('Save'))
  expect(await says(/The disk is full\./)).toBeTruthy()
  expect(await says('Unsaved changes in Details.')).toBeTruthy()
  expect(field('Name').value).toBe('Renamed')
  expect(isOff('Save')).toBe(false)
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
  await showBar({ saveWorkspace })
  await rename('Renamed')
  await press(button('Save'))
  expect(await screen.findByRole('alertdialog', { name: 'The keychain refused the secret' })).toBeTruthy()
  await press(button('Save, and keep the secret for this run only'))
  expect(await says('Everything is saved.')).toBeTruthy()
  expect(saveWorkspace.mock.calls.map(([{ thisRunOnly }]) => thisRunOnly)).toEqual([false, true])
})

it('a workspace without a name is not sent', async () => {
  await showBar()
  await rename(' ')
  await press(button('Save'))
  expect((await screen.findByRole('alert')).textContent).toContain('Enter a name to save.')
  await vi.waitFor(() => expect(document.activeElement).toBe(field('Name')))
})

it.each([
  ['a newer version', true, 'Read only: a newer version of the application saved this workspace.'],
  ['the folder', false, 'Read only: the data folder cannot be written to.'],
])('a workspace that is read only because of %s says so', async (_, isWritable, sentence) => {
  await showBar({}, recordOf(saved, { readOnly: true }), isWritable)
  expect(await says(sentence)).toBeTruthy()
  expect(isOff('Save')).toBe(true)
  expect(isOff('Discard')).toBe(true)
})

it('Discard drops the edits, with an Undo that brings them back', async () => {
  await showBar({ discardDraft: async () => ok(recordOf(saved)) })
  await rename('Mine')
  await press(button('Discard'))
  expect(await says('Everything is saved.')).toBeTruthy()
  expect(field('Name').value).toBe('Orders')
  await press(button('Undo'))
  expect(await says('Unsaved changes in Details.')).toBeTruthy()
  expect(field('Name').value).toBe('Mine')
})

describe('edits that meet a change from outside wait for a decision', () => {
  const theirs = recordOf({ ...saved, name: 'Theirs', description: 'Nightly' })
  /** Has the edit of a name meet what something else made of the workspace. */
  async function meet(readWorkspace: Calls['readWorkspace'], calls: Partial<Calls> = {}): Promise<void> {
    await showBar({ readWorkspace, ...calls })
    await rename('Mine')
    send('listChanged', pack({ rows: [], gone: [], fromOutside: [idOf(1)], setAside: [] }))
    await screen.findByRole('button', { name: 'Keep mine' })
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Discard' })).toBeNull()
    expect(field('Name').value).toBe('Mine')
  }
  const isGone = async () => failed({ code: 'notFound', message: 'It is gone.', remedy: 'Go on.' })

  it('What differs shows both values of each field', async () => {
    await meet(async () => ok(theirs))
    expect(screen.getByRole('status').textContent).toBe('Changed outside this window: 2 fields differ.')
    await press(button('What differs…'))
    const rows = within(await screen.findByRole('table')).getAllByRole('row')
    const cells = rows.map((row) => [...row.children].map(({ textContent }) => textContent))
    expect(cells).toEqual([
      ['Field', 'Mine', 'Theirs'],
      ['Name', 'Mine', 'Theirs'],
      ['Description', '(empty)', 'Nightly'],
    ])
  })

  it('Keep mine keeps them as edits of the other version, which a save then replaces', async () => {
    const saveWorkspace = vi.fn<Calls['saveWorkspace']>(async ({ workspace }) => ok(recordOf(workspace)))
    const keepDraft = vi.fn<Calls['keepDraft']>(async () => ok(null))
    await meet(async () => ok(theirs), { saveWorkspace, keepDraft })
    await press(button('Keep mine'))
    expect(await says('Unsaved changes in Details.')).toBeTruthy()
    expect(field('Name').value).toBe('Mine')
    expect(keepDraft).toHaveBeenLastCalledWith({ id: idOf(1), draft: { ...saved, name: 'Mine' } })
    await press(button('Save'))
    expect(await says('Everything is saved.')).toBeTruthy()
    expect(saveWorkspace.mock.calls[0]?.[0]).toMatchObject({
      workspace: { name: 'Mine', description: '' },
      basedOn: theirs.saved,
    })
  })

  it('Take theirs shows the other version, and Undo brings the edits back', async () => {
    const discardDraft = vi.fn<Calls['discardDraft']>(async () => ok(theirs))
    await meet(async () => ok(theirs), { discardDraft })
    await press(button('Take theirs'))
    expect(await says('Took the other version.')).toBeTruthy()
    expect(await says('Everything is saved.')).toBeTruthy()
    expect(field('Name').value).toBe('Theirs')
    expect(field('Description').value).toBe('Nightly')
    expect(discardDraft).toHaveBeenCalledExactlyOnceWith({ id: idOf(1) })
    await press(button('Undo'))
    expect(await says('Unsaved changes in Details.')).toBeTruthy()
    expect(field('Name').value).toBe('Mine')
  })

  it('a file that was deleted can be deleted here, too, with an Undo', async () => {
    const createWorkspace = vi.fn<Calls['createWorkspace']>(async ({ id }) =>
      ok(recordOf(null, { id, draft: blankWorkspace() })),
    )
    const rememberOpened: Calls['rememberOpened'] = async () => ok(null)
    await meet(isGone, { createWorkspace, rememberOpened, discardDraft: isGone })
    expect(screen.getByRole('status').textContent).toBe('Deleted outside this window. Your edits are kept.')
    expect(screen.queryByRole('button', { name: 'What differs…' })).toBeNull()
    await press(button('Delete here, too'))
    expect(await says('Deleted here, too.')).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull()
    await press(button('Undo'))
    expect(await says(/^Not saved yet\./)).toBeTruthy()
    expect(field('Name').value).toBe('Mine')
    expect(createWorkspace).toHaveBeenCalledExactlyOnceWith({ id: idOf(1) })
  })

  it('edits of a file that was deleted are kept as a new workspace under the same id', async () => {
    const createWorkspace = vi.fn<Calls['createWorkspace']>(async ({ id }) =>
      ok(recordOf(null, { id, draft: blankWorkspace() })),
    )
    const rememberOpened: Calls['rememberOpened'] = async () => ok(null)
    const keepDraft = vi.fn<Calls['keepDraft']>(async () => ok(null))
    await meet(isGone, { createWorkspace, rememberOpened, keepDraft })
    await press(button('Keep mine'))
    expect(await says(/^Not saved yet\./)).toBeTruthy()
    expect(field('Name').value).toBe('Mine')
    expect(isOff('Save')).toBe(false)
    expect(createWorkspace).toHaveBeenCalledExactlyOnceWith({ id: idOf(1) })
    expect(keepDraft).toHaveBeenLastCalledWith({ id: idOf(1), draft: { ...saved, name: 'Mine' } })
  })

  it('a save that finds the change first offers both versions, too', async () => {
    const changed: Failure = {
      code: 'changedOutside',
      message: 'The workspace was changed outside this window.',
      remedy: 'Choose which to keep.',
    }
    await showBar({ readWorkspace: async () => ok(theirs), saveWorkspace: async () => failed(changed) })
    await rename('Mine')
    await press(button('Save'))
    expect(await screen.findByRole('button', { name: 'Take theirs' })).toBeTruthy()
    expect((await screen.findByRole('alert')).textContent).toContain(changed.message)
    expect(field('Name').value).toBe('Mine')
  })
})

describe('a workspace without edits that something else changes', () => {
  const changedOutside = () =>
    send('listChanged', pack({ rows: [], gone: [], fromOutside: [idOf(1)], setAside: [] }))

  it('is shown as it is now, with a message', async () => {
    await showBar({ readWorkspace: async () => ok(recordOf({ ...saved, name: 'Theirs' })) })
    changedOutside()
    expect(await says('“Theirs” was changed outside this window.')).toBeTruthy()
    expect(field('Name').value).toBe('Theirs')
    expect(await says('Everything is saved.')).toBeTruthy()
  })

  it('is gone when its file was deleted, with a message', async () => {
    await showBar({
      readWorkspace: async () => failed({ code: 'notFound', message: 'It is gone.', remedy: 'Go on.' }),
    })
    changedOutside()
    expect(await says('“Orders” was deleted outside this window.')).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull()
  })
})
