import { ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAwsDouble, type AwsDouble } from './awsDouble'
import { dynamoClient, failureOf, stsClient } from './sdkClients'
import { makeWorld, type World } from './world'

let world: World
let double: AwsDouble

beforeEach(async () => {
  world = makeWorld()
  double = await startAwsDouble({ accounts: world.accounts })
})
afterEach(() => double.stop())

function list(maxAttempts = 1) {
  return dynamoClient(double, world.analyst, { maxAttempts }).send(new ListTablesCommand({}))
}

function identify() {
  return stsClient(double, world.analyst).send(new GetCallerIdentityCommand({}))
}

async function expectRefusals(message: RegExp): Promise<void> {
  const text = expect.stringMatching(message)
  expect(await failureOf(identify())).toEqual({ name: 'SignatureDoesNotMatch', status: 403, message: text })
  expect(await failureOf(list())).toEqual({ name: 'InvalidSignatureException', status: 400, message: text })
}

describe('a clock', () => {
  const minutes = 60_000
  const stamp = String.raw`\d{8}T\d{6}Z`

  it('that is 14 minutes off passes', async () => {
    for (const skew of [14 * minutes, -14 * minutes]) {
      double.switches.skewMs = skew
      expect((await identify()).Account).toBe('111122223333')
    }
  })

  it('that is 16 minutes late is refused as late', async () => {
    double.switches.skewMs = 16 * minutes
    const limit = `${stamp} \\(${stamp} - 15 min\\.\\)`
    await expectRefusals(new RegExp(`^Signature expired: ${stamp} is now earlier than ${limit}$`))
  })

  it('that is 16 minutes early is refused as early', async () => {
    double.switches.skewMs = -16 * minutes
    const limit = `${stamp} \\(${stamp} \\+ 15 min\\.\\)`
    await expectRefusals(new RegExp(`^Signature not yet current: ${stamp} is still later than ${limit}$`))
  })

  it('is corrected by the SDK from the Date header when it may try twice', async () => {
    double.switches.skewMs = 60 * minutes
    expect((await list(2)).$metadata.attempts).toBe(2)
  })

  it('of the double decides when a session is over', async () => {
    const session = world.accounts.openSession(world.reader, 'visit', Date.now() + 10 * minutes)
    const ask = () => stsClient(double, session).send(new GetCallerIdentityCommand({}))
    expect((await ask()).Account).toBe('111122223333')
    double.switches.skewMs = 11 * minutes
    expect(await failureOf(ask())).toMatchObject({ name: 'ExpiredToken' })
  })

  it('may be given to the double', async () => {
    const late = await startAwsDouble({ accounts: world.accounts, now: () => Date.now() + 20 * minutes })
    const call = stsClient(late, world.analyst).send(new GetCallerIdentityCommand({}))
    const { message } = await failureOf(call)
    await late.stop()
    expect(message).toMatch(/^Signature expired/)
  })
})
