import type { TestReport } from './testReport'

/** The two results of a side that are compared, by their runs. */
export type ResultPair = { earlier: string; later: string }

/** The kept results of a side, the newest first. */
type Reports = readonly Pick<TestReport, 'runId' | 'outcome'>[]

/**
 * The pair that was chosen, as long as both results are kept; else the newest and the one before it. A newest result
 * that did not pass is compared with the last that did. Undefined with fewer than two results.
 */
export function pairOf(reports: Reports, chosen: ResultPair | undefined): ResultPair | undefined {
  const isKept = (runId: string): boolean => reports.some((one) => one.runId === runId)
  if (chosen && isKept(chosen.earlier) && isKept(chosen.later)) return chosen
  const [later, before, ...older] = reports
  if (!later || !before) return undefined
  const passed = [before, ...older].find(({ outcome }) => outcome === 'passed')
  return { earlier: (later.outcome === 'passed' ? before : (passed ?? before)).runId, later: later.runId }
}

/** The pair with another later result; the earlier one gives way so that it stays the earlier. */
export function withLater(reports: Reports, pair: ResultPair, runId: string): ResultPair {
  return at(reports, ...givingWay(reports, ageOf(reports, runId), ageOf(reports, pair.earlier), 'later'))
}

/** The pair with another earlier result; the later one gives way so that it stays the later. */
export function withEarlier(reports: Reports, pair: ResultPair, runId: string): ResultPair {
  return at(reports, ...givingWay(reports, ageOf(reports, pair.later), ageOf(reports, runId), 'earlier'))
}

/** The run of the result that is `by` results newer; the newest or the oldest if there are not that many. */
export function newerBy(reports: Reports, runId: string, by: number): string {
  const age = Math.min(Math.max(ageOf(reports, runId) - by, 0), reports.length - 1)
  return reports[age]?.runId ?? runId
}

function ageOf(reports: Reports, runId: string): number {
  return reports.findIndex((one) => one.runId === runId)
}

function givingWay(
  reports: Reports,
  later: number,
  earlier: number,
  moved: keyof ResultPair,
): [number, number] {
  if (moved === 'later') {
    const age = Math.min(later, reports.length - 2)
    return [age, Math.max(earlier, age + 1)]
  }
  const age = Math.max(earlier, 1)
  return [Math.min(later, age - 1), age]
}

function at(reports: Reports, later: number, earlier: number): ResultPair {
  return { earlier: reports[earlier]?.runId ?? '', later: reports[later]?.runId ?? '' }
}
