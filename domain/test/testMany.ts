import type { Failure } from '../failure'
import { redact } from './reportToShare'
import { sideName, sides } from '../side'
import type { BothSides, Side } from '../side'
import { failureOf } from './testReport'
import type { TestReport } from './testReport'

/** How a side came out: it has a report, or could not be tested, and why. */
export type SideEnd = { kind: 'tested'; report: TestReport } | { kind: 'notTested'; failure: Failure }

/** News of one side while many workspaces are tested. */
export type SideResult = { id: string; side: Side } & ({ kind: 'running' } | SideEnd)

/** How one side stands: `waiting` until its turn comes. */
export type SideOutcome = 'waiting' | 'running' | TestReport['outcome'] | 'notTested'

/** What the board shows of one side; `cause` is one sentence, `ms` how long the test took. */
export type BoardSide = { outcome: SideOutcome; cause?: string; ms?: number }

/** One workspace on the board. */
export type BoardRow = { id: string; name: string } & BothSides<BoardSide>

/** What each outcome is called on the board. */
export const boardWords: Record<SideOutcome, string> = {
  waiting: 'Waiting',
  running: 'Running',
  passed: 'Passed',
  failed: 'Failed',
  cancelled: 'Cancelled',
  notTested: 'Not tested',
}

/** What the board shows of a piece of news. */
export function boardSideOf(result: SideResult): BoardSide {
  if (result.kind === 'running') return { outcome: 'running' }
  if (result.kind === 'notTested') return { outcome: 'notTested', cause: result.failure.message }
  const { report } = result
  const failure = failureOf(report)
  return { outcome: report.outcome, ms: report.ms, ...(failure && { cause: failure.message }) }
}

// What needs a person first, first.
const gravest: readonly SideOutcome[] = ['failed', 'running', 'waiting', 'cancelled', 'notTested', 'passed']

/** How the workspace of a row stands, which is how the side stands that is worse off. */
export function outcomeOfRow(row: BoardRow): SideOutcome {
  return gravest.find((outcome) => sides.some((side) => row[side].outcome === outcome)) ?? 'waiting'
}

/** Whether neither side of a row has anything still to come. */
export function isDone(row: BoardRow): boolean {
  return sides.every((side) => !['waiting', 'running'].includes(row[side].outcome))
}

/** The cause that a row shows, with its side; undefined when both passed or have not ended. */
export function causeOfRow(row: BoardRow): { side: Side; cause: string } | undefined {
  const found = sides
    .flatMap((side) => (row[side].cause === undefined ? [] : [{ side, cause: row[side].cause }]))
    .sort((a, b) => gravest.indexOf(row[a.side].outcome) - gravest.indexOf(row[b.side].outcome))
  return found[0]
}

/** How long both tests of a row took together, in milliseconds; undefined while none has ended. */
export function msOfRow({ source, destination }: BoardRow): number | undefined {
  return source.ms === undefined && destination.ms === undefined
    ? undefined
    : (source.ms ?? 0) + (destination.ms ?? 0)
}

/** How many rows have ended, and in which way. */
export function countRows(rows: readonly BoardRow[]): Record<SideOutcome | 'done', number> {
  const counts = { done: 0, waiting: 0, running: 0, passed: 0, failed: 0, cancelled: 0, notTested: 0 }
  for (const row of rows) {
    if (!isDone(row)) continue
    counts.done++
    counts[outcomeOfRow(row)]++
  }
  return counts
}

/** The rows counted, such as `12 of 40 tested, 3 failed`; what was not tested or cancelled is named when there is any. */
export function boardHeadline(rows: readonly BoardRow[]): string {
  const { passed, failed, notTested, cancelled } = countRows(rows)
  return [
    `${passed + failed} of ${rows.length} tested`,
    `${failed} failed`,
    ...(notTested > 0 ? [`${notTested} not tested`] : []),
    ...(cancelled > 0 ? [`${cancelled} cancelled`] : []),
  ].join(', ')
}

/** The board as text, one line a workspace with tabs between, fit for a spreadsheet; key IDs shortened. */
export function boardAsText(rows: readonly BoardRow[]): string {
  const line = (row: BoardRow): string => {
    const told = causeOfRow(row)
    const cells = [
      row.name,
      ...sides.map((side) => boardWords[row[side].outcome]),
      told ? `${sideName(told.side)}: ${told.cause}` : '',
      msOfRow(row) === undefined ? '' : `${msOfRow(row)} ms`,
    ]
    return cells.map((cell) => cell.replace(/\s+/g, ' ')).join('\t')
  }
  const head = ['Workspace', 'Source', 'Destination', 'Cause', 'Time'].join('\t')
  return redact([boardHeadline(rows), head, ...rows.map(line), ''].join('\n'))
}
