import {
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  type AssumeRoleCommandInput,
} from '@aws-sdk/client-sts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAwsDouble, type AwsDouble } from './awsDouble'
import { assumeRole, failureOf, stsClient, type Key } from './sdkClients'
import { answerSts } from './sts'
import { ANALYTICS_ACCOUNT, HOME_REGION, makeWorld, type World } from './world'

let world: World
let double: AwsDouble

beforeEach(async () => {
  world = makeWorld()
  double = await startAwsDouble({ accounts: world.accounts })
})
afterEach(() => double.stop())

function assume(key: Key, arn: string | undefined, input: Partial<AssumeRoleCommandInput> = {}) {
  return assumeRole(double, key, arn, input)
}

function invalid(message: string) {
  return { name: 'ValidationError', status: 400, message }
}

describe('AssumeRole', () => {
  it('validates its input before it looks at role and trust', async () => {
    const one = (at: string, rule: string) =>
      invalid(`1 validation error detected: Value ${at} failed to satisfy constraint: Member must ${rule}`)
    const fails = (input: Partial<AssumeRoleCommandInput>) =>
      failureOf(assume(world.newcomer, world.writer.arn, input))
    expect(await fails({ RoleSessionName: 'a' })).toEqual(
      one(`'a' at 'roleSessionName'`, 'have length greater than or equal to 2'),
    )
    const long = 'x'.repeat(65)
    expect(await fails({ RoleSessionName: long })).toEqual(
      one(`'${long}' at 'roleSessionName'`, 'have length less than or equal to 64'),
    )
    expect(await fails({ RoleSessionName: 'bad/name' })).toEqual(
      one(`'bad/name' at 'roleSessionName'`, String.raw`satisfy regular expression pattern: [\w+=,.@-]*`),
    )
    expect(await fails({ DurationSeconds: 899 })).toEqual(
      one(`'899' at 'durationSeconds'`, 'have value greater than or equal to 900'),
    )
    expect(await fails({ DurationSeconds: 43201 })).toEqual(
      one(`'43201' at 'durationSeconds'`, 'have value less than or equal to 43200'),
    )
    expect(await fails({ RoleArn: 'not-an-arn' })).toEqual(
      one(`'not-an-arn' at 'roleArn'`, 'have length greater than or equal to 20'),
    )
    expect(await fails({ RoleArn: undefined })).toEqual(one(`null at 'roleArn'`, 'not be null'))
    expect(await fails({ RoleArn: 'x'.repeat(20) })).toEqual(invalid(`${'x'.repeat(20)} is invalid`))
    expect((await fails({ RoleArn: '' })).message).toMatch(
      /^2 validation errors detected: .*pattern.*; .*length/,
    )
  })

  it('reads whole numbers only, also with a sign or zeros before them', async () => {
    const call = assume(world.analyst, world.reader.arn, { DurationSeconds: 900.5 })
    expect(await failureOf(call)).toMatchObject({ name: 'MalformedInput', status: 400 })
    const { analyst, reader, accounts } = world
    const ask = (duration: string) => {
      const form = {
        Action: 'AssumeRole',
        RoleArn: reader.arn,
        RoleSessionName: 'visit',
        DurationSeconds: duration,
      }
      return answerSts(new URLSearchParams(form), { caller: analyst, region: HOME_REGION, now: 0, accounts })
    }
    expect(ask('').body).toContain('<Message>missing value for decimal type</Message>')
    expect(['', 'abc', '2147483648'].map((text) => ask(text).outcome)).toEqual(
      Array(3).fill('MalformedInput'),
    )
    expect(['+900', '0900'].map((text) => ask(text).outcome)).toEqual(['ok', 'ok'])
  })

  it('is off where the account has switched STS off, and GetCallerIdentity is not', async () => {
    world.analyst.account.stsOff.add(HOME_REGION)
    expect(await failureOf(assume(world.analyst, world.reader.arn))).toEqual({
      name: 'RegionDisabledException',
      status: 403,
      message:
        `STS is not activated in this region for account:${ANALYTICS_ACCOUNT}. ` +
        'Your account administrator can activate STS in this region using the IAM Console.',
    })
    const identity = await stsClient(double, world.analyst).send(new GetCallerIdentityCommand({}))
    expect(identity.Account).toBe(ANALYTICS_ACCOUNT)
  })
})

describe('GetCallerIdentity', () => {
  it('needs no permission', async () => {
    const identity = await stsClient(double, world.newcomer).send(new GetCallerIdentityCommand({}))
    expect(identity.Arn).toBe(world.newcomer.arn)
  })
})

describe('the rest', () => {
  it('is unknown to the double', async () => {
    const call = stsClient(double, world.analyst).send(new GetSessionTokenCommand({}))
    expect(await failureOf(call)).toEqual({
      name: 'InvalidAction',
      status: 400,
      message: 'Could not find operation GetSessionToken for version 2011-06-15',
    })
  })

  it('carries the headers and the body of STS', async () => {
    const response = await fetch(`${double.url}/?Action=GetCallerIdentity&Version=2011-06-15`)
    expect(response.status).toBe(403)
    expect(response.headers.get('content-type')).toBe('text/xml')
    expect(response.headers.get('x-amz-sts-extended-request-id')).toBeTruthy()
    const requestId = response.headers.get('x-amzn-requestid') ?? 'none'
    const body = await response.text()
    expect(body).toContain('<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">')
    expect(body).toContain('<Type>Sender</Type><Code>MissingAuthenticationToken</Code>')
    expect(body).toContain(`<RequestId>${requestId}</RequestId>`)
  })
})
