import { shortAccessKey } from '../connection/accessKey'
import type { Failure } from '../failure'
import { compareReports } from './compareReports'
import { answerWords, readinessHeadline, reasonOf } from './readiness'
import { settingsOf } from './reportSettings'
import { stageStatusWords, stageTitles } from './testReport'
import type { TestReport } from './testReport'
import { whatChanged } from './whatChanged'

/** Formats a report as text to share: outcome, stages, evidence; key IDs shortened, nothing secret. */
export function reportAsText(report: TestReport, title: string): string {
  const lines = report.stages.flatMap(({ name, status, text, ms, failure, warning }) => {
    const problem = failure ?? warning
    const took = ms === undefined ? '' : ` (${Math.round(ms)} ms)`
    return [
      `- ${stageTitles[name]}: ${stageStatusWords[status]}${took}. ${text}`.trimEnd(),
      ...(problem ? [`  ${problem.message}`, `  ${problem.remedy}`, ...evidenceLines(problem)] : []),
    ]
  })
  const headline = `${title}: ${report.outcome}, ${report.startedAt}, ${Math.round(report.ms)} ms`
  return redact([headline, ...lines, ...chainLines(report), ...readinessLines(report), ''].join('\n'))
}

/** Formats a report as JSON for a ticket or a script; settings replace the fingerprint, key IDs are shortened. */
export function reportAsJson(report: TestReport, title: string): string {
  const { side, outcome, startedAt, ms, stages, place, readiness } = report
  const settings = Object.fromEntries(settingsOf(report).map(({ label, value }) => [label, value]))
  return (
    redact(
      JSON.stringify({ title, side, outcome, startedAt, ms, settings, stages, place, readiness }, null, 2),
    ) + '\n'
  )
}

/** Formats what changed between two results of a side as text to share. Nothing in it is secret. */
export function comparisonAsText(earlier: TestReport, later: TestReport, title: string): string {
  const { differences, same } = compareReports(earlier, later)
  return redact(
    [
      `${title}: ${earlier.outcome} ${earlier.startedAt} → ${later.outcome} ${later.startedAt}`,
      whatChanged(earlier, later),
      ...differences.map((one) => `- ${one.label}: ${one.earlier} → ${one.later}`),
      `Same: ${same.join(', ')}`,
      '',
    ].join('\n'),
  )
}

/** Formats what changed between two results of a side as JSON. Nothing in it is secret. */
export function comparisonAsJson(earlier: TestReport, later: TestReport, title: string): string {
  const headOf = ({ outcome, startedAt }: TestReport) => ({ outcome, startedAt })
  const compared = {
    title,
    side: later.side,
    earlier: headOf(earlier),
    later: headOf(later),
    sentence: whatChanged(earlier, later),
    ...compareReports(earlier, later),
  }
  return redact(JSON.stringify(compared, null, 2)) + '\n'
}

/** Shortens key IDs and removes anything that looks like a signature or a token. */
export function redact(text: string): string {
  return text
    .replace(/\b(Credential|Signature|X-Amz-Security-Token)=[^\s,"&]+/gi, '$1=…')
    .replace(/\bA[A-Z]{3}[A-Z2-7]{12,124}\b/g, shortAccessKey)
    .replace(/[A-Za-z0-9+/=]{100,}/g, '…')
}

function chainLines({ place }: TestReport): string[] {
  return place.chain ? [`- Credentials came from: ${place.chain.join(', then ')}`] : []
}

function readinessLines({ readiness }: TestReport): string[] {
  if (!readiness) return []
  const { withoutRecovery, permissions } = readiness
  return [
    `- Readiness: ${readinessHeadline(readiness)}`,
    ...(withoutRecovery.length > 0
      ? [`  Without point-in-time recovery: ${withoutRecovery.join(', ')}`]
      : []),
    ...permissions.map((one) => {
      const reason = reasonOf(one)
      return `  ${one.action}: ${answerWords[one.answer]}${reason && `, ${reason}`}`
    }),
  ]
}

function evidenceLines(failure: Failure): string[] {
  return Object.entries(failure.detail ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${name}: ${value}`)
}
