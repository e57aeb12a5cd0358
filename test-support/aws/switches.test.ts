import { ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EVERY_ACTION, startAwsDouble, type AwsDouble } from './awsDouble'
import { newSecret } from './signature/keyIds'
import { dynamoClient, failureOf, stsClient } from './sdkClients'
import { HOME_REGION, makeWorld, OPT_IN_REGION, type World } from './world'

let world: World
let double: AwsDouble

beforeEach(async () => {
  world = makeWorld()
  double = await startAwsDouble({ accounts: world.accounts })
})
afterEach(() => double.stop())

function identify() {
  return stsClient(double, world.analyst).send(new GetCallerIdentityCommand({}))
}

function list(abortSignal = new AbortController().signal) {
  return dynamoClient(double, world.analyst).send(new ListTablesCommand({}), { abortSignal })
}

describe('a delay', () => {
  it('holds up the next answer of its action alone', async () => {
    const { delayMs } = double.switches
    delayMs.set('GetCallerIdentity', 300)
    await list()
    expect(delayMs.size).toBe(1)
    const asked = performance.now()
    await identify()
    expect(performance.now() - asked).toBeGreaterThan(290)
    expect(delayMs.size).toBe(0)
  })

  it('ends with the double, and its answer is never made', async () => {
    double.switches.delayMs.set('ListTables', 200)
    const call = list().catch(() => 'cut')
    await expect.poll(() => double.requests.length).toBe(1)
    await double.stop()
    expect(await call).toBe('cut')
    await wait(300)
    expect(double.requests).toMatchObject([{ outcome: 'pending', abandoned: false }])
  })
})

describe('a hang', () => {
  it('reads the request, never answers and records that the caller left', async () => {
    double.switches.hang.add('ListTables')
    const leaving = new AbortController()
    const failure = failureOf(list(leaving.signal))
    await expect.poll(() => double.requests[0]).toMatchObject({ outcome: 'hung', abandoned: false })
    leaving.abort()
    expect((await failure).name).toBe('AbortError')
    await expect.poll(() => double.requests[0]).toMatchObject({ outcome: 'hung', abandoned: true })
    expect((await identify()).Account).toBe('111122223333')
    expect(double.requests[1]).toMatchObject({ outcome: 'ok', abandoned: false })
  })

  it('may take in everything, and ends with the double', async () => {
    double.switches.hang.add(EVERY_ACTION)
    const calls = [list(), identify()].map((call) => call.catch(() => 'cut'))
    await expect.poll(() => double.requests.map(({ outcome }) => outcome)).toEqual(['hung', 'hung'])
    await double.stop()
    expect(await Promise.all(calls)).toEqual(['cut', 'cut'])
  })
})

describe('the log', () => {
  it('records who asked for what, where, and how it ended', async () => {
    await list()
    await failureOf(
      stsClient(double, world.operator, { region: OPT_IN_REGION }).send(new GetCallerIdentityCommand({})),
    )
    expect(double.requests).toEqual([
      {
        service: 'dynamodb',
        action: 'ListTables',
        keyId: world.analyst.keyId,
        regionInScope: HOME_REGION,
        region: HOME_REGION,
        caller: world.analyst.arn,
        outcome: 'ok',
        abandoned: false,
      },
      {
        service: 'sts',
        action: 'GetCallerIdentity',
        keyId: world.operator.keyId,
        regionInScope: OPT_IN_REGION,
        region: undefined,
        caller: undefined,
        outcome: 'InvalidClientTokenId',
        abandoned: false,
      },
    ])
  })

  it('holds no secret, token or signature', async () => {
    const command = new AssumeRoleCommand({ RoleArn: world.reader.arn, RoleSessionName: 'visit' })
    const { Credentials } = await stsClient(double, world.analyst).send(command)
    const session = {
      keyId: Credentials?.AccessKeyId ?? '',
      secret: Credentials?.SecretAccessKey ?? '',
      token: Credentials?.SessionToken ?? '',
    }
    await dynamoClient(double, session).send(new ListTablesCommand({}))
    await failureOf(dynamoClient(double, { ...session, secret: newSecret() }).send(new ListTablesCommand({})))
    const log = JSON.stringify(double.requests)
    expect(double.requests).toHaveLength(3)
    for (const hidden of [world.analyst.secret, session.secret, session.token])
      expect(log).not.toContain(hidden)
    expect(log).not.toMatch(/[0-9a-f]{64}/)
  })
})
