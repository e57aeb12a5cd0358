import { screen, waitFor } from '@testing-library/dom'
import { expect, it, vi } from 'vitest'
import { h } from 'vue'
import { madeUp } from '../../../domain/connection/paste/madeUp.fixture'
import type { Calls } from '../../../domain/contract'
import { ok } from '../../../domain/result'
import { noSecrets } from '../../../domain/secret/secret'
import type { SecretState } from '../../../domain/secret/secret'
import type { Workspace } from '../../../domain/workspace/workspace'
import type { Editor } from '../../stores/editor/editor'
import {
  isCovered,
  localWorkspace,
  pasteInto,
  press,
  recordOf,
  showWorkspace,
  typeInto,
} from '../../testing/showWorkspace'
import SaveBar from '../workspace/SaveBar.vue'
import SecretField from './SecretField.vue'
import TextField from './TextField.vue'

const { longTerm, secretKey, otherSecretKey } = madeUp
const kept = { savedAt: '2026-11-20T12:00:00.000Z', accessKey: longTerm, version: 'v1' }
const saved: SecretState = { kind: 'saved', ...kept }

/** A workspace whose source has keys of a user. */
function withKeys(accessKey = longTerm): Workspace {
  const workspace = localWorkspace()
  Object.assign(workspace.source, { useLocal: false, way: 'userCredentials', accessKey, region: 'eu-west-1' })
  return workspace
}

/** Shows the secret key of the source, and the save bar. */
function showField(
  state: SecretState,
  {
    readOnly = false,
    saveWorkspace,
    workspace = withKeys(),
  }: Partial<Pick<Calls, 'saveWorkspace'>> & {
    readOnly?: boolean
    workspace?: Workspace
  } = {},
): Promise<Editor> {
  const secrets = noSecrets()
  secrets.source.secretKey = state
  return showWorkspace(
    () => [
      h(TextField, { side: 'source', name: 'accessKey', label: 'AWS Access Key' }),
      h(SecretField, { side: 'source', name: 'secretKey', label: 'AWS Secret Key' }),
      h(SaveBar),
    ],
    {
      records: [recordOf(workspace, { readOnly, secrets })],
      ...(saveWorkspace && { calls: { saveWorkspace } }),
    },
  )
}

const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'AWS Secret Key' })
const accessKey = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'AWS Access Key' })
const button = (name: string) => screen.getByRole('button', { name })

it('a typed secret is masked, counted, and told from what is saved', async () => {
  await showField({ kind: 'none' })
  expect(field().value).toBe('')
  await typeInto(field(), ` ${secretKey}\n`)
  expect(isCovered(field())).toBe(true)
  expect(isCovered(accessKey())).toBe(false)
  expect(screen.getByText('40 characters, in memory until the workspace is saved')).toBeTruthy()
  expect(document.body.textContent).not.toContain(secretKey)
  expect(screen.getByText('Unsaved changes in Source.')).toBeTruthy()
})

it('a typed secret is sent once, with the save, and is not in the field afterwards', async () => {
  const saveWorkspace = vi.fn<Calls['saveWorkspace']>(async ({ workspace }) => {
    const secrets = noSecrets()
    secrets.source.secretKey = saved
    return ok(recordOf(workspace, { secrets }))
  })
  await showField({ kind: 'none' }, { saveWorkspace })
  await typeInto(field(), secretKey)
  await press(button('Save'))
  expect(await screen.findByText('Saved on 20 November')).toBeTruthy()
  const [sent] = saveWorkspace.mock.calls[0] ?? []
  expect(sent?.secrets.source.secretKey).toMatchObject({ kind: 'set', value: secretKey })
  expect(JSON.stringify(sent?.workspace)).not.toContain(secretKey)
  await press(button('Replace AWS Secret Key'))
  expect(field().value).toBe('')
})

it('a saved secret is never shown, and can be replaced', async () => {
  await showField(saved)
  expect(screen.queryByRole('textbox', { name: 'AWS Secret Key' })).toBeNull()
  expect(screen.getByText('Saved on 20 November')).toBeTruthy()
  await press(button('Replace AWS Secret Key'))
  await waitFor(() => expect(document.activeElement).toBe(field()))
  await typeInto(field(), otherSecretKey)
  await press(button('Keep the saved AWS Secret Key'))
  expect(screen.getByText('Saved on 20 November')).toBeTruthy()
  expect(screen.getByText('Everything is saved.')).toBeTruthy()
})

it('a saved secret can be forgotten, which the next save does', async () => {
  const saveWorkspace = vi.fn<Calls['saveWorkspace']>(async ({ workspace }) => ok(recordOf(workspace)))
  await showField(saved, { saveWorkspace })
  await press(button('Forget AWS Secret Key'))
  expect(screen.queryByText(/^Saved on/)).toBeNull()
  expect(screen.getByText('Unsaved changes in Source.')).toBeTruthy()
  expect(field().value).toBe('')
  await press(button('Save'))
  expect(await screen.findByText('Everything is saved.')).toBeTruthy()
  expect(saveWorkspace.mock.calls[0]?.[0].secrets.source.secretKey).toEqual({ kind: 'forget' })
  expect(screen.queryByRole('button', { name: 'Keep the saved AWS Secret Key' })).toBeNull()
})

it('until that is saved, a secret that is to be forgotten can be kept', async () => {
  await showField(saved)
  await press(button('Forget AWS Secret Key'))
  await press(button('Keep the saved AWS Secret Key'))
  expect(screen.getByText('Saved on 20 November')).toBeTruthy()
  expect(screen.getByText('Everything is saved.')).toBeTruthy()
})

it('a secret that is kept for this run only says so', async () => {
  await showField({ kind: 'thisRun', ...kept })
  expect(screen.getByText('Kept for this run only')).toBeTruthy()
  expect(screen.queryByText(/Saved on/)).toBeNull()
})

it('a secret of another access key is asked for again', async () => {
  await showField(saved, { workspace: withKeys('AKIARTX3GSDSQANOTHER') })
  expect(field().value).toBe('')
  expect(screen.queryByText(/Saved on/)).toBeNull()
})

it('in a workspace that is read only, nothing can be done with a saved secret', async () => {
  await showField(saved, { readOnly: true })
  expect(screen.getByText('Saved on 20 November')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Replace AWS Secret Key' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Forget AWS Secret Key' })).toBeNull()
})

it('a whole key block pasted into the field goes to all its fields', async () => {
  await showField({ kind: 'none' }, { workspace: withKeys('') })
  const block = `aws_access_key_id=${longTerm}\naws_secret_access_key=${secretKey}`
  expect(await pasteInto(field(), block)).toBe(false)
  expect(field().value).toBe(secretKey)
  expect(accessKey().value).toBe(longTerm)
  expect(await screen.findByText(/^Filled in for the source\./)).toBeTruthy()
  await press(screen.getByRole('button', { name: /Undo/ }))
  expect(field().value).toBe('')
  expect(accessKey().value).toBe('')
})

it('an ordinary value pasted into the field is left to the field', async () => {
  await showField({ kind: 'none' })
  expect(await pasteInto(field(), secretKey)).toBe(true)
})
