import { describe, expect, it } from 'vitest'
import type { WorkspaceRecord } from '../workspace/workspaceRecord'
import { favouritesFirst, groupByTag, sortAgain, sortRows, sortWays } from './listOrder'
import type { Ordering, SortBy } from './listOrder'
import { rowOf } from './workspaceRow'
import type { WorkspaceRow } from './workspaceRow'
import { failedReport } from '../test/reports.fixture'
import { noSecrets } from '../secret/secret'
import { blankWorkspace } from '../workspace/workspace'

const record = (name: string, changes: Partial<WorkspaceRecord> & { tags?: string[] } = {}) => {
  const { tags = [], ...rest } = changes
  const saved = { ...blankWorkspace(), name, tags }
  const reports = { source: [], destination: [] }
  return rowOf(
    {
      id: name,
      saved,
      savedAt: null,
      draft: null,
      readOnly: false,
      secrets: noSecrets(),
      reports,
      ...rest,
    },
    { secretKey: false, container: false },
  )
}
const names = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id)
const report = (startedAt: string) => ({ ...failedReport, startedAt })

const records: WorkspaceRow[] = [
  record('Item 10', { savedAt: '2026-11-03' }),
  record('alpha', {
    savedAt: '2026-11-01',
    reports: { source: [report('2026-11-20')], destination: [report('2026-11-22')] },
  }),
  record('Beta', { draft: { ...blankWorkspace(), name: 'Beta' }, savedAt: '2026-11-01' }),
  record('Item 9', { savedAt: '2026-11-03', reports: { source: [report('2026-11-21')], destination: [] } }),
]

it('sorts names as people read them, either way', () => {
  expect(names(sortRows(records, 'name', false))).toEqual(['alpha', 'Beta', 'Item 9', 'Item 10'])
  expect(names(sortRows(records, 'name', true))).toEqual(['Item 10', 'Item 9', 'Beta', 'alpha'])
  expect(names(records)[0]).toBe('Item 10')
})

it('has unsaved edits first, then the last saved, names where these are equal', () => {
  expect(names(sortRows(records, 'edited', false))).toEqual(['Beta', 'Item 9', 'Item 10', 'alpha'])
  expect(names(sortRows(records, 'edited', true))).toEqual(['alpha', 'Item 10', 'Item 9', 'Beta'])
})

it('has the last tested first by either side, and what was never tested last', () => {
  expect(names(sortRows(records, 'tested', false))).toEqual(['alpha', 'Item 9', 'Beta', 'Item 10'])
})

it('puts favourites before all others and keeps both in order', () => {
  expect(names(favouritesFirst(records, new Set(['Item 9', 'alpha'])))).toEqual([
    'alpha',
    'Item 9',
    'Item 10',
    'Beta',
  ])
  expect(favouritesFirst(records, new Set())).toBe(records)
})

it('groups by tag without regard to case, a record under each of its tags, the untagged last', () => {
  const tagged = [
    record('one', { tags: ['qa', 'Orders'] }),
    record('two'),
    record('three', { tags: ['orders', 'Item 10'] }),
    record('four', { tags: ['item 9'] }),
  ]
  expect(groupByTag(tagged).map(({ tag, rows: own }) => [tag, names(own)])).toEqual([
    ['item 9', ['four']],
    ['Item 10', ['three']],
    ['Orders', ['one', 'three']],
    ['qa', ['one']],
    [null, ['two']],
  ])
  expect(groupByTag([record('one', { tags: ['qa'] })]).map(({ tag }) => tag)).toEqual(['qa'])
})

describe('sorting again', () => {
  const inOrder = (rows: readonly WorkspaceRow[], by: SortBy, reversed: boolean): Ordering => ({
    rows,
    by,
    reversed,
    sorted: sortRows(rows, by, reversed),
  })
  const changes: [string, (rows: readonly WorkspaceRow[]) => readonly WorkspaceRow[]][] = [
    ['nothing changes', (rows) => [...rows]],
    ['one is edited in its place', ([one, ...rest]) => (one ? [{ ...one, tags: ['qa'] }, ...rest] : [])],
    ['one is renamed', ([one, ...rest]) => (one ? [{ ...one, title: 'Zeta' }, ...rest] : [])],
    [
      'one is edited and tested',
      ([one, ...rest]) => (one ? [{ ...one, unsaved: true, testedAt: '2027' }, ...rest] : []),
    ],
    ['one is new', (rows) => [...rows, record('Aardvark', { savedAt: '2026-12-01' })]],
    ['one is gone', ([, ...rest]) => rest],
    ['all are gone', () => []],
    ['hundreds are new', (rows) => [...rows, ...Array.from({ length: 300 }, (_, at) => record(`New ${at}`))]],
  ]
  for (const [what, change] of changes) {
    it.each(sortWays.flatMap((by) => [[by, false] as const, [by, true] as const]))(
      `gives what sorting anew gives when ${what}, by %s, reversed: %s`,
      (by, reversed) => {
        const rows = change(records)
        const again = sortAgain(inOrder(records, by, reversed), { rows, by, reversed })
        expect(names(again.sorted)).toEqual(names(sortRows(rows, by, reversed)))
        // Each row is the one that was passed, not that of before.
        expect(again.sorted.every((row) => rows.includes(row))).toBe(true)
      },
    )
  }

  it('sorts anew for another order', () => {
    const again = sortAgain(inOrder(records, 'name', false), { rows: records, by: 'edited', reversed: true })
    expect(names(again.sorted)).toEqual(names(sortRows(records, 'edited', true)))
  })
})
