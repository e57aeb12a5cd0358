import { findProblems } from '../connection/connectionRules'
import type { ConnectionForm } from '../connection/connection'
import type { FormContext, Problem } from '../connection/connectionRules'
import { baseCredentialsOf, environmentIdentity } from '../connection/environment'
import type { EnvironmentView } from '../connection/environment'
import { secretNames, secretPresence, secretVersion } from '../secret/secret'
import type { SecretChanges, SecretStates } from '../secret/secret'
import { oddityOf } from '../secret/secretOddity'
import type { BothSides, Side } from '../side'
import { failureOf, fingerprintOf } from '../test/testReport'
import type { Place, TestReport } from '../test/testReport'
import type { Workspace } from './workspace'

/** Whether the last test of a side still applies to its current settings. */
export type SideStatus =
  { kind: 'never' } | { kind: TestReport['outcome'] | 'changed' | 'expired'; at: string }

/** The label of each status inside a sentence. */
export const statusWords: Record<SideStatus['kind'], string> = {
  never: 'never tested',
  passed: 'passed',
  failed: 'failed',
  cancelled: 'cancelled',
  changed: 'changed since its test',
  expired: 'temporary keys expired',
}

/** Everything that can be derived from one side offline. */
export type SideView = {
  context: FormContext
  problems: Problem[]
  fingerprint: string
  status: SideStatus
  /** What the newest test that reached its place with exactly these settings found; undefined without one. */
  place: Place | undefined
}

/** The input of a side's view. */
export type SideInput = {
  workspace: Workspace
  states: SecretStates
  changes: SecretChanges
  reports: readonly TestReport[]
  environment: EnvironmentView
}

/** Derives the view of one side: what is missing, which tests still apply, what is known about the place. */
export function viewSide(side: Side, input: SideInput): SideView {
  return { ...viewFields(side, input), ...viewTests(side, input) }
}

/** The part of a side's view that comes from its fields, and that no test changes. */
export function viewFields(
  side: Side,
  { workspace, states, changes, environment }: Omit<SideInput, 'reports'>,
): Pick<SideView, 'context' | 'problems'> {
  const form = workspace[side]
  const base = baseCredentialsOf(environment)
  const context: FormContext = {
    secretKey: secretPresence(states.secretKey, changes.secretKey, form.accessKey),
    sessionToken: secretPresence(states.sessionToken, changes.sessionToken, form.accessKey),
    ...(environment.region && { environmentRegion: environment.region }),
    ...(base && { base }),
    oddities: odditiesOf(changes),
  }
  return { context, problems: findProblems(form, context) }
}

/** The part of a side's view that comes from its tests. It checks no fields, so that it is fast enough for a list. */
export function viewTests(side: Side, input: SideInput): Omit<SideView, 'context' | 'problems'> {
  const { workspace, states, changes, reports, environment } = input
  const form = workspace[side]
  const versions = {
    secretKey: secretVersion(states.secretKey, changes.secretKey, form.accessKey),
    sessionToken: secretVersion(states.sessionToken, changes.sessionToken, form.accessKey),
  }
  const identity = environmentIdentity(form, environment)
  const fingerprint = fingerprintOf(form, versions, identity)
  // The same settings without the expected account reach the same place.
  const way = fingerprintOf({ ...form, expectedAccount: '' }, versions, identity)
  const isOfNow = (report: TestReport): boolean =>
    report.fingerprint === fingerprint ||
    (report.fingerprint === way && landedAt(report, form.expectedAccount))
  const newest = reports[0]
  return {
    fingerprint,
    status: newest
      ? { kind: isOfNow(newest) ? statusOf(newest) : 'changed', at: newest.startedAt }
      : { kind: 'never' },
    place: reports.find(
      (report) =>
        (report.fingerprint === fingerprint || report.fingerprint === way) && isEvidence(report.place, form),
    )?.place,
  }
}

/** Derives the views of both sides of a workspace. */
export function viewSides(input: {
  workspace: Workspace
  states: BothSides<SecretStates>
  changes: BothSides<SecretChanges>
  reports: BothSides<readonly TestReport[]>
  environment: EnvironmentView
}): BothSides<SideView> {
  const look = (side: Side): SideView =>
    viewSide(side, {
      workspace: input.workspace,
      states: input.states[side],
      changes: input.changes[side],
      reports: input.reports[side],
      environment: input.environment,
    })
  return { source: look('source'), destination: look('destination') }
}

/** Whether a test without an expected account passed in the account now expected, so that it would pass again. */
function landedAt({ outcome, place }: TestReport, expected: string): boolean {
  return outcome === 'passed' && place.account === expected.trim()
}

/** Lists what is unusual about typed secrets. It returns only their shape, never their characters. */
function odditiesOf(changes: SecretChanges): NonNullable<FormContext['oddities']> {
  const entries = secretNames.map((name) => {
    const change = changes[name]
    return [name, change.kind === 'set' ? oddityOf(name, change.value) : undefined] as const
  })
  return Object.fromEntries(entries.filter(([, oddity]) => oddity !== undefined))
}

function statusOf(newest: TestReport): TestReport['outcome'] | 'expired' {
  return failureOf(newest)?.code === 'tokenExpired' ? 'expired' : newest.outcome
}

/** Whether a place is evidence for the pair rule; a later test that failed early does not cancel it. */
function isEvidence({ account, addresses }: Place, { useLocal }: ConnectionForm): boolean {
  return (useLocal ? addresses : account) !== undefined
}
