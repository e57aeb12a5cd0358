import * as v from 'valibot'
import { boundedList } from '../bounded'
import { replicasSchema } from './replicas'
import { fieldsOf, kindOf } from '../connection/connection'
import type { ConnectionForm, ConnectionKind, FieldName } from '../connection/connection'
import { failureSchema } from '../failure'
import { readinessSchema } from './readiness'
import { sideSchema } from '../side'

/** The stages of a test, in order. A local connection has no `assumeRole` and no `identity`. */
export const stageNames = [
  'settings',
  'credentials',
  'network',
  'assumeRole',
  'identity',
  'dynamodb',
  'pairRule',
] as const
export type StageName = (typeof stageNames)[number]

/** The label of each stage until it has a result. */
export const stageTitles: Record<StageName, string> = {
  settings: 'Settings',
  credentials: 'Credentials',
  network: 'Network',
  assumeRole: 'Assume role',
  identity: 'Identity',
  dynamodb: 'DynamoDB',
  pairRule: 'Pair rule',
}

/** The label of each state of a stage. */
export const stageStatusWords = {
  waiting: 'waiting',
  running: 'running',
  passed: 'passed',
  warned: 'passed, with a warning',
  failed: 'failed',
  cancelled: 'cancelled',
  notReached: 'not reached',
} as const

/** The label of each outcome of a test. */
export const outcomeWords = { passed: 'Passed', failed: 'Failed', cancelled: 'Cancelled' } as const

/** One stage: `text` says what was found, `ms` is its duration, `warning` a problem that does not fail the test. */
const stageSchema = v.object({
  name: v.picklist(stageNames),
  status: v.picklist(['waiting', 'running', 'passed', 'warned', 'failed', 'cancelled', 'notReached']),
  text: v.string(),
  ms: v.optional(v.number()),
  failure: v.optional(failureSchema),
  warning: v.optional(failureSchema),
})
export type Stage = v.InferOutput<typeof stageSchema>

/** The stages of a test of this kind of connection before it begins, in order. */
export function stagesBefore(kind: ConnectionKind): Stage[] {
  const unused: readonly StageName[] =
    kind === 'local' ? ['assumeRole', 'identity'] : kind === 'assumeRole' ? [] : ['assumeRole']
  return stageNames
    .filter((name) => !unused.includes(name))
    .map((name) => ({ name, status: 'waiting', text: '' }))
}

/** What a test learned about the place it reached; evidence for the pair rule. */
const placeSchema = v.object({
  /** The host that was actually used, with its port. */
  host: v.optional(v.string()),
  /** The addresses that the host resolved to. */
  addresses: v.optional(boundedList(v.string(), 1_000)),
  account: v.optional(v.string()),
  partition: v.optional(v.string()),
  arn: v.optional(v.string()),
  /** For an assumed role: the session name and when the session ends. */
  sessionName: v.optional(v.string()),
  expiresAt: v.optional(v.string()),
  /** Where the credentials came from, step by step, such as the environment and then a role. */
  chain: v.optional(boundedList(v.string(), 100)),
  /** How far this machine's clock is behind the server's, in milliseconds, from the replies. */
  clockOffsetMs: v.optional(v.number()),
  /** What answered, if known: DynamoDB, DynamoDB Local, dynalite, another emulator. */
  server: v.optional(v.string()),
  tables: v.optional(v.number()),
  /** Whether there are more tables than were counted. */
  moreTables: v.optional(v.boolean()),
  /** Whether tables proved that both sides are one local instance; absent if they proved nothing. */
  sameInstance: v.optional(v.boolean()),
  /** The `host:port` of the other side that `sameInstance` is about. */
  comparedWith: v.optional(v.string()),
  /** For a place in AWS: whether its tables have replicas in the other side's account. */
  replicas: v.optional(replicasSchema),
})
export type Place = v.InferOutput<typeof placeSchema>

/** One finished test of one side, with the settings of its fingerprint. It contains no secret. */
export const testReportSchema = v.object({
  runId: v.string(),
  side: sideSchema,
  outcome: v.picklist(['passed', 'failed', 'cancelled']),
  startedAt: v.string(),
  ms: v.number(),
  fingerprint: v.string(),
  stages: boundedList(stageSchema, 100),
  place: placeSchema,
  /** For a passed test of a source: the result of the readiness check that followed. */
  readiness: v.optional(readinessSchema),
})
export type TestReport = v.InferOutput<typeof testReportSchema>

/** How many results passed, of those that say anything: a cancelled test says nothing of its side. */
export function countPassed(reports: readonly TestReport[]): { passed: number; of: number } {
  const ended = reports.filter(({ outcome }) => outcome !== 'cancelled')
  return { passed: ended.filter(({ outcome }) => outcome === 'passed').length, of: ended.length }
}

/** How many results of a side are kept. */
const keptReports = 20

/**
 * Adds a result to those kept: replaces that of the same run, else becomes the newest; drops the oldest beyond twenty.
 */
export function withReport(reports: readonly TestReport[], report: TestReport): TestReport[] {
  return reports.some(({ runId }) => runId === report.runId)
    ? reports.map((one) => (one.runId === report.runId ? report : one))
    : [report, ...reports].slice(0, keptReports)
}

/**
 * Identifies settings by one text: the kind, its fields, the versions of its secrets, and the identity of the
 * environment it uses. It contains no secret. An expected account comes last and only if there is one, so that tests
 * made without one keep their fingerprints.
 */
export function fingerprintOf(
  form: ConnectionForm,
  secretVersions: { secretKey: string; sessionToken: string },
  environment: string,
): string {
  const kind = kindOf(form)
  const parts = reachingFields(kind).map((field) =>
    field === 'secretKey' || field === 'sessionToken' ? secretVersions[field] : form[field].trim(),
  )
  const expected = kind === 'local' ? '' : form.expectedAccount.trim()
  return JSON.stringify([kind, ...parts, environment, ...(expected === '' ? [] : [expected])])
}

/**
 * The fields of a kind that decide what a test reaches, in the order of the fingerprint: all but the expected account.
 */
export function reachingFields(kind: ConnectionKind): Exclude<FieldName, 'expectedAccount'>[] {
  return fieldsOf[kind].filter((field) => field !== 'expectedAccount')
}

/** The failure that ended a test, if one did. */
export function failureOf(
  report: Pick<TestReport, 'stages'>,
): v.InferOutput<typeof failureSchema> | undefined {
  return report.stages.find(({ failure }) => failure)?.failure
}

/** The warnings of a test, in the order of its stages. */
export function warningsOf({ stages }: Pick<TestReport, 'stages'>): v.InferOutput<typeof failureSchema>[] {
  return stages.flatMap(({ warning }) => warning ?? [])
}

/** A stage of a test that came to an answer of its own; undefined if it was not reached, or cancelled. */
export function answered({ stages }: Pick<TestReport, 'stages'>, name: StageName): Stage | undefined {
  return stages.find((one) => one.name === name && ['passed', 'warned', 'failed'].includes(one.status))
}
