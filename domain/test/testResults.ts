import type { SetAside } from '../setAside'
import type { Failure, FailureCode } from '../failure'
import { sides } from '../side'
import type { BothSides, Side } from '../side'
import type { SideEnd } from './testMany'
import { failureOf } from './testReport'
import type { TestReport } from './testReport'

/** The results of one workspace. */
export type WorkspaceResult = { id: string; name: string; tags: string[] } & BothSides<SideEnd>

/** The results of a whole command; `unreadable` are files that should be workspaces and cannot be read. */
export type TestResults = {
  startedAt: string
  /** Of the whole command, in milliseconds. */
  ms: number
  workspaces: WorkspaceResult[]
  unreadable: SetAside[]
}

/** How the test of a side ended, as scripts read it. */
export type EndOutcome = TestReport['outcome'] | 'notTested'

/** How the test of a side ended. */
export function outcomeOf(end: SideEnd): EndOutcome {
  return end.kind === 'tested' ? end.report.outcome : 'notTested'
}

/** Why a side did not pass, if it did not. */
export function causeOf(end: SideEnd): Failure | undefined {
  return end.kind === 'tested' ? failureOf(end.report) : end.failure
}

/** Every side of every workspace, in order. */
export function allSides({ workspaces }: TestResults): (WorkspaceResult & { side: Side; end: SideEnd })[] {
  return workspaces.flatMap((workspace) =>
    sides.map((side) => ({ ...workspace, side, end: workspace[side] })),
  )
}

/** Counts the sides by outcome. */
export function countEnds(results: TestResults): Record<EndOutcome, number> {
  const counts = { passed: 0, failed: 0, cancelled: 0, notTested: 0 }
  for (const { end } of allSides(results)) counts[outcomeOf(end)]++
  return counts
}

// These say nothing about the connection, because it was never tried.
const keychainCodes: readonly FailureCode[] = ['keychainUnreadable', 'keychainWaiting']

/** The exit code: 0 if everything selected passed, 1 if a connection failed, 2 if something could not be tested. */
export function exitCodeOf(results: TestResults): 0 | 1 | 2 {
  const ends = allSides(results).map(({ end }) => ({ outcome: outcomeOf(end), code: causeOf(end)?.code }))
  const failed = ends.some(
    ({ outcome, code }) => outcome === 'failed' && !(code && keychainCodes.includes(code)),
  )
  if (failed) return 1
  const allPassed = ends.every(({ outcome }) => outcome === 'passed')
  return allPassed && ends.length > 0 && results.unreadable.length === 0 ? 0 : 2
}
