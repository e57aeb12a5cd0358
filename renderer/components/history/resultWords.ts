import { dayAndSecond, dayAndTime } from '../../../domain/moments'
import { outcomeWords, warningsOf } from '../../../domain/test/testReport'
import type { TestReport } from '../../../domain/test/testReport'
import type { MarkKind } from '../ui/UiMark.vue'

/** The shape of a result. */
export function markOf(report: TestReport | undefined): MarkKind {
  if (!report || report.outcome === 'cancelled') return 'unused'
  if (report.outcome === 'failed') return 'failed'
  return warningsOf(report).length > 0 ? 'alert' : 'passed'
}

/** When a result was made, with its seconds where another one was made in the same minute. */
export function momentOf(report: TestReport, reports: readonly TestReport[], now: number): string {
  const minute = dayAndTime(report.startedAt, now)
  const others = reports.filter(({ startedAt }) => dayAndTime(startedAt, now) === minute)
  return others.length > 1 ? dayAndSecond(report.startedAt, now) : minute
}

/** A result by its outcome and its moment, such as `Passed yesterday 17:52`. */
export function resultTitle(report: TestReport, reports: readonly TestReport[], now: number): string {
  return `${outcomeWords[report.outcome]} ${momentOf(report, reports, now)}`
}
