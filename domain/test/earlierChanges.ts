import { compareReports, notReached } from './compareReports'
import type { ReportDifference } from './compareReports'
import type { TestReport } from './testReport'

/** A result that differs from the one before it: its first difference, and how many more there are. */
export type EarlierChange = ReportDifference & { before: TestReport; after: TestReport; more: number }

/** The changes from each kept result of a side to the next, the newest first. `reports` begins with the newest. */
export function earlierChanges(reports: readonly TestReport[]): EarlierChange[] {
  return reports.flatMap((after, index) => {
    const before = reports[index + 1]
    if (!before) return []
    // What was not reached follows from the outcome.
    const [first, ...others] = compareReports(before, after).differences.filter(
      ({ earlier, later }) => earlier !== notReached && later !== notReached,
    )
    return first ? [{ ...first, before, after, more: others.length }] : []
  })
}
