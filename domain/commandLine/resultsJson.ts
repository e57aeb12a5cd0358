import type { Failure } from '../failure'
import { redact } from '../test/reportToShare'
import type { BothSides } from '../side'
import type { SideEnd } from '../test/testMany'
import type { Place, Stage } from '../test/testReport'
import { causeOf, countEnds, outcomeOf } from '../test/testResults'
import type { EndOutcome, TestResults } from '../test/testResults'

/** One side in the JSON of docs/command-line.md. */
type SideOutput = {
  outcome: EndOutcome
  /** Duration of the test in milliseconds. */
  ms?: number
  startedAt?: string
  /** Why it did not pass. */
  cause?: Failure
  warnings?: Failure[]
  stages?: Pick<Stage, 'name' | 'status' | 'ms'>[]
  place?: Pick<Place, 'host' | 'account' | 'partition' | 'arn' | 'tables'>
}

/** The JSON of docs/command-line.md. */
export type CommandOutput = {
  format: 'dynamodb-workspaces-test-results'
  version: 1
  startedAt: string
  ms: number
  summary: Record<'workspaces' | EndOutcome, number>
  workspaces: ({ id: string; name: string; tags: string[] } & BothSides<SideOutput>)[]
  unreadable: TestResults['unreadable']
}

/** The results as the JSON of docs/command-line.md; key IDs shortened, nothing secret. */
export function resultsAsJson(results: TestResults): string {
  const { startedAt, ms, workspaces, unreadable } = results
  const output: CommandOutput = {
    format: 'dynamodb-workspaces-test-results',
    version: 1,
    startedAt,
    ms,
    summary: { workspaces: workspaces.length, ...countEnds(results) },
    workspaces: workspaces.map(({ id, name, tags, source, destination }) => ({
      id,
      name,
      tags,
      source: sideOutput(source),
      destination: sideOutput(destination),
    })),
    unreadable,
  }
  // Redacts value by value, because a replacement in the whole text could damage the JSON.
  const value = (_key: string, one: unknown): unknown => (typeof one === 'string' ? redact(one) : one)
  return `${JSON.stringify(output, value, 2)}\n`
}

function sideOutput(end: SideEnd): SideOutput {
  const cause = causeOf(end)
  const common = { outcome: outcomeOf(end), ...(cause && { cause }) }
  if (end.kind === 'notTested') return common
  const { ms, startedAt, stages, place } = end.report
  const { host, account, partition, arn, tables } = place
  const found = Object.entries({ host, account, partition, arn, tables })
  return {
    ...common,
    ms,
    startedAt,
    warnings: stages.flatMap(({ warning }) => warning ?? []),
    stages: stages.map(({ name, status, ms }) => ({ name, status, ...(ms !== undefined && { ms }) })),
    place: Object.fromEntries(found.filter(([, value]) => value !== undefined)),
  }
}
