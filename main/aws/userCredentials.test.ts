import { beforeEach, describe, expect, it } from 'vitest'
import { ok } from '../../domain/result'
import { startAwsDouble } from '../../test-support/aws/awsDouble'
import type { AwsDouble } from '../../test-support/aws/awsDouble'
import { makeWorld } from '../../test-support/aws/world'
import type { World } from '../../test-support/aws/world'
import {
  endOf,
  endpointsAt,
  keyForm,
  lockedKeychain,
  runTest,
  saved,
  stageOf,
  statuses,
  typed,
} from './testing/testHarness'
import { stopAfterwards } from './testing/servers'

let world: World
let double: AwsDouble
let environment: Record<string, string>

beforeEach(async () => {
  world = makeWorld()
  double = await startAwsDouble({ accounts: world.accounts })
  stopAfterwards(() => double.stop())
  environment = endpointsAt(double.url)
})

describe('User Credentials', () => {
  it('passes and names account, identity and tables', async () => {
    const { keyId, secret, arn } = world.analyst
    const report = await runTest({ source: keyForm(keyId), secretKey: typed(secret), environment })
    expect(statuses(report)).toEqual([
      'settings passed',
      'credentials passed',
      'network passed',
      'identity passed',
      'dynamodb passed',
      'pairRule passed',
    ])
    expect(stageOf(report, 'settings').text).toBe('Region eu-west-1')
    expect(stageOf(report, 'credentials').text).toMatch(/^From this workspace/)
    expect(stageOf(report, 'dynamodb').text).toBe('3 tables')
    expect(stageOf(report, 'pairRule').text).toMatch(/^Cannot tell yet/)
    expect(report.place).toMatchObject({
      host: `127.0.0.1:${double.port}`,
      account: '111122223333',
      partition: 'aws',
      arn,
      tables: 3,
      moreTables: false,
    })
    expect(double.requests.map(({ caller }) => caller)).toEqual([arn, arn])
  })

  it('uses a secret that it is to take over from the other side, where that is saved for this access key', async () => {
    const { keyId, secret } = world.analyst
    const run = (accessKey: string): ReturnType<typeof runTest> =>
      runTest({
        source: keyForm(keyId),
        secretKey: { kind: 'fromOther', state: saved(accessKey) },
        readSecret: async (side) => ok(side === 'destination' ? secret : null),
        environment,
      })
    expect((await run(keyId)).outcome).toBe('passed')
    expect(endOf(await run('AKIAIOSFODNN7EXAMPLE')).stage).toBe('settings')
  })

  it('uses a saved secret, and a token with spaces and line breaks pasted into it', async () => {
    const session = world.accounts.openSession(world.reader, 'pasted', Date.now() + 3_600_000)
    const half = session.token.length / 2
    const report = await runTest({
      source: keyForm(session.keyId),
      states: { secretKey: saved(session.keyId) },
      keychain: { secretKey: ok(`${session.secret}\n`) },
      sessionToken: typed(` ${session.token.slice(0, half)}\n${session.token.slice(half)} `),
      environment,
    })
    expect(report.outcome).toBe('passed')
    expect(report.place.arn).toBe(session.arn)
  })

  it.each([
    ['unknown', 'AKIARTX3GSDSQABCDEFG'],
    ['inactive', undefined],
  ])('says that AWS does not know an access key that is %s', async (_what, keyId) => {
    const source = keyForm(keyId ?? world.leaver.keyId)
    const failure = endOf(await runTest({ source, secretKey: typed(world.leaver.secret), environment }))
    expect(failure).toMatchObject({
      stage: 'identity',
      code: 'accessKeyUnknown',
      detail: { error: 'InvalidClientTokenId', status: 403, host: `127.0.0.1:${double.port}` },
    })
    expect(failure.detail?.requestId).toMatch(/^[\w-]+$/)
  })

  it('says that the region is to be switched on where another one knows the key', async () => {
    const { keyId, secret } = world.operator
    const source = keyForm(keyId, 'me-south-1')
    const failure = endOf(await runTest({ source, secretKey: typed(secret), environment }))
    expect(failure).toMatchObject({ code: 'regionNotEnabled', detail: { caller: world.operator.arn } })
    expect(failure.message).toContain('me-south-1 is not enabled for account 444455556666')
  })

  it('does not blame the region where no other one knows the key either', async () => {
    const { keyId, secret } = world.leaver
    const source = keyForm(keyId, 'me-south-1')
    const failure = endOf(await runTest({ source, secretKey: typed(secret), environment }))
    expect(failure.code).toBe('accessKeyUnknown')
    expect(double.requests.map(({ regionInScope }) => regionInScope)).toEqual(['me-south-1', 'us-east-1'])
  })

  it('says that the secret key is wrong', async () => {
    const source = keyForm(world.analyst.keyId)
    const failure = endOf(await runTest({ source, secretKey: typed(world.operator.secret), environment }))
    expect(failure).toMatchObject({ stage: 'identity', code: 'secretWrong' })
  })

  it('says that the session token has expired', async () => {
    const { keyId, secret, token } = world.expired
    const report = await runTest({
      source: keyForm(keyId),
      secretKey: typed(secret),
      sessionToken: typed(token),
      environment,
    })
    expect(endOf(report)).toMatchObject({ stage: 'identity', code: 'tokenExpired' })
  })

  it('asks for the token of a temporary key before anything is sent', async () => {
    const { keyId, secret } = world.expired
    const report = await runTest({ source: keyForm(keyId), secretKey: typed(secret), environment })
    expect(endOf(report)).toMatchObject({ stage: 'settings', code: 'tokenMissing' })
    expect(double.requests).toEqual([])
  })

  it('never uses a secret that was saved for another access key', async () => {
    const asked: string[] = []
    const report = await runTest({
      source: keyForm(world.analyst.keyId),
      states: { secretKey: saved(world.operator.keyId), sessionToken: saved(world.operator.keyId) },
      readSecret: async (_side, name) => {
        asked.push(name)
        return ok(world.analyst.secret)
      },
      environment,
    })
    expect(endOf(report)).toMatchObject({ stage: 'settings', code: 'secretMissing' })
    expect(asked).toEqual([])
  })

  it('says that the keychain returns nothing although the secret was saved', async () => {
    const { keyId } = world.analyst
    const states = { secretKey: saved(keyId) }
    const failure = endOf(await runTest({ source: keyForm(keyId), states, environment }))
    expect(failure).toMatchObject({ stage: 'credentials', code: 'keychainUnreadable' })
    expect(failure.message).toContain('was saved, but the keychain does not return it')
  })

  it('passes on why the keychain cannot be read', async () => {
    const { keyId } = world.analyst
    const report = await runTest({
      source: keyForm(keyId),
      states: { secretKey: saved(keyId) },
      keychain: { secretKey: lockedKeychain },
      environment,
    })
    expect(endOf(report)).toMatchObject({ stage: 'credentials', message: 'Locked.' })
  })

  it('refuses a session token that cannot be sent', async () => {
    const { keyId, secret } = world.analyst
    const sessionToken = typed('tökén')
    const report = await runTest({
      source: keyForm(keyId),
      secretKey: typed(secret),
      sessionToken,
      environment,
    })
    expect(endOf(report)).toMatchObject({ stage: 'credentials', code: 'tokenMalformed' })
  })

  it('says that the credentials work but may not list tables, and keeps the account', async () => {
    const { keyId, secret, arn } = world.newcomer
    const report = await runTest({ source: keyForm(keyId), secretKey: typed(secret), environment })
    expect(endOf(report)).toMatchObject({
      stage: 'dynamodb',
      code: 'listTablesNotAllowed',
      detail: { error: 'AccessDeniedException', status: 400, caller: arn },
    })
    expect(report.place.account).toBe('111122223333')
  })

  it('passes in spite of a wrong clock, and warns of it', async () => {
    double.switches.skewMs = 20 * 60_000
    const { keyId, secret } = world.analyst
    const report = await runTest({ source: keyForm(keyId), secretKey: typed(secret), environment })
    expect(report.outcome).toBe('passed')
    expect(stageOf(report, 'identity')).toMatchObject({ status: 'warned', warning: { code: 'clockOff' } })
    expect(stageOf(report, 'identity').warning?.message).toContain('20 minutes behind')
    expect(report.place.clockOffsetMs).toBeGreaterThan(19 * 60_000)
    expect(double.requests.map(({ outcome }) => outcome)).toEqual(['SignatureDoesNotMatch', 'ok', 'ok'])
  })
})
