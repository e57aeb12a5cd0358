import { screen, waitFor, within } from '@testing-library/dom'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultSettings } from '../../../domain/app/settings'
import { fieldLabels, fieldsOf } from '../../../domain/connection/connection'
import type { ConnectionForm, ConnectionKind, FieldName } from '../../../domain/connection/connection'
import { madeUp } from '../../../domain/connection/paste/madeUp.fixture'
import type { Calls } from '../../../domain/contract'
import { testFailureCodes } from '../../../domain/failure'
import type { Failure, FailureCode, FailureDetail } from '../../../domain/failure'
import { ok } from '../../../domain/result'
import { noSecrets } from '../../../domain/secret/secret'
import type { SecretStates } from '../../../domain/secret/secret'
import { actionsFor } from '../../../domain/test/remedies'
import type { RemedyAction } from '../../../domain/test/remedies'
import type { Workspace } from '../../../domain/workspace/workspace'
import { failedReport, outcome, reportOf, result, showSource } from '../../testing/showSide'
import { localWorkspace, pasteInto, press, typeInto } from '../../testing/showWorkspace'

const { longTerm, temporary, secretKey, otherSecretKey } = madeUp
const role = 'arn:aws:iam::111122223333:role/Reader'
const caller = 'arn:aws:iam::111122223333:user/ana'

/** A source of each kind that lacks nothing. */
const sourceOf: Record<ConnectionKind, Partial<ConnectionForm>> = {
  local: {},
  assumeRole: { useLocal: false, way: 'assumeRole', roleArn: role, region: 'eu-west-1' },
  userCredentials: { useLocal: false, way: 'userCredentials', accessKey: longTerm, region: 'eu-west-1' },
  environment: { useLocal: false, way: 'environment', region: 'eu-west-1' },
}

/** The secrets that the keys of a user have. */
function secretsOf(kind: ConnectionKind, hasToken = false): SecretStates {
  if (kind !== 'userCredentials') return noSecrets().source
  const saved = {
    kind: 'saved',
    savedAt: '2026-11-20T12:00:00.000Z',
    accessKey: longTerm,
    version: 'v',
  } as const
  return { secretKey: saved, sessionToken: hasToken ? saved : { kind: 'none' } }
}

const testConnection = vi.fn<Calls['testConnection']>()
const copyText = vi.fn<Calls['copyText']>(async () => ok(null))
beforeEach(() => {
  copyText.mockClear()
  testConnection.mockReset()
  testConnection.mockImplementation(async ({ workspace }) => ok(reportOf(workspace, { runId: 'run-2' })))
})

type Failing = {
  code: FailureCode
  kind: ConnectionKind
  patch?: Partial<ConnectionForm>
  hasToken?: boolean
  detail?: FailureDetail
}

/** Shows a source that failed its test for a cause. */
async function showFailing(
  { code, kind, patch, hasToken, detail = { caller, role } }: Failing,
  calls: Partial<Calls> = {},
): Promise<Workspace> {
  const workspace = localWorkspace()
  Object.assign(workspace.source, sourceOf[kind], patch)
  const failure: Failure = { code, message: 'It failed.', remedy: 'Do this.', detail }
  const states = secretsOf(kind, hasToken)
  const report = failedReport(workspace, failure, 'network', states)
  await showSource(workspace, [report], { testConnection, copyText, ...calls }, states)
  expect(outcome()).toContain('Failed')
  return workspace
}

const button = (name: string) => result().getByRole('button', { name })
/** What the one test that ran since was sent. */
async function tested() {
  await waitFor(() => expect(testConnection).toHaveBeenCalledOnce())
  await waitFor(() => expect(outcome()).not.toContain('Failed'))
  const [sent] = testConnection.mock.calls[0] ?? []
  return { source: sent?.workspace.source, secrets: sent?.secrets.source }
}
/** The text on the clipboard, once a message says that it is there. */
async function copied(news: string): Promise<string> {
  expect(await screen.findByText(news)).toBeTruthy()
  return copyText.mock.calls.map(([{ text }]) => text).join()
}

/** What a person does about a cause: the button that they see, and what pressing it does. */
type Case = Failing & { name: string; calls?: Partial<Calls>; does: () => Promise<unknown> }
/** Each kind of action; one that is not tried here does not compile. */
type ActionKind = Exclude<RemedyAction, object> | 'edit' | 'set'

const checkKeychain = vi.fn<Calls['checkKeychain']>(async () => ok({ kind: 'ready' }))
const startInstance = vi.fn<Calls['startInstance']>(async () => ok(null))

const cases: Record<ActionKind, Case> = {
  pasteKeys: {
    code: 'secretWrong',
    kind: 'userCredentials',
    name: 'Paste new keys…',
    async does() {
      const sheet = within(await screen.findByRole('dialog', { name: 'Paste new keys' }))
      const submit = sheet.getByRole<HTMLButtonElement>('button', { name: 'Replace and test' })
      await typeInto(sheet.getByRole('textbox', { name: 'New AWS Access Key' }), 'AKIARTX3GSDSQANOTHER')
      expect(submit.disabled).toBe(true)
      await typeInto(sheet.getByRole('textbox', { name: 'New AWS Secret Key' }), otherSecretKey)
      await press(submit)
      expect(await tested()).toMatchObject({
        source: { accessKey: 'AKIARTX3GSDSQANOTHER' },
        secrets: { secretKey: { kind: 'set', value: otherSecretKey } },
      })
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    },
  },
  edit: {
    code: 'nothingListens',
    kind: 'local',
    name: 'Edit Server',
    does: () =>
      waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Server' }))),
  },
  set: {
    code: 'durationAboveMaximum',
    kind: 'assumeRole',
    patch: { durationSeconds: '43200' },
    name: 'Use 3600 for Duration (in seconds)',
    does: async () => expect(await tested()).toMatchObject({ source: { durationSeconds: '3600' } }),
  },
  forgetToken: {
    code: 'tokenWithLongTermKey',
    kind: 'userCredentials',
    hasToken: true,
    name: 'Remove the session token',
    does: async () =>
      expect((await tested()).secrets).toEqual({
        secretKey: { kind: 'keep' },
        sessionToken: { kind: 'forget' },
      }),
  },
  useKeys: {
    code: 'noEnvironmentCredentials',
    kind: 'environment',
    name: 'Use access keys',
    async does() {
      const accessKey = await screen.findByRole('textbox', { name: 'AWS Access Key' })
      await waitFor(() => expect(document.activeElement).toBe(accessKey))
      const way = screen.getByRole('radio', { name: 'User Credentials' })
      expect((way as HTMLInputElement).checked).toBe(true)
    },
  },
  askKeychain: {
    code: 'keychainUnreadable',
    kind: 'userCredentials',
    name: 'Retry',
    calls: { checkKeychain },
    async does() {
      await tested()
      expect(checkKeychain).toHaveBeenCalledOnce()
    },
  },
  openSettings: {
    code: 'selfSigned',
    kind: 'local',
    name: 'Open Settings…',
    calls: {
      readSettings: async () => ok(defaultSettings),
      describeCertificates: async () => ok(null),
      changeSettings: async () => ok(defaultSettings),
    },
    does: () => screen.findByRole('heading', { name: 'Settings' }),
  },
  startInstance: {
    code: 'nothingListens',
    kind: 'local',
    name: 'Start a local instance…',
    calls: { startInstance },
    async does() {
      expect(await screen.findByText(/^Started a local instance in memory on port 8001\./)).toBeTruthy()
      await tested()
      expect(startInstance).toHaveBeenCalledWith({ port: 8001 })
    },
  },
  copyPolicy: {
    code: 'roleNotAllowed',
    kind: 'assumeRole',
    name: 'Copy the missing policy',
    does: async () =>
      expect(JSON.parse(await copied('Copied the policy statement.'))).toEqual({
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: role,
      }),
  },
  copyMessage: {
    code: 'roleNotAllowed',
    kind: 'assumeRole',
    name: 'Copy a message for its owner',
    async does() {
      const text = await copied('Copied a message for the administrator.')
      const facts = ['“Orders” (source)', 'It failed.', caller, role, 'eu-west-1', 'sts:AssumeRole']
      for (const fact of facts) expect(text).toContain(fact)
    },
  },
  testAgain: {
    code: 'throttled',
    kind: 'local',
    name: 'Test again',
    does: async () => expect((await tested()).source).toMatchObject({ server: 'localhost' }),
  },
}

describe('a button that a person sees beside a cause does its remedy', () => {
  it.each(Object.entries(cases))('%s', async (_, { name, calls, does, ...failing }) => {
    await showFailing(failing, calls)
    await press(button(name))
    await does()
    for (const secret of [secretKey, otherSecretKey]) expect(document.body.textContent).not.toContain(secret)
  })
})

/** Each field that the remedy of some cause leads to, with one such cause and a kind that has the field. */
const edited = new Map<FieldName, Failing>()
for (const code of testFailureCodes) {
  for (const action of actionsFor(code)) {
    if (typeof action !== 'object' || !('edit' in action)) continue
    const kind = (Object.keys(fieldsOf) as ConnectionKind[]).find((one) =>
      fieldsOf[one].includes(action.edit),
    )
    if (kind) edited.set(action.edit, { code, kind })
  }
}

it.each([...edited].map(([field, failing]) => ({ label: fieldLabels[field], failing })))(
  'Edit $label opens the form with the focus in that field',
  async ({ label, failing }) => {
    await showFailing(failing)
    await press(button(`Edit ${label}`))
    await waitFor(() =>
      expect(screen.getAllByLabelText(label, { exact: false })).toContain(document.activeElement),
    )
  },
)

it('the address of this computer is offered where its name is not found', async () => {
  await showFailing({ code: 'hostUnknown', kind: 'local' })
  await press(button('Use 127.0.0.1'))
  expect((await tested()).source).toMatchObject({ server: '127.0.0.1', port: '8001' })
})

it('the role that was meant is offered for one that is mistyped', async () => {
  const workspace = localWorkspace()
  const roleArn = 'arn:aws:sts::111122223333:assumed-role/Reader/session'
  Object.assign(workspace.source, sourceOf.assumeRole, { roleArn })
  await showSource(workspace)
  await press(button(`Use ${role}`))
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Role ARN' })
  await waitFor(() => expect(field.value).toBe(role))
  expect(result().getByText('Complete, and can be tested now.')).toBeTruthy()
})

it.each<[string, Failing]>([
  ['Paste new keys…', { code: 'listTablesSession', kind: 'assumeRole' }],
  ['Use access keys', { code: 'metadataFailed', kind: 'userCredentials' }],
  ['Start a local instance…', { code: 'nothingListens', kind: 'local', patch: { server: 'db.example' } }],
  ['Edit Server', { code: 'unreachable', kind: 'assumeRole' }],
  ['Use 3600 for Duration (in seconds)', { code: 'durationChaining', kind: 'assumeRole' }],
  ['Use 127.0.0.1', { code: 'hostUnknown', kind: 'local', patch: { server: 'db.example' } }],
  ['Copy the missing policy', { code: 'roleNotAllowed', kind: 'assumeRole', detail: {} }],
])('%s is not offered where it would do nothing', async (name, failing) => {
  await showFailing(failing)
  expect(result().getAllByRole('button').length).toBeGreaterThan(1)
  expect(result().queryByRole('button', { name })).toBeNull()
})

it('new keys are pasted all at once, into any field, and a temporary key wants its token', async () => {
  await showFailing({ code: 'tokenExpired', kind: 'userCredentials', hasToken: true })
  await press(button('Paste new keys…'))
  const sheet = within(await screen.findByRole('dialog', { name: 'Paste new keys' }))
  const value = (name: string) => sheet.getByRole<HTMLInputElement>('textbox', { name }).value
  const submit = () => sheet.getByRole<HTMLButtonElement>('button', { name: 'Replace and test' })
  const block = `aws_access_key_id=${temporary}\naws_secret_access_key=${secretKey}`
  await pasteInto(sheet.getByRole('textbox', { name: 'New AWS Secret Key' }), block)
  expect(value('New AWS Access Key')).toBe(temporary)
  expect(value('New AWS Secret Key')).toBe(secretKey)
  expect(submit().disabled).toBe(true)
  await typeInto(sheet.getByRole('textbox', { name: 'New AWS Session Token' }), madeUp.sessionToken)
  await press(submit())
  expect((await tested()).secrets).toMatchObject({
    secretKey: { kind: 'set', value: secretKey },
    sessionToken: { kind: 'set', value: madeUp.sessionToken },
  })
})
