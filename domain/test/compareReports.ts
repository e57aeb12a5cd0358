import { answered, failureOf, stageTitles, warningsOf } from './testReport'
import { fieldLabels } from '../connection/connection'
import { readinessHeadline } from './readiness'
import { shortCause } from './remedies'
import { settingsOf } from './reportSettings'
import type { TestReport } from './testReport'
import { foundByPair, sessionRole } from './stageFacts'

/** One fact in which two results differ. */
export type ReportDifference = { label: string; earlier: string; later: string }

/**
 * Compares two results of a side: what differs, fact by fact, and the names of the facts that are the same. What is
 * generated for each test, and times, never count: session names, request ids, durations.
 */
export function compareReports(
  earlier: TestReport,
  later: TestReport,
): { differences: ReportDifference[]; same: string[] } {
  const settings = changedSettings(earlier, later)
  const [a, b] = [factsOf(earlier), factsOf(later)]
  const findings = [...new Set([...a.keys(), ...b.keys()])].map((label) => ({
    label,
    earlier: a.get(label) ?? missing(label, earlier),
    later: b.get(label) ?? missing(label, later),
  }))
  const shared = sharedFacts(earlier, later, settings.length > 0)
  const found = [...findings, ...shared]
  const [differ, same] = [found.filter(differs), found.filter((one) => !differs(one))]
  return {
    differences: [...settings, ...endOfKey(earlier, later), ...differ].map(shown),
    same: [...(settings.length === 0 ? ['settings'] : []), ...same.map(({ label }) => label.toLowerCase())],
  }
}

/** The settings in which two results differ; secrets are told apart without being named. */
export function changedSettings(earlier: TestReport, later: TestReport): ReportDifference[] {
  const [a, b] = [earlier, later].map(
    (report) => new Map(settingsOf(report).map(({ label, value }) => [label, value])),
  ) as [Map<string, string>, Map<string, string>]
  return [...new Set([...a.keys(), ...b.keys()])]
    .map((label) => ({ label, earlier: a.get(label) ?? 'none', later: b.get(label) ?? 'none' }))
    .filter(differs)
    .map((one) => (secretLabels.includes(one.label) ? secretChange(one) : one))
}

const secretLabels: readonly string[] = [fieldLabels.secretKey, fieldLabels.sessionToken]

function secretChange({ label, earlier, later }: ReportDifference): ReportDifference {
  return {
    label,
    earlier: earlier === 'none' ? earlier : 'an earlier one',
    later: later === 'none' ? later : 'another one',
  }
}

/** A fact of which both results have a text: `key` is compared, and what is shown may say more. */
type Fact = ReportDifference & { keys?: [string, string] }

function differs({ earlier, later, keys = [earlier, later] }: Fact): boolean {
  return keys[0] !== keys[1]
}

function shown({ label, earlier, later }: Fact): ReportDifference {
  return { label, earlier, later }
}

/** What a result lacks was not reached when its test ended earlier; else there is none. */
function missing(label: string, { outcome }: TestReport): string {
  return outcome !== 'passed' && label in reachedFacts ? notReached : 'none'
}

/** The value of a fact that a test ended too early to find. */
export const notReached = 'not reached'
const reachedFacts = { Host: true, Account: true, Caller: true, Tables: true } as const

/** What a result found, in the order in which it is shown. */
function factsOf(report: TestReport): Map<string, string> {
  const { place } = report
  const found: [string, string | undefined][] = [
    ['Outcome', outcomeOf(report)],
    ['Host', place.host],
    ['Account', place.account],
    ['Caller', sessionRole(place.arn) ?? place.arn],
    ['Tables', place.tables === undefined ? undefined : tablesOf(report)],
  ]
  return new Map(found.filter((fact): fact is [string, string] => fact[1] !== undefined))
}

/** Facts that are compared only where both results have them, because one that is missing says nothing new. */
function sharedFacts(earlier: TestReport, later: TestReport, otherSettings: boolean): Fact[] {
  const both = <T>(
    label: string,
    read: (report: TestReport) => T | undefined,
    text: (value: T) => string,
    key = text,
  ): Fact[] => {
    const [a, b] = [read(earlier), read(later)]
    if (a === undefined || b === undefined) return []
    return [{ label, earlier: text(a), later: text(b), keys: [key(a), key(b)] }]
  }
  return [
    ...both(
      'Cause',
      failureOf,
      ({ message }) => message,
      ({ code }) => code,
    ),
    ...both(
      'Warnings',
      (report) => (report.outcome === 'passed' ? warningsOf(report) : undefined),
      (list) => list.map(({ code }) => shortCause(code).toLowerCase()).join(', ') || 'none',
      (list) => list.map(({ code }) => code).join(),
    ),
    ...both('Credentials', (report) => (otherSettings ? undefined : originOf(report)), String),
    ...both('Software', ({ place }) => place.server, String),
    ...both(
      'Pair rule',
      (report) => answered(report, 'pairRule'),
      (stage) => pairWords[foundByPair(stage)],
    ),
    ...both('Readiness', ({ readiness }) => readiness, readinessHeadline),
  ]
}

const pairWords = { same: 'broken', different: 'kept', unknown: 'not certain' } as const

/** Where the credentials came from, without the names of sessions. */
function originOf({ place: { chain } }: TestReport): string | undefined {
  return chain?.map((link) => link.replace(/, session .*$/, '')).join(', then ')
}

/** Keys that ended meanwhile, which are the same setting and yet no longer the same. */
function endOfKey(earlier: TestReport, later: TestReport): ReportDifference[] {
  const keyOf = (report: TestReport): string | undefined =>
    settingsOf(report).find(({ label }) => label === fieldLabels.accessKey)?.value
  const key = keyOf(later)
  const hasEnded = (report: TestReport): boolean => failureOf(report)?.code === 'tokenExpired'
  if (key === undefined || key !== keyOf(earlier) || hasEnded(earlier) === hasEnded(later)) return []
  const state = (report: TestReport): string => `${key} ${hasEnded(report) ? 'ended' : 'valid'}`
  return [{ label: fieldLabels.accessKey, earlier: state(earlier), later: state(later) }]
}

function tablesOf({ place: { tables, moreTables } }: TestReport): string {
  return moreTables ? `more than ${tables}` : String(tables)
}

/** How a test ended: `passed all 6 stages`, or at which stage and with which error. */
export function outcomeOf(report: TestReport): string {
  const { outcome, stages } = report
  if (outcome === 'passed') return `passed all ${stages.length} stages`
  const at = stages.findIndex(({ status }) => status === 'failed' || status === 'cancelled')
  const stage = stages[at]
  if (!stage) return outcome
  const error = failureOf(report)?.detail?.error
  return `${outcome} at ${stageTitles[stage.name]}, stage ${at + 1} of ${stages.length}${error ? `: ${error}` : ''}`
}
