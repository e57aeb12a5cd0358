import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAwsDouble } from '../../../test-support/aws/awsDouble'
import type { AwsDouble } from '../../../test-support/aws/awsDouble'
import type { User } from '../../../test-support/aws/principals'
import { dynamoError } from '../../../test-support/aws/replies'
import { ANALYTICS_ACCOUNT, HOME_REGION, makeWorld } from '../../../test-support/aws/world'
import type { World } from '../../../test-support/aws/world'
import type { ReadAction, Readiness } from '../../../domain/test/readiness'
import { ok } from '../../../domain/result'
import { keepBoth, noSecrets } from '../../../domain/secret/secret'
import { blankWorkspace } from '../../../domain/workspace/workspace'
import { checkReadiness } from './readiness'
import { testConnection } from '../testConnection'
import type { TestDependencies, TestInput } from '../testConnection'
import { endpointsAt, keyForm, typed } from '../testing/testHarness'

let world: World
let double: AwsDouble

beforeEach(async () => {
  world = makeWorld()
  double = await startAwsDouble({ accounts: world.accounts })
})
afterEach(() => double.stop())

const reading: ReadAction[] = [
  'ListTables',
  'DescribeTable',
  'Scan',
  'Query',
  'DescribeContinuousBackups',
  'ListExports',
  'DescribeExport',
]
const allAllowed = Object.fromEntries(reading.map((action) => [action, 'allowed']))

function inputFor({ keyId, secret }: Pick<User, 'keyId' | 'secret'>, region = HOME_REGION): TestInput {
  return {
    runId: randomUUID(),
    side: 'source',
    workspace: { ...blankWorkspace(), source: keyForm(keyId, region) },
    states: noSecrets(),
    secrets: { source: { ...keepBoth(), secretKey: typed(secret) }, destination: keepBoth() },
    reports: { source: [], destination: [] },
  }
}

function depsFor(more: Partial<TestDependencies> = {}): TestDependencies {
  return {
    environment: endpointsAt(double.url),
    readSecret: async () => ok(null),
    machine: { names: [], addresses: [] },
    now: Date.now,
    signal: new AbortController().signal,
    onStages: () => undefined,
    deadlineMs: 10_000,
    ...more,
  }
}

async function passedTest(user: User, region?: string): Promise<TestInput> {
  const input = inputFor(user, region)
  const report = await testConnection(input, depsFor())
  expect(report.outcome).toBe('passed')
  double.requests.length = 0
  return { ...input, runId: randomUUID(), reports: { ...input.reports, source: [report] } }
}

async function readinessOf(user: User, region?: string): Promise<Readiness> {
  const result = await checkReadiness(await passedTest(user, region), depsFor(), () => undefined)
  if (!result.ok || !result.value?.readiness) throw new Error('There is no finding')
  return result.value.readiness
}

const answersOf = ({ permissions }: Readiness) =>
  Object.fromEntries(permissions.map(({ action, answer, denial }) => [action, denial ?? answer]))

describe('the readiness of a source', () => {
  it('names the tables that lack point-in-time recovery', async () => {
    const progress: [number, number][] = []
    const input = await passedTest(world.auditor)
    const result = await checkReadiness(input, depsFor(), (done, of) => progress.push([done, of]))
    expect(result).toMatchObject({
      ok: true,
      value: {
        runId: input.reports.source[0]?.runId,
        readiness: {
          region: HOME_REGION,
          recovery: { on: 1, off: 2, unknown: 0 },
          withoutRecovery: ['Customers', 'Invoices'],
          moreTables: false,
        },
      },
    })
    expect(progress).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ])
  })

  it('finds every read permission allowed, and starts no export to find out', async () => {
    expect(answersOf(await readinessOf(world.auditor))).toEqual({
      ...allAllowed,
      ExportTableToPointInTime: 'notChecked',
    })
  })

  it('sends only read calls, and reads no items', async () => {
    await readinessOf(world.auditor)
    const actions = new Set(double.requests.map(({ action }) => action))
    expect([...actions].sort()).toEqual(['GetCallerIdentity', ...reading].sort())
    expect(double.requests.every(({ outcome }) => outcome !== 'ValidationException')).toBe(true)
  })

  it.each(reading.filter((action) => action !== 'ListTables'))(
    'reports that %s is denied',
    async (action) => {
      world.auditor.policy.allow.delete(`dynamodb:${action as 'Scan'}`)
      const followers = action === 'DescribeTable' ? { Query: 'notChecked' } : {}
      expect(answersOf(await readinessOf(world.auditor))).toEqual({
        ...allAllowed,
        ExportTableToPointInTime: 'notChecked',
        ...followers,
        [action]: 'missing',
      })
    },
  )

  it('recognises an explicit denial, which no added policy mends', async () => {
    world.auditor.policy.deny.add('dynamodb:Scan')
    expect(answersOf(await readinessOf(world.auditor))).toMatchObject({ Scan: 'explicit', Query: 'allowed' })
  })

  it('checks permissions without tables as well', async () => {
    const readiness = await readinessOf(world.auditor, 'us-east-1')
    expect(readiness.recovery).toEqual({ on: 0, off: 0, unknown: 0 })
    expect(answersOf(readiness)).toMatchObject(allAllowed)
  })

  it('leaves the remaining tables alone after five refusals', async () => {
    world.auditor.policy.allow.delete('dynamodb:DescribeContinuousBackups')
    for (let table = 0; table < 5; table++) {
      world.accounts.addTable(ANALYTICS_ACCOUNT, HOME_REGION, `Zone-${table}`)
    }
    const readiness = await readinessOf(world.auditor)
    expect(readiness.recovery).toEqual({ on: 0, off: 0, unknown: 8 })
    const asked = double.requests.filter(({ action }) => action === 'DescribeContinuousBackups')
    expect(asked).toHaveLength(5)
  })

  it('treats an unclear reply as not checked', async () => {
    const input = await passedTest(world.auditor)
    double.switches.replies.set('Scan', dynamoError(400, 'UnknownOperationException'))
    const result = await checkReadiness(input, depsFor(), () => undefined)
    expect(result.ok && result.value?.readiness?.permissions.find(({ action }) => action === 'Scan')).toEqual(
      {
        action: 'Scan',
        answer: 'notChecked',
        why: 'the answer was UnknownOperationException',
      },
    )
  })

  it('passes on no text of a refusal, which may echo what was sent', async () => {
    const input = await passedTest(world.auditor)
    const { keyId, secret } = world.auditor
    const echo = `Credential=${keyId}/20261122, Signature=${'ab'.repeat(32)}, ${secret}`
    for (const action of ['Scan', 'Query', 'ListExports', 'DescribeContinuousBackups']) {
      double.switches.replies.set(action, dynamoError(400, 'AccessDeniedException', echo))
    }
    const sent = JSON.stringify(await checkReadiness(input, depsFor(), () => undefined))
    expect(sent).toContain('"action":"Scan","answer":"denied"')
    for (const part of [secret, 'Signature=', 'Credential=']) expect(sent.includes(part)).toBe(false)
  })

  it('waits for a passed test of the same settings', async () => {
    const input = await passedTest(world.auditor)
    const source = keyForm(world.auditor.keyId, 'us-east-1')
    const edited = { ...input, workspace: { ...input.workspace, source } }
    for (const one of [edited, { ...input, reports: { source: [], destination: [] } }]) {
      expect(await checkReadiness(one, depsFor(), () => undefined)).toMatchObject({
        ok: false,
        failure: { code: 'needsPassedTest', message: 'These settings have not passed a test yet.' },
      })
    }
    expect(double.requests).toEqual([])
  })

  it('reports what ended it, as a test would', async () => {
    const input = await passedTest(world.auditor)
    world.auditor.active = false
    expect(await checkReadiness(input, depsFor(), () => undefined)).toMatchObject({
      ok: false,
      failure: { code: 'accessKeyUnknown' },
    })
  })

  it('is cancelled at once, and its request with it', async () => {
    const input = await passedTest(world.auditor)
    double.switches.hang.add('DescribeContinuousBackups')
    const controller = new AbortController()
    const result = await checkReadiness(input, depsFor({ signal: controller.signal }), () =>
      setTimeout(() => controller.abort(), 20),
    )
    expect(result).toEqual(ok(null))
    await expect
      .poll(() => double.requests.at(-1))
      .toMatchObject({ action: 'DescribeContinuousBackups', abandoned: true })
  })
})
