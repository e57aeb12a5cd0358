import { describe, expect, it } from 'vitest'
import type { WorkspaceRecord } from '../workspace/workspaceRecord'
import type { ExchangedWorkspace } from './exchange'
import { planImport as planIn } from './importPlan'
import { keepBoth, noChanges, noSecrets } from '../secret/secret'
import type { SecretState } from '../secret/secret'
import { secretsToEnter } from '../workspace/secretsToEnter'
import { blankWorkspace } from '../workspace/workspace'
import type { Workspace } from '../workspace/workspace'

const planImport = (files: ExchangedWorkspace[], records: WorkspaceRecord[]) =>
  planIn(files, records, {
    environment: { secretKey: false, container: false },
    machine: { names: [], addresses: [] },
  })

const key = 'AKIAIOSFODNN7EXAMPLE'
const named = (name: string, description = ''): Workspace => ({ ...blankWorkspace(), name, description })
const withKey = (accessKey: string): Workspace => {
  const workspace = named('Keys')
  return { ...workspace, source: { ...workspace.source, way: 'userCredentials', accessKey } }
}
const incoming = (id: string, workspace: Workspace, secretKey?: string): ExchangedWorkspace => ({
  id,
  workspace,
  secrets: { source: secretKey === undefined ? {} : { secretKey }, destination: {} },
})
const here = (id: string, saved: Workspace | null, more: Partial<WorkspaceRecord> = {}): WorkspaceRecord => ({
  id,
  saved,
  savedAt: null,
  draft: null,
  readOnly: false,
  secrets: noSecrets(),
  reports: { source: [], destination: [] },
  ...more,
})
const savedSecret = (accessKey: string): SecretState => ({
  kind: 'saved',
  savedAt: '',
  accessKey,
  version: 'v',
})
const withSecret = (accessKey: string) => ({
  secrets: { ...noSecrets(), source: { ...noSecrets().source, secretKey: savedSecret(accessKey) } },
})
const statuses = (files: ExchangedWorkspace[], records: WorkspaceRecord[]) =>
  planImport(files, records).map((item) => (item.status === 'new' ? 'new' : `${item.status} ${item.mine.id}`))

describe('planImport', () => {
  it.each<[string, ExchangedWorkspace[], WorkspaceRecord[], string[]]>([
    ['nothing here', [incoming('a', named('A'))], [], ['new']],
    ['the same', [incoming('a', named('A'))], [here('a', named('A'))], ['same a']],
    ['the same under another id', [incoming('x', named('A'))], [here('a', named('A'))], ['same a']],
    [
      'the same but for being the sample',
      [incoming('a', named('A'))],
      [here('a', { ...named('A'), sample: true })],
      ['same a'],
    ],
    ['one of the same id, renamed', [incoming('a', named('New'))], [here('a', named('A'))], ['conflict a']],
    ['one of the same name', [incoming('x', named('A', 'x'))], [here('a', named('A'))], ['conflict a']],
    [
      'a draft that was never saved',
      [incoming('x', named('A', 'x'))],
      [here('a', null, { draft: named('A') })],
      ['conflict a'],
    ],
    [
      'the id before the content, the content before the name',
      [incoming('x', named('A', '1')), incoming('b', named('A', '2'))],
      [here('a', named('A', '1')), here('b', named('A', '3')), here('c', named('A', '4'))],
      ['same a', 'conflict b'],
    ],
    [
      'two of one name, none taken twice',
      [incoming('x', named('A', '1')), incoming('y', named('A', '2')), incoming('z', named('A', '3'))],
      [here('a', named('A')), here('b', named('A'))],
      ['conflict a', 'conflict b', 'new'],
    ],
  ])('%s', (_what, files, records, expected) => {
    expect(statuses(files, records)).toEqual(expected)
  })

  it('says what a conflict is about', () => {
    const mine = named('Mine')
    const [item] = planImport(
      [
        incoming('a', {
          ...mine,
          name: 'Theirs',
          tags: ['x'],
          source: { ...mine.source, region: 'eu-west-1' },
        }),
      ],
      [here('a', mine, { draft: named('Edited'), readOnly: true })],
    )
    expect(item).toMatchObject({
      name: 'Theirs',
      ends: { source: { label: 'eu-west-1' }, destination: { label: 'role' } },
      pair: 'unknown',
      mine: { name: 'Mine', hasDraft: true, readOnly: true },
      differs: [
        { part: 'Details', where: 'Name', mine: 'Mine', theirs: 'Theirs' },
        { part: 'Details', where: 'Tags', mine: '', theirs: 'x' },
        { part: 'Source', where: 'AWS Region', mine: '', theirs: 'eu-west-1' },
      ],
    })
  })

  it.each([
    ['none is here', {}, true],
    ['one is here for another key', withSecret('AKIAI44QH8DHBEXAMPLE'), true],
    ['one is here', withSecret(key), false],
    ['it is read only here', { readOnly: true }, false],
  ])('adds a secret to an equal workspace when %s', (_what, more, addsSecrets) => {
    const [item] = planImport([incoming('a', withKey(key), 'made up')], [here('a', withKey(key), more)])
    expect(item).toMatchObject({ status: 'same', secrets: 1, addsSecrets })
    expect(JSON.stringify(item).includes('made up')).toBe(false)
  })
})

describe('the secrets that a file lacks', () => {
  const temporary = 'ASIAIOSFODNN7EXAMPLE'
  const lacks = (accessKey: string, records: WorkspaceRecord[]) =>
    planImport([incoming('a', withKey(accessKey))], records)[0]?.lacks.map(({ name, is }) => `${name} ${is}`)

  it('are to be entered, taken over, or there already', () => {
    expect(lacks(key, [])).toEqual(['secretKey toEnter'])
    expect(lacks(key, [here('x', { ...withKey(key), name: 'Other' }, withSecret(key))])).toEqual([
      'secretKey takenOver',
    ])
    expect(lacks(key, [here('a', { ...withKey(key), description: 'x' }, withSecret(key))])).toEqual([
      'secretKey own',
    ])
  })

  it('of a temporary key are taken over only together', () => {
    const other = here('x', { ...withKey(temporary), name: 'Other' }, withSecret(temporary))
    expect(lacks(temporary, [other])).toEqual(['secretKey toEnter', 'sessionToken toEnter'])
    other.secrets.source.sessionToken = savedSecret(temporary)
    expect(lacks(temporary, [other])).toEqual(['secretKey takenOver', 'sessionToken takenOver'])
  })
})

it('cuts a long value where both are still told apart', () => {
  const long = 'x'.repeat(9_000)
  const [item] = planImport([incoming('a', named('A', `${long}b`))], [here('a', named('A', `${long}a`))])
  const [differs] = item?.status === 'conflict' ? item.differs : []
  expect(differs?.mine).toMatch(/^…x{20}a$/)
  expect(differs?.theirs).toMatch(/^…x{20}b$/)
})

describe('secretsToEnter', () => {
  const untouched = noChanges()
  const asked = (record: WorkspaceRecord) => secretsToEnter(record, untouched).map(({ name }) => name)

  it('names each secret that is missing, and none that is there or not in use', () => {
    expect(secretsToEnter(here('a', withKey(key)), untouched)).toEqual([
      { id: 'a', workspace: 'Keys', side: 'source', name: 'secretKey' },
    ])
    expect(asked(here('a', withKey('ASIAIOSFODNN7EXAMPLE')))).toEqual(['secretKey', 'sessionToken'])
    expect(asked(here('a', withKey(key), withSecret(key)))).toEqual([])
    expect(asked(here('a', withKey(key), withSecret('AKIAI44QH8DHBEXAMPLE')))).toEqual(['secretKey'])
    expect(asked(here('a', named('Role')))).toEqual([])
  })

  it('counts a typed one as present', () => {
    const set = { kind: 'set', value: 'made up', version: 'v' } as const
    const typed = { ...untouched, source: { ...keepBoth(), secretKey: set } }
    expect(secretsToEnter(here('a', withKey(key)), typed)).toEqual([])
  })
})
