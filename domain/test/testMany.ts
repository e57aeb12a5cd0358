import type { Failure } from '../failure'
import { redact } from './reportToShare'
import { sideName, sides } from '../side'
import type { BothSides, Side } from '../side'
import { failureOf } from './testReport'
import type { TestReport } from './testReport'

/** How the test of a side ended: with a report, or with the reason why it could not be tested. */
export type SideEnd = { kind: 'tested'; report: TestReport } | { kind: 'notTested'; failure: Failure }

/** An update about one side while many workspaces are tested. */
export type SideResult = { id: string; side: Side } & ({ kind: 'running' } | SideEnd)

/** The state of one side; `waiting` until its test starts. */
export type SideOutcome = 'waiting' | 'running' | TestReport['outcome'] | 'notTested'

/** What the board shows for one side; `cause` is one sentence, `ms` the duration of the test. */
export type BoardSide = { outcome: SideOutcome; cause?: string; ms?: number }

/** One workspace on the board. */
export type BoardRow = { id: string; name: string } & BothSides<BoardSide>

/** The label of each outcome on the board. */
export const boardWords: Record<SideOutcome, string> = {
  waiting: 'Waiting',
  running: 'Running',
  passed: 'Passed',
  failed: 'Failed',
  cancelled: 'Cancelled',
  notTested: 'Not tested',
}

/** Converts an update to what the board shows. */
export function boardSideOf(result: SideResult): BoardSide {
  if (result.kind === 'running') return { outcome: 'running' }
  if (result.kind === 'notTested') return { outcome: 'notTested', cause: result.failure.message }
  const { report } = result
  const failure = failureOf(report)
  return { outcome: report.outcome, ms: report.ms, ...(failure && { cause: failure.message }) }
}

// Worst first.
const gravest: readonly SideOutcome[] = ['failed', 'running', 'waiting', 'cancelled', 'notTested', 'passed']

/** The state of a row: the worse of its two sides. */
export function outcomeOfRow(row: BoardRow): SideOutcome {
  return gravest.find((outcome) => sides.some((side) => row[side].outcome === outcome)) ?? 'waiting'
}

/** Whether both sides of a row have ended. */
export function isDone(row: BoardRow): boolean {
  return sides.every((side) => !['waiting', 'running'].includes(row[side].outcome))
}

/** The cause that a row shows, with its side; undefined if both passed or have not ended. */
export function causeOfRow(row: BoardRow): { side: Side; cause: string } | undefined {
  const found = sides
    .flatMap((side) => (row[side].cause === undefined ? [] : [{ side, cause: row[side].cause }]))
    .sort((a, b) => gravest.indexOf(row[a.side].outcome) - gravest.indexOf(row[b.side].outcome))
  return found[0]
}

/** The total duration of both tests of a row in milliseconds; undefined while none has ended. */
export function msOfRow({ source, destination }: BoardRow): number | undefined {
  return source.ms === undefined && destination.ms === undefined
    ? undefined
    : (source.ms ?? 0) + (destination.ms ?? 0)
}

/** Counts the rows by how they ended. */
export function countRows(rows: readonly BoardRow[]): Record<SideOutcome | 'done', number> {
  const counts = { done: 0, waiting: 0, running: 0, passed: 0, failed: 0, cancelled: 0, notTested: 0 }
  for (const row of rows) {
    if (!isDone(row)) continue
    counts.done++
    counts[outcomeOfRow(row)]++
  }
  return counts
}

/**
 * Words the counts, such as `12 of 40 tested, 3 failed`; mentions rows not tested or cancelled only if there are any.
 */
export function boardHeadline(rows: readonly BoardRow[]): string {
  const { passed, failed, notTested, cancelled } = countRows(rows)
  return [
    `${passed + failed} of ${rows.length} tested`,
    `${failed} failed`,
    ...(notTested > 0 ? [`${notTested} not tested`] : []),
    ...(cancelled > 0 ? [`${cancelled} cancelled`] : []),
  ].join(', ')
}

/** The columns of the board, on the screen (`BoardRow.vue` has the cells) and as text. */
export const boardColumns = ['Workspace', 'Source', 'Destination', 'Cause', 'Time'] as const

/** Formats the board for a spreadsheet: one line per workspace, separated by tabs; key IDs shortened. */
export function boardAsText(rows: readonly BoardRow[]): string {
  const line = (row: BoardRow): string => {
    const cause = causeOfRow(row)
    const cells = [
      row.name,
      ...sides.map((side) => boardWords[row[side].outcome]),
      cause ? `${sideName(cause.side)}: ${cause.cause}` : '',
      msOfRow(row) === undefined ? '' : `${msOfRow(row)} ms`,
    ]
    return cells.map((cell) => cell.replace(/\s+/g, ' ')).join('\t')
  }
  return redact([boardHeadline(rows), boardColumns.join('\t'), ...rows.map(line), ''].join('\n'))
}
