import { describe, expect, it } from 'vitest'
import { blankConnection } from '../connection/connection'
import type { ConnectionForm } from '../connection/connection'
import type { EnvironmentView } from '../connection/environment'
import { keepBoth, noSecrets } from '../secret/secret'
import type { SecretChanges, SecretStates } from '../secret/secret'
import { viewSide } from './sideView'
import type { SideInput } from './sideView'
import type { Place, TestReport } from '../test/testReport'
import { blankWorkspace } from './workspace'

const environment: EnvironmentView = { secretKey: false, container: false }
const accessKey = 'AKIARTX3GSDSQEXAMPLE'
const version = '0f8fad5b-d9cb-469f-a165-70867728950e'
const saved: SecretStates = {
  secretKey: { kind: 'saved', savedAt: '2026-11-22T10:00:00Z', accessKey, version: 'saved version' },
  sessionToken: { kind: 'none' },
}
const typed: SecretChanges = { ...keepBoth(), secretKey: { kind: 'set', value: 's3cr3t', version } }

const local: ConnectionForm = { ...blankConnection(), useLocal: true, server: 'db' }
const keyed: ConnectionForm = { ...blankConnection(), way: 'userCredentials', accessKey, region: 'eu-west-1' }

function view(form: ConnectionForm, changes: Partial<SideInput> = {}) {
  const workspace = { ...blankWorkspace(), source: form }
  const states = noSecrets().source
  return viewSide('source', { workspace, states, changes: keepBoth(), reports: [], environment, ...changes })
}

function report(
  fingerprint: string,
  outcome: TestReport['outcome'],
  startedAt: string,
  place: Place = {},
): TestReport {
  return { runId: startedAt, side: 'source', outcome, startedAt, ms: 1, fingerprint, stages: [], place }
}

describe('context and problems', () => {
  it.each([
    ['nothing saved', noSecrets().source, keepBoth(), 'none', ['secretKey']],
    ['saved', saved, keepBoth(), 'saved', []],
    ['typed', noSecrets().source, typed, 'typed', []],
  ] as const)('know a secret by its presence alone: %s', (_what, states, changes, presence, fields) => {
    const { context, problems } = view(keyed, { states, changes })
    expect(context).toMatchObject({ secretKey: presence, sessionToken: 'none' })
    expect(problems.map(({ field }) => field)).toEqual(fields)
  })

  it('know what is odd about typed secrets, and not a character of them', () => {
    const secret = 'NotASecret+1/'.repeat(4).slice(0, 40)
    const set = (value: string) => ({ kind: 'set' as const, value, version: 'v' })
    const { context } = view(keyed, { changes: { secretKey: set(`${secret}=`), sessionToken: set(secret) } })
    expect(context.oddities).toEqual({ secretKey: 'padded', sessionToken: 'secretKey' })
    expect(JSON.stringify(context).includes(secret.slice(0, 10))).toBe(false)
    expect(view(keyed, { states: saved }).context.oddities).toEqual({})
  })

  it('know the base credentials', () => {
    expect(view(keyed).context.base).toBe('machineRole')
    expect(view(keyed, { environment: { ...environment, container: true } }).context.base).toBe(
      'containerRole',
    )
  })

  it('know TONIC_AWS_REGION', () => {
    const form: ConnectionForm = { ...blankConnection(), way: 'environment' }
    expect(view(form).problems.map(({ field }) => field)).toEqual(['region'])
    const regional = view(form, { environment: { ...environment, region: 'eu-west-2' } })
    expect(regional.context.environmentRegion).toBe('eu-west-2')
    expect(regional.problems).toEqual([])
  })

  it('are those of the side that is asked for', () => {
    const workspace = { ...blankWorkspace(), source: local }
    const input = { workspace, states: saved, changes: keepBoth(), reports: [], environment }
    expect(viewSide('source', input).problems).toEqual([])
    expect(viewSide('destination', input).problems.map(({ field }) => field)).toEqual(['roleArn', 'region'])
  })
})

it('binds the fingerprint to the secret in use and to the environment', () => {
  const role: ConnectionForm = { ...blankConnection(), region: 'eu-west-1' }
  const elsewhere = { environment: { ...environment, accessKeyTail: 'Q7ML' } }
  const prints = [
    view(keyed),
    view(keyed, { states: saved }),
    view(keyed, { states: saved, changes: typed }),
    view({ ...keyed, accessKey: `${accessKey}X` }, { states: saved }),
    view(role),
    view(role, elsewhere),
  ].map(({ fingerprint }) => fingerprint)
  expect(new Set(prints).size).toBe(prints.length)
  expect(view(keyed, elsewhere).fingerprint).toBe(view(keyed).fingerprint)
  expect(view(keyed, { states: saved, changes: typed }).fingerprint).not.toContain('s3cr3t')
})

describe('status', () => {
  const now = view(local).fingerprint

  it('is never without a test', () => {
    expect(view(local).status).toEqual({ kind: 'never' })
  })

  it.each(['passed', 'failed', 'cancelled'] as const)(
    'is %s when the newest test was of these settings',
    (outcome) => {
      const reports = [report(now, outcome, 'today'), report('others', 'passed', 'yesterday')]
      expect(view(local, { reports }).status).toEqual({ kind: outcome, at: 'today' })
    },
  )

  it('is changed when the newest test was of other settings, although an older one was of these', () => {
    const reports = [report('others', 'passed', 'today'), report(now, 'passed', 'yesterday')]
    expect(view(local, { reports }).status).toEqual({ kind: 'changed', at: 'today' })
  })
})

describe('place', () => {
  const reached = { host: 'db:8000', addresses: ['10.0.0.5'] }
  const now = view(local).fingerprint

  it('is what the newest test of exactly these settings found', () => {
    const reports = [
      report('others', 'passed', '4', { addresses: ['10.0.0.9'] }),
      report(now, 'failed', '3', reached),
      report(now, 'passed', '2', { addresses: ['10.0.0.6'] }),
    ]
    expect(view(local, { reports }).place).toEqual(reached)
    expect(view({ ...local, port: '8001' }, { reports }).place).toBeUndefined()
    expect(view(local).place).toBeUndefined()
  })

  it.each([
    ['a local one', local, reached],
    ['one in the cloud', keyed, { addresses: ['10.0.0.5'], account: '111122223333', partition: 'aws' }],
  ])('is not taken back by a later test that did not get through: %s', (_what, form, place) => {
    const { fingerprint } = view(form)
    const early = form === local ? { host: 'db:8000' } : { host: 'dynamodb', addresses: ['10.0.0.5'] }
    const reports = [report(fingerprint, 'failed', '2', early), report(fingerprint, 'passed', '1', place)]
    expect(view(form, { reports }).place).toEqual(place)
  })
})

describe('an account that is expected after a test', () => {
  const { fingerprint } = view(keyed)
  const place = { addresses: ['10.0.0.5'], account: '111122223333', partition: 'aws' }
  const reports = [report(fingerprint, 'passed', 'today', place)]
  const expecting = (expectedAccount: string) => view({ ...keyed, expectedAccount }, { reports })

  it('leaves a test standing that landed there', () => {
    expect(expecting('111122223333')).toMatchObject({ status: { kind: 'passed' }, place })
  })

  it('makes one that landed elsewhere earlier, and keeps what it found', () => {
    expect(expecting('444455556666')).toMatchObject({ status: { kind: 'changed' }, place })
  })

  it('does not make a failed test one of now', () => {
    const failed = [report(fingerprint, 'failed', 'today', place)]
    const form = { ...keyed, expectedAccount: '111122223333' }
    expect(view(form, { reports: failed }).status.kind).toBe('changed')
  })
})
