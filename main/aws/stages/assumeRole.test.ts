import { beforeEach, describe, expect, it } from 'vitest'
import { startAwsDouble } from '../../../test-support/aws/awsDouble'
import type { AwsDouble } from '../../../test-support/aws/awsDouble'
import { makeWorld } from '../../../test-support/aws/world'
import type { World } from '../../../test-support/aws/world'
import {
  endOf,
  endpointsAt,
  environmentForm,
  roleForm,
  runTest,
  stageOf,
  statuses,
} from '../testing/testHarness'
import { stopAfterwards } from '../testing/servers'

let world: World
let double: AwsDouble
let environment: Record<string, string>

beforeEach(async () => {
  world = makeWorld()
  double = await startAwsDouble({ accounts: world.accounts })
  stopAfterwards(() => double.stop())
  environment = endpointsAt(double.url)
})

/** The environment in which a user's access key is the base of everything. */
const keysOf = ({ keyId, secret }: { keyId: string; secret: string }) => ({
  ...environment,
  TONIC_AWS_ACCESS_KEY_ID: keyId,
  TONIC_AWS_SECRET_ACCESS_KEY: secret,
})

describe('Assume Role', () => {
  it('passes all stages, with a session name of its own, in the account of the role', async () => {
    const before = Date.now()
    const report = await runTest({ source: roleForm(world.writer.arn), environment: keysOf(world.operator) })
    expect(report.stages.map(({ name }) => name)).toEqual([
      'settings',
      'credentials',
      'network',
      'assumeRole',
      'identity',
      'dynamodb',
      'pairRule',
    ])
    expect(report.outcome).toBe('passed')
    const { account, arn, sessionName, expiresAt, tables } = report.place
    expect({ account, tables }).toEqual({ account: '444455556666', tables: 1 })
    expect(sessionName).toMatch(/^TonicStructural-[0-9a-f-]{36}$/)
    expect(arn).toBe(`arn:aws:sts::444455556666:assumed-role/StructuralWriter/${sessionName}`)
    const lasts = Date.parse(expiresAt ?? '') - before
    expect(lasts).toBeGreaterThan(3_590_000)
    expect(lasts).toBeLessThan(3_610_000)
    expect(report.place.chain).toEqual([
      `TONIC_AWS_ACCESS_KEY_ID, ends in ${world.operator.keyId.slice(-4)}`,
      `role StructuralWriter, session ${sessionName}`,
    ])
    expect(stageOf(report, 'assumeRole').text).toContain('StructuralWriter of account 444455556666')
    expect(stageOf(report, 'assumeRole').text).toContain(String(sessionName))
  })

  it('generates a new session name for each session, or uses the entered one', async () => {
    const names = await Promise.all(
      ['', '', 'nightly@example'].map(async (sessionName) => {
        const source = roleForm(world.writer.arn, { sessionName })
        return (await runTest({ source, environment: keysOf(world.operator) })).place.sessionName
      }),
    )
    expect(new Set(names).size).toBe(3)
    expect(names[2]).toBe('nightly@example')
  })

  it.each([
    ['is not trusted', () => world.writer.arn],
    ['names a role that does not exist', () => 'arn:aws:iam::111122223333:role/Nobody'],
  ])('names caller and role when the caller %s', async (_what, arnOf) => {
    const role = arnOf()
    const report = await runTest({ source: roleForm(role), environment: keysOf(world.analyst) })
    const failure = endOf(report)
    expect(failure).toMatchObject({
      stage: 'assumeRole',
      code: 'roleRefused',
      detail: { error: 'AccessDenied', status: 403, caller: world.analyst.arn, role },
    })
    expect(failure.remedy).toContain(world.analyst.arn)
    expect(statuses(report).slice(4)).toEqual([
      'identity notReached',
      'dynamodb notReached',
      'pairRule notReached',
    ])
  })

  it('accepts a duration that equals the maximum of the role, and explains one above it', async () => {
    const run = (durationSeconds: string) =>
      runTest({ source: roleForm(world.reader.arn, { durationSeconds }), environment: keysOf(world.analyst) })
    expect((await run('3600')).outcome).toBe('passed')
    const failure = endOf(await run('3601'))
    expect(failure).toMatchObject({ stage: 'assumeRole', code: 'durationAboveMaximum' })
    expect(failure.message).toContain('3601')
    expect(failure.remedy).toContain('3600')
  })

  it('says which partition role and region are in before anything is sent', async () => {
    const source = roleForm(world.writer.arn, { region: 'cn-north-1' })
    const failure = endOf(await runTest({ source, environment: keysOf(world.operator) }))
    expect(failure).toMatchObject({ stage: 'settings', code: 'rolePartition' })
    expect(failure.message).toContain('aws-cn')
    expect(double.requests).toEqual([])
  })

  it('says that STS is switched off in the region', async () => {
    world.operator.account.stsOff.add('eu-west-1')
    const failure = endOf(
      await runTest({ source: roleForm(world.writer.arn), environment: keysOf(world.operator) }),
    )
    expect(failure).toMatchObject({
      stage: 'assumeRole',
      code: 'stsDisabledInRegion',
      detail: { error: 'RegionDisabledException' },
    })
    expect(failure.message).toContain('STS is not activated in region eu-west-1')
  })
})

describe('Environment', () => {
  it('uses the two TONIC variables and says so', async () => {
    const report = await runTest({ source: environmentForm(), environment: keysOf(world.analyst) })
    expect(report.outcome).toBe('passed')
    const tail = world.analyst.keyId.slice(-4)
    expect(stageOf(report, 'credentials').text).toBe(
      `TONIC_AWS_ACCESS_KEY_ID of the environment, ends in ${tail}`,
    )
  })

  it.each(['TONIC_AWS_ACCESS_KEY_ID', 'TONIC_AWS_SECRET_ACCESS_KEY'])('needs %s as well', async (name) => {
    const half = { ...keysOf(world.analyst), [name]: '' }
    const failure = endOf(await runTest({ source: environmentForm(), environment: half }))
    expect(failure).toMatchObject({ stage: 'credentials', code: 'environmentIncomplete' })
    expect(failure.message).toContain(`${name} is not`)
  })
})
