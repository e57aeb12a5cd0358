import { describe, expect, it } from 'vitest'
import { blankConnection } from '../connection/connection'
import type { ConnectionForm } from '../connection/connection'
import type { WorkspaceRecord } from '../workspace/workspaceRecord'
import { createSearch, findRows, isNarrowed, isPlain, matchesSearch, namesFirst, noFilters } from './find'
import { rowOf } from './workspaceRow'
import type { WorkspaceRow } from './workspaceRow'
import type { Filters, Known } from './find'
import { warnedReport } from '../test/reports.fixture'
import { noSecrets } from '../secret/secret'
import type { SideStatus } from '../workspace/sideView'
import { blankWorkspace } from '../workspace/workspace'
import type { Workspace } from '../workspace/workspace'

const form = (changes: Partial<ConnectionForm>): ConnectionForm => ({ ...blankConnection(), ...changes })
const workspace = (changes: Partial<Workspace>): Workspace => ({ ...blankWorkspace(), ...changes })
const local = (server: string, port = '8000') => form({ useLocal: true, server, port })
const role = (account: string) => form({ roleArn: `arn:aws:iam::${account}:role/data/Reader` })
const record = (saved: Workspace, changes: Partial<WorkspaceRecord> = {}): WorkspaceRow =>
  rowOf(
    {
      id: saved.name,
      saved,
      savedAt: '2026-11-22T10:00:00.000Z',
      draft: null,
      readOnly: false,
      secrets: noSecrets(),
      reports: { source: [], destination: [] },
      ...changes,
    },
    { secretKey: false, container: false },
  )
const finds = (sought: Workspace, query: string): boolean => matchesSearch(record(sought), query)

describe('matchesSearch', () => {
  const found = workspace({
    name: 'Orders, nightly',
    description: 'Masked copy for the Über team',
    tags: ['staging', 'Weekly report'],
    source: form({ ...role('111122223333'), region: 'eu-west-1' }),
    destination: local('db.example.com', '8123'),
  })

  it.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['name', 'orders'],
    ['a piece of the name, in capitals', 'NIGHT'],
    ['description', 'masked copy'],
    ['description beyond ASCII', 'über'],
    ['tag', 'staging'],
    ['tag of two words', 'weekly report'],
    ['account ID', '111122223333'],
    ['a piece of the account ID', '2222'],
    ['role ARN', 'arn:aws:iam::111122223333:role/data/reader'],
    ['role name', 'reader'],
    ['region', 'eu-west-1'],
    ['host', 'db.example.com'],
    ['host and port', 'example.com:8123'],
    ['port', '8123'],
    ['line of the list', '111122223333 → db.example.com:8123'],
    ['words from different places, in any order', '8123 reader  orders'],
  ])('finds by %s', (_what, query) => {
    expect(finds(found, query)).toBe(true)
  })

  it.each([
    ['another name', 'invoices'],
    ['one word of two', 'orders invoices'],
    ['another account', '444455556666'],
    ['words run together', 'ordersnightly'],
    ['two fields run together', 'nightlymasked'],
    ['a pattern', '.*'],
    ['a very long text', 'orders'.repeat(20_000)],
  ])('does not find by %s', (_what, query) => {
    expect(finds(found, query)).toBe(false)
  })

  it.each([
    ['localhost:8000', local('localhost')],
    ['127.0.0.1:8000', local('localhost')],
    ['localhost:8000', local('127.0.0.1')],
    ['http://localhost:8000/', local('localhost')],
    ['https://db.example.com:8123/shell', local('db.example.com', '8123')],
    ['[::1]:8000', local('::1')],
    ['1111-2222-3333', role('111122223333')],
    ['dynamodb.eu-west-1.amazonaws.com', form({ region: 'eu-west-1' })],
    ['https://dynamodb.eu-west-1.amazonaws.com', form({ region: 'eu-west-1' })],
    ['mple', form({ way: 'userCredentials', accessKey: 'AKIARTX3GSDSQEXAMPLE' })],
    ['AKIA…MPLE', form({ way: 'userCredentials', accessKey: 'AKIARTX3GSDSQEXAMPLE' })],
    ['…MPLE', form({ way: 'userCredentials', accessKey: 'AKIARTX3GSDSQEXAMPLE' })],
  ])('finds what people type: %s', (query, source) => {
    expect(finds(workspace({ source }), query)).toBe(true)
    expect(finds(workspace({ source: local('other', '9') }), query)).toBe(false)
  })

  it('finds by the access key and by the account that it carries', () => {
    const keyed = workspace({
      destination: form({ way: 'userCredentials', accessKey: 'AKIARTX3GSDSQEXAMPLE' }),
    })
    expect(finds(keyed, 'akiartx3gsdsqexample')).toBe(true)
    expect(finds(keyed, '111122223333')).toBe(true)
  })

  it('finds by what is typed wrong, or not part of the line in the list', () => {
    expect(finds(workspace({ source: local('two words', '99999') }), 'two 99999')).toBe(true)
    const keyed = form({ way: 'userCredentials', accessKey: 'AKIARTX3GSDSQEXAMPLE', region: 'sa-east-1' })
    expect(finds(workspace({ source: keyed }), 'sa-east-1')).toBe(true)
  })

  it('finds by the region of each cloud way', () => {
    for (const way of ['assumeRole', 'userCredentials', 'environment'] as const) {
      expect(finds(workspace({ destination: form({ way, region: 'sa-east-1' }) }), 'sa-east')).toBe(true)
    }
  })

  const leftOver = {
    server: 'hidden.example.com',
    port: '8123',
    roleArn: 'arn:aws:iam::444455556666:role/Hidden',
    accessKey: 'AKIAHIDDENHIDDENHIDD',
    sessionName: 'hidden',
    region: 'hidden-1',
  }

  it.each([
    ['local', form({ ...leftOver, useLocal: true, server: 'db' }), ['hidden', '444455556666']],
    [
      'assumeRole',
      form({ ...leftOver, way: 'assumeRole', roleArn: 'arn:aws:iam::111122223333:role/Reader', region: '' }),
      ['hidden', '8123'],
    ],
    [
      'userCredentials',
      form({ ...leftOver, way: 'userCredentials', accessKey: 'x', region: '' }),
      ['hidden', '8123'],
    ],
    [
      'environment',
      form({ ...leftOver, way: 'environment', region: '' }),
      ['hidden', '444455556666', '8123'],
    ],
  ])('does not look into fields that are not in use: %s', (_kind, end, queries) => {
    for (const query of queries) expect(finds(workspace({ source: end }), query)).toBe(false)
  })

  it('finds by the name of a region, and by the account that the last test reached', () => {
    const tested = record(
      workspace({ source: form({ way: 'environment', region: 'eu-central-1' }), destination: local('db') }),
      { reports: { source: [{ ...warnedReport, place: { account: '777788889999' } }], destination: [] } },
    )
    expect(matchesSearch(tested, 'frankfurt')).toBe(true)
    expect(matchesSearch(tested, '777788889999')).toBe(true)
    expect(matchesSearch(tested, 'ireland')).toBe(false)
  })

  it('does not find by defaults that every workspace has', () => {
    expect(finds(workspace({ source: local('db'), destination: role('111122223333') }), 'us-east-1')).toBe(
      false,
    )
    expect(finds(workspace({ source: local('db'), destination: role('111122223333') }), '3600')).toBe(false)
  })

  it('looks into the edits, not into what is saved', () => {
    const edited = record(workspace({ name: 'Before' }), { draft: workspace({ name: 'After' }) })
    expect(matchesSearch(edited, 'after')).toBe(true)
    expect(matchesSearch(edited, 'before')).toBe(false)
  })
})

it('searches the names of accounts wherever their IDs occur', () => {
  const book = [
    { account: '111122223333', partition: 'aws', name: 'prod-data', colour: 'red' },
    { account: '444455556666', partition: 'aws', name: 'staging', colour: 'green' },
  ] as const
  const found = record(workspace({ source: role('111122223333') }))
  expect(matchesSearch(found, 'prod 1111', book)).toBe(true)
  expect(matchesSearch(found, 'staging', book)).toBe(false)
  const expecting = record(
    workspace({ source: form({ way: 'environment', expectedAccount: '444455556666' }) }),
  )
  expect(matchesSearch(expecting, 'STAGING', book)).toBe(true)
})

describe('findRows', () => {
  const now = Date.parse('2026-11-22T12:00:00.000Z')
  type Test = [status: SideStatus['kind'], expiresAt?: string]
  const never: Test = ['never']
  const tested = (row: WorkspaceRow, source: Test, destination: Test): WorkspaceRow => ({
    ...row,
    statuses: { source: source[0], destination: destination[0] },
    expiresAt: { source: source[1] ?? null, destination: destination[1] ?? null },
  })

  const both = workspace({
    name: 'both',
    tags: ['Orders', 'qa'],
    source: local('a'),
    destination: local('b'),
  })
  const half = workspace({ name: 'half', tags: ['orders'], source: role('111122223333') })
  const keys = workspace({ name: 'keys', tags: ['QA'], source: form({ way: 'userCredentials' }) })
  const fresh = workspace({ name: 'fresh', source: form({ way: 'environment' }), destination: local('c') })
  const records = [
    tested(record(both), ['passed'], ['passed']),
    tested(record(half), ['passed', '2026-11-22T12:30:00.000Z'], ['failed']),
    tested(record(keys), ['expired'], ['changed']),
    tested(record(fresh), never, ['passed']),
  ]
  const known: Known = {
    favourites: new Set(['half']),
    recents: ['fresh', 'both'],
    now,
  }
  const find = (filters: Partial<Filters>, query = ''): string[] =>
    findRows(records, query, { ...noFilters, ...filters }, known).map(({ id }) => id)

  it('leaves nothing out without filters', () => {
    expect(find({})).toEqual(['both', 'half', 'keys', 'fresh'])
    expect(isNarrowed(noFilters)).toBe(false)
    expect(isNarrowed({ ...noFilters, tagMode: 'all' })).toBe(false)
  })

  it.each<[Partial<Filters>, string[]]>([
    [{ statuses: ['passed'] }, ['both']],
    [{ statuses: ['failed'] }, ['half', 'keys']],
    [{ statuses: ['changed'] }, ['keys']],
    [{ statuses: ['never'] }, ['fresh']],
    [{ statuses: ['expired'] }, ['keys']],
    [{ statuses: ['failed', 'never'] }, ['half', 'keys', 'fresh']],
    [{ ways: ['local'] }, ['both', 'fresh']],
    [{ ways: ['assumeRole'] }, ['half', 'keys']],
    [{ ways: ['userCredentials', 'environment'] }, ['keys', 'fresh']],
    [{ tags: ['ORDERS', 'qa'] }, ['both', 'half', 'keys']],
    [{ tags: ['ORDERS', 'qa'], tagMode: 'all' }, ['both']],
    [{ tags: ['ord'] }, []],
    [{ expiring: true }, ['half', 'keys']],
    [{ favourites: true }, ['half']],
    [{ recent: true }, ['both', 'fresh']],
    [{ recent: true, ways: ['environment'] }, ['fresh']],
  ])('finds by %j', (filters, names) => {
    expect(find(filters)).toEqual(names)
    expect(isNarrowed({ ...noFilters, ...filters })).toBe(true)
  })

  it('asks for words and filters together', () => {
    expect(find({ tags: ['orders'] }, 'reader')).toEqual(['half'])
    expect(find({ tags: ['qa'] }, 'reader')).toEqual([])
  })

  it.each([
    ['userCredentials', '2026-11-22T11:59:00.000Z', true],
    ['userCredentials', '2026-11-23T11:59:00.000Z', true],
    ['userCredentials', '2026-11-23T12:01:00.000Z', false],
    ['assumeRole', '2026-11-22T12:01:00.000Z', true],
    ['assumeRole', '2026-11-22T11:59:00.000Z', false],
  ] as const)('%s until %s counts as expiring: %s', (way, expiresAt, expected) => {
    const one = tested(record(workspace({ source: form({ way }) })), ['passed', expiresAt], never)
    expect(findRows([one], '', { ...noFilters, expiring: true }, known)).toHaveLength(expected ? 1 : 0)
  })

  it.each([
    ['orders nightly', true],
    ['db.example.com:8123', true],
    ['akia…', false],
    ['akia...mple', false],
    ['https://db', false],
    ['1111-2222', false],
  ])('%s means itself alone: %s', (query, expected) => {
    expect(isPlain(query)).toBe(expected)
  })
})

describe('namesFirst', () => {
  const named = (name: string, description = ''): WorkspaceRow => record(workspace({ name, description }))
  const order = (names: readonly string[], query: string): string[] => {
    const { named: first, others } = namesFirst(
      names.map((name) => named(name, query)),
      query,
    )
    return [...first.map(({ title }) => title), '|', ...others.map(({ title }) => title)]
  }

  it.each([
    [
      'ord',
      ['Records', 'Big orders', 'Elsewhere', 'Orders'],
      ['Orders', 'Big orders', 'Records', '|', 'Elsewhere'],
    ],
    [
      'ORDERS eu',
      ['eu orders', 'Orders EU 2', 'xorders eu'],
      ['Orders EU 2', 'eu orders', 'xorders eu', '|'],
    ],
    [
      'öst',
      ['Ostsee', 'Küöst', 'Nach Österreich', 'Österreich'],
      ['Österreich', 'Nach Österreich', 'Küöst', '|', 'Ostsee'],
    ],
    ['ההז', ['אההז', 'טבלאות ההזמנות', 'ההזמנות'], ['ההזמנות', 'טבלאות ההזמנות', 'אההז', '|']],
    ['😀', ['Kunden 😀', '😀 Kunden', 'Kunden'], ['😀 Kunden', 'Kunden 😀', '|', 'Kunden']],
    ['eu', ['prod_eu', 'prod-eu', 'neu'], ['prod_eu', 'prod-eu', 'neu', '|']],
    ['', ['B', 'A'], ['B', 'A', '|']],
  ])('puts what matches “%s” by its name first, the best of it before the rest', (query, names, expected) => {
    expect(order(names, query)).toEqual(expected)
  })

  it('keeps the order of equal ones, and takes no account of letters that span name and description', () => {
    expect(order(['Orders B', 'Orders A', 'Orders C'], 'orders')).toEqual([
      'Orders B',
      'Orders A',
      'Orders C',
      '|',
    ])
    expect(namesFirst([named('Ord', 'ers')], 'orders').named).toEqual([])
  })
})

it('a search that goes on letter by letter finds what one at once finds, in the order of the rows', () => {
  const rows = ['Orders', 'Big orders', 'Other', 'Nothing'].map((name) => record(workspace({ name })))
  const known: Known = { favourites: new Set(), recents: [], now: 0 }
  const search = createSearch()
  for (const query of ['o', 'or', 'ord', 'o', 'ot', '', 'n', 'or']) {
    expect(search(rows, query, noFilters, known)).toEqual(findRows(rows, query, noFilters, known))
  }
  const other = [...rows, record(workspace({ name: 'Orange' }))]
  expect(search(other, 'ora', noFilters, known)).toHaveLength(1)
})
