import { GetCallerIdentityCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAwsDouble, type AwsDouble } from './awsDouble'
import { assumeRole, failureOf, stsClient, type Key } from './sdkClients'
import { ANALYTICS_ACCOUNT, makeWorld, STAGING_ACCOUNT, type World } from './world'

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

function denied(caller: string, role: string) {
  const message = `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${role}`
  return { name: 'AccessDenied', status: 403, message }
}

function invalid(message: string) {
  return { name: 'ValidationError', status: 400, message }
}

describe('AssumeRole', () => {
  it('returns credentials that work, in a session whose ARN has no path', async () => {
    const { arn, id, key, seconds } = await assume(world.analyst, world.reader.arn)
    expect(arn).toBe(`arn:aws:sts::${ANALYTICS_ACCOUNT}:assumed-role/StructuralReader/visit`)
    expect(id).toBe(`${world.reader.uniqueId}:visit`)
    expect(key.keyId).toMatch(/^ASIARTX3GSDS[A-Z2-7]{8}$/)
    expect(seconds).toBeGreaterThan(3590)
    expect(seconds).toBeLessThanOrEqual(3600)
    const identity = await stsClient(double, key).send(new GetCallerIdentityCommand({}))
    expect([identity.Account, identity.Arn]).toEqual([ANALYTICS_ACCOUNT, arn])
  })

  it('is open to a trusted user of another account', async () => {
    expect((await assume(world.operator, world.reader.arn)).arn).toContain('StructuralReader')
  })

  it('is refused alike without trust, without such a role and without permission', async () => {
    const { analyst, operator, newcomer, reader, writer } = world
    expect(await failureOf(assume(analyst, writer.arn))).toEqual(denied(analyst.arn, writer.arn))
    expect(await failureOf(assume(newcomer, reader.arn))).toEqual(denied(newcomer.arn, reader.arn))
    const nowhere = reader.arn.replace('/analytics', '')
    expect(await failureOf(assume(analyst, nowhere))).toEqual(denied(analyst.arn, nowhere))
    operator.policy.allow.delete('sts:AssumeRole')
    expect(await failureOf(assume(operator, reader.arn))).toEqual(denied(operator.arn, reader.arn))
    analyst.policy.deny.add('sts:AssumeRole')
    expect(await failureOf(assume(analyst, reader.arn))).toEqual(denied(analyst.arn, reader.arn))
  })

  it('asks a trusted account for permission but a user named in its own account for none', async () => {
    const { analyst, newcomer, reader } = world
    analyst.policy.allow.delete('sts:AssumeRole')
    expect((await assume(analyst, reader.arn)).seconds).toBeGreaterThan(0)
    reader.trust.splice(0, reader.trust.length, ANALYTICS_ACCOUNT)
    expect(await failureOf(assume(newcomer, reader.arn))).toEqual(denied(newcomer.arn, reader.arn))
    newcomer.policy.allow.add('sts:AssumeRole')
    expect((await assume(newcomer, reader.arn)).seconds).toBeGreaterThan(0)
  })

  it('ends at the border of the partition', async () => {
    world.accounts.addAccount({ id: '777788889999', partition: 'aws-cn' })
    const trust = [world.analyst.arn]
    const { arn } = world.accounts.addRole({ account: '777788889999', name: 'Abroad', trust })
    expect(arn).toBe('arn:aws-cn:iam::777788889999:role/Abroad')
    expect(await failureOf(assume(world.analyst, arn))).toEqual(denied(world.analyst.arn, arn))
  })

  it('demands the external ID of the role', async () => {
    const account = STAGING_ACCOUNT
    const trust = [world.operator.arn]
    const { arn } = world.accounts.addRole({ account, name: 'Guarded', trust, externalId: 'blue-door' })
    for (const input of [{}, { ExternalId: 'red-door' }]) {
      expect(await failureOf(assume(world.operator, arn, input))).toEqual(denied(world.operator.arn, arn))
    }
    expect((await assume(world.operator, arn, { ExternalId: 'blue-door' })).arn).toContain('Guarded')
  })

  it('accepts a duration up to the maximum of the role', async () => {
    const { operator, reader, writer } = world
    const long = await assume(operator, writer.arn, { DurationSeconds: 43200 })
    expect(long.seconds).toBeGreaterThan(43190)
    expect((await assume(operator, reader.arn, { DurationSeconds: 3600 })).seconds).toBeGreaterThan(3590)
    const message = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'
    expect(await failureOf(assume(operator, reader.arn, { DurationSeconds: 3601 }))).toEqual(invalid(message))
  })

  it('allows one hour to a caller that is a session itself', async () => {
    const { key } = await assume(world.analyst, world.reader.arn)
    expect((await assume(key, world.writer.arn, { DurationSeconds: 3600 })).arn).toContain('StructuralWriter')
    const limit = 'the 1 hour session limit for roles assumed by role chaining.'
    expect(await failureOf(assume(key, world.writer.arn, { DurationSeconds: 3601 }))).toEqual(
      invalid(`The requested DurationSeconds exceeds ${limit}`),
    )
  })
})
