import { expect, it } from 'vitest'
import { earlierChanges } from './earlierChanges'
import { warnedReport } from './reports.fixture'
import type { TestReport } from './testReport'

const tables = (runId: string, count: number): TestReport => ({
  ...warnedReport,
  runId,
  place: { tables: count },
})

it('lists each result that differs from the one before it, the newest first', () => {
  const changes = earlierChanges([tables('d', 39), tables('c', 38), tables('b', 38), tables('a', 37)])
  expect(
    changes.map(({ before, after, label, earlier, later, more }) => [
      before.runId,
      after.runId,
      label,
      earlier,
      later,
      more,
    ]),
  ).toEqual([
    ['c', 'd', 'Tables', '38', '39', 0],
    ['a', 'b', 'Tables', '37', '38', 0],
  ])
})
