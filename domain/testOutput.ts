import type { WorkspaceList } from './contract'
import type { Failure, FailureCode } from './failure'
import { redact } from './reportToShare'
import { sides } from './side'
import type { BothSides, Side } from './side'
import type { SideEnd } from './testAll'
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
  unreadable: WorkspaceList['setAside']
}

/** How a side ended, in the words of scripts. */
export type EndOutcome = TestReport['outcome'] | 'notTested'

/** How a side ended. */
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

/** How many sides ended in each way. */
export function countEnds(results: TestResults): Record<EndOutcome, number> {
  const counts = { passed: 0, failed: 0, cancelled: 0, notTested: 0 }
  for (const { end } of allSides(results)) counts[outcomeOf(end)]++
  return counts
}

// These say nothing about the connection, since it was never tried.
const keychainCodes: readonly FailureCode[] = ['keychainUnreadable', 'keychainWaiting']

/** 0 when everything that was asked for passed, 1 when a connection failed, 2 when something could not be tested. */
export function exitCodeOf(results: TestResults): 0 | 1 | 2 {
  const ends = allSides(results).map(({ end }) => ({ outcome: outcomeOf(end), code: causeOf(end)?.code }))
  const failed = ends.some(
    ({ outcome, code }) => outcome === 'failed' && !(code && keychainCodes.includes(code)),
  )
  if (failed) return 1
  const allPassed = ends.every(({ outcome }) => outcome === 'passed')
  return allPassed && ends.length > 0 && results.unreadable.length === 0 ? 0 : 2
}

/** The results as the JSON of docs/command-line.md; key IDs shortened, nothing secret. */
export function resultsAsJson(results: TestResults): string {
  const { startedAt, ms, workspaces, unreadable } = results
  const content = {
    format: 'dynamodb-workspaces-test-results',
    version: 1,
    startedAt,
    ms,
    summary: { workspaces: workspaces.length, ...countEnds(results) },
    workspaces: workspaces.map(({ id, name, tags, source, destination }) => ({
      id,
      name,
      tags,
      source: sideAsJson(source),
      destination: sideAsJson(destination),
    })),
    unreadable,
  }
  // Value by value: what is cut out of a whole text could take a piece of its syntax along.
  const value = (key: string, one: unknown): unknown =>
    typeof one === 'string' && key !== 'id' ? redact(one) : one
  return `${JSON.stringify(content, value, 2)}\n`
}

function sideAsJson(end: SideEnd): Record<string, unknown> {
  const cause = causeOf(end)
  const outcome = outcomeOf(end)
  if (end.kind === 'notTested') return { outcome, cause }
  const { ms, startedAt, stages, place } = end.report
  const { host, account, partition, arn, tables } = place
  return {
    outcome,
    ms,
    startedAt,
    ...(cause && { cause }),
    warnings: stages.flatMap(({ warning }) => warning ?? []),
    stages: stages.map((stage) => ({ name: stage.name, status: stage.status, ms: stage.ms })),
    place: { host, account, partition, arn, tables },
  }
}

const words: Record<EndOutcome, string> = {
  passed: 'passed',
  failed: 'FAILED',
  cancelled: 'cancelled',
  notTested: 'NOT TESTED',
}

/** The results for people: a line for each side, what did not pass with cause and remedy, and the counts. */
export function resultsAsTable(results: TestResults): string {
  const widest = Math.min(40, Math.max(4, ...results.workspaces.map(({ name }) => [...name].length)))
  const lines = allSides(results).flatMap(({ name, side, end }) => {
    const cause = causeOf(end)
    const took = end.kind === 'tested' ? `${Math.round(end.report.ms)} ms` : ''
    const cells = [side === 'source' ? name.padEnd(widest) : ' '.repeat(widest), side.padEnd(11)]
    const line = [...cells, words[outcomeOf(end)].padEnd(10), took.padStart(8)].join('  ').trimEnd()
    return cause ? [line, `    ${cause.message}`, `    ${cause.remedy}`] : [line]
  })
  const unreadable = results.unreadable.map(({ file, reason }) => `Not read: ${file}. ${reason}`)
  const { passed, failed, cancelled, notTested } = countEnds(results)
  const number = results.workspaces.length
  const counts = `${passed} passed, ${failed} failed, ${notTested + cancelled} not tested`
  const summary = `${number === 1 ? '1 workspace' : `${number} workspaces`}: ${counts}.`
  return redact([...lines, ...unreadable, summary, ''].map(printable).join('\n'))
}

/** A line without characters that a terminal would obey. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ')
}
