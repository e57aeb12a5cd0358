import { randomUUID } from 'node:crypto'
import { blankConnection } from '../../../domain/connection/connection'
import type { ConnectionForm } from '../../../domain/connection/connection'
import type { Failure } from '../../../domain/failure'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { keepBoth, noSecrets } from '../../../domain/secret/secret'
import type { SecretChange, SecretName, SecretState } from '../../../domain/secret/secret'
import type { Side } from '../../../domain/side'
import { failureOf } from '../../../domain/test/testReport'
import type { Stage, StageName, TestReport } from '../../../domain/test/testReport'
import type { LocalIdentity } from '../../../domain/workspace/localNeighbours'
import { blankWorkspace } from '../../../domain/workspace/workspace'
import { testConnection } from '../testConnection'
import type { TestDependencies, TestInput } from '../testConnection'

/** A local connection to a port of this machine. */
export function localForm(port: number, server = '127.0.0.1'): ConnectionForm {
  return { ...blankConnection(), useLocal: true, server, port: String(port) }
}

/** A cloud connection with a user's access key. */
export function keyForm(accessKey: string, region = 'eu-west-1'): ConnectionForm {
  return { ...blankConnection(), way: 'userCredentials', accessKey, region }
}

/** A cloud connection that assumes a role. */
export function roleForm(roleArn: string, more: Partial<ConnectionForm> = {}): ConnectionForm {
  return { ...blankConnection(), way: 'assumeRole', region: 'eu-west-1', roleArn, ...more }
}

/** A cloud connection with the credentials of the environment. */
export function environmentForm(region = 'eu-west-1'): ConnectionForm {
  return { ...blankConnection(), way: 'environment', region }
}

/** A secret as it was just typed. */
export function typed(value: string): SecretChange {
  return { kind: 'set', value, version: randomUUID() }
}

/** A secret that was saved for an access key. */
export function saved(accessKey: string): SecretState {
  return { kind: 'saved', savedAt: '2026-11-22T10:00:00.000Z', accessKey, version: randomUUID() }
}

/** The variables that lead the cloud ways to a double. */
export function endpointsAt(url: string): Record<string, string> {
  return { AWS_ENDPOINT_URL_DYNAMODB: url, AWS_ENDPOINT_URL_STS: url }
}

type Setting = {
  side?: Side
  source?: ConnectionForm
  destination?: ConnectionForm
  secretKey?: SecretChange
  sessionToken?: SecretChange
  states?: Partial<Record<SecretName, SecretState>>
  keychain?: Partial<Record<SecretName, Result<string | null>>>
  reports?: Partial<TestInput['reports']>
  localNeighbours?: readonly LocalIdentity[]
} & Partial<TestDependencies>

/** Runs a test, of the source by default, in an environment with only what the setting names. */
export async function runTest(setting: Setting): Promise<TestReport> {
  const {
    side = 'source',
    source,
    destination,
    secretKey,
    sessionToken,
    states,
    keychain,
    reports,
    localNeighbours = [],
    ...deps
  } = setting
  const workspace = blankWorkspace()
  const input: TestInput = {
    runId: randomUUID(),
    side,
    workspace: {
      ...workspace,
      source: source ?? workspace.source,
      destination: destination ?? workspace.destination,
    },
    states: { ...noSecrets(), [side]: { ...noSecrets()[side], ...states } },
    secrets: {
      source: keepBoth(),
      destination: keepBoth(),
      [side]: { ...keepBoth(), ...(secretKey && { secretKey }), ...(sessionToken && { sessionToken }) },
    },
    reports: { source: [], destination: [], ...reports },
    localNeighbours: Promise.resolve(localNeighbours),
  }
  return testConnection(input, {
    environment: {},
    readSecret: async (_side, name) => keychain?.[name] ?? ok(null),
    machine: { names: ['this-machine'], addresses: ['127.0.0.1'] },
    now: Date.now,
    signal: new AbortController().signal,
    onStages: () => undefined,
    deadlineMs: 10_000,
    ...deps,
  })
}

/** How every stage ended, such as `settings passed`. */
export function statuses(report: TestReport): string[] {
  return report.stages.map(({ name, status }) => `${name} ${status}`)
}

/** One stage of a report. */
export function stageOf(report: TestReport, name: StageName): Stage {
  const stage = report.stages.find((one) => one.name === name)
  if (!stage) throw new Error(`The report has no stage ${name}.`)
  return stage
}

/** The failure that ended a test, and the stage in which it did. */
export function endOf(report: TestReport): Failure & { stage: StageName } {
  const failure = failureOf(report)
  const stage = report.stages.find(({ status }) => status === 'failed')
  if (!failure || !stage) throw new Error(`The test did not fail: ${statuses(report).join(', ')}`)
  return { ...failure, stage: stage.name }
}

/** A keychain that refuses to answer. */
export const lockedKeychain = failed({ code: 'keychainUnreadable', message: 'Locked.', remedy: 'Unlock it.' })
