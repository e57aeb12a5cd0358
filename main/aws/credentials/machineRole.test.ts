import { beforeEach, describe, expect, it } from 'vitest'
import { startAwsDouble } from '../../../test-support/aws/awsDouble'
import { startMetadataDouble } from '../../../test-support/servers/metadataDouble'
import type { MetadataMode } from '../../../test-support/servers/metadataDouble'
import { makeWorld } from '../../../test-support/aws/world'
import type { World } from '../../../test-support/aws/world'
import { endOf, endpointsAt, environmentForm, roleForm, runTest, stageOf } from '../testing/testHarness'
import { freePort, startAnswering, stopAfterwards } from '../testing/servers'

let world: World
let environment: Record<string, string>

beforeEach(async () => {
  world = makeWorld()
  const double = await startAwsDouble({ accounts: world.accounts })
  stopAfterwards(() => double.stop())
  environment = endpointsAt(double.url)
})

/** Starts a metadata service and leads tests to it. */
async function startMetadata(mode: MetadataMode) {
  const metadata = await startMetadataDouble({ accounts: world.accounts, role: world.reader, mode })
  stopAfterwards(() => metadata.stop())
  environment['AWS_EC2_METADATA_SERVICE_ENDPOINT'] = metadata.url
  return metadata
}

/** Sets the variable of container credentials. */
function useContainer(uri: string): void {
  environment['AWS_CONTAINER_CREDENTIALS_FULL_URI'] = uri
}

describe('the IAM role of this machine', () => {
  it('is used when no keys are set', async () => {
    const metadata = await startMetadata('role')
    const report = await runTest({ source: environmentForm(), environment })
    expect(report.outcome).toBe('passed')
    expect(stageOf(report, 'credentials').text).toBe('IAM role of this machine, StructuralReader')
    expect(report.place).toMatchObject({
      arn: metadata.session.arn,
      chain: ['IAM role of this machine, StructuralReader'],
      expiresAt: new Date(metadata.session.expiresAt).toISOString(),
    })
  })

  it('is the base from which another role is assumed', async () => {
    await startMetadata('role')
    const report = await runTest({ source: roleForm(world.writer.arn), environment })
    expect(report.outcome).toBe('passed')
    expect(report.place.account).toBe('444455556666')
  })

  it('limits a role that is assumed from it to one hour', async () => {
    await startMetadata('role')
    const source = roleForm(world.writer.arn, { durationSeconds: '7200' })
    const failure = endOf(await runTest({ source, environment }))
    expect(failure).toMatchObject({ stage: 'assumeRole', code: 'durationChaining' })
    expect(failure.message).toContain('7200')
    expect(failure.message).toContain('1 hour')
  })

  it('is not asked for while keys are set', async () => {
    const metadata = await startMetadata('role')
    const { keyId, secret, arn } = world.analyst
    const keys = { TONIC_AWS_ACCESS_KEY_ID: keyId, TONIC_AWS_SECRET_ACCESS_KEY: secret }
    const report = await runTest({ source: environmentForm(), environment: { ...environment, ...keys } })
    expect(report.place.arn).toBe(arn)
    expect(metadata.requests).toEqual([])
  })

  it('says that the machine has no role when the service answers without one', async () => {
    await startMetadata('no role')
    const failure = endOf(await runTest({ source: environmentForm(), environment }))
    expect(failure).toMatchObject({
      stage: 'credentials',
      code: 'metadataNoRole',
      detail: { status: 404 },
    })
  })

  it('says that there is no metadata service when nothing answers', async () => {
    await startMetadata('silent')
    const failure = endOf(await runTest({ source: environmentForm(), environment }))
    expect(failure).toMatchObject({ stage: 'credentials', code: 'noMetadataService' })
  })

  it('says that there is no metadata service when nothing listens', async () => {
    environment['AWS_EC2_METADATA_SERVICE_ENDPOINT'] = `http://127.0.0.1:${await freePort()}`
    const failure = endOf(await runTest({ source: environmentForm(), environment }))
    expect(failure).toMatchObject({ stage: 'credentials', code: 'noMetadataService' })
  })

  it('says that there is no metadata service when a web page answers in its place', async () => {
    const port = await startAnswering(200, 'text/html', '<!doctype html><title>Sign in</title>')
    environment['AWS_EC2_METADATA_SERVICE_ENDPOINT'] = `http://127.0.0.1:${port}`
    const failure = endOf(await runTest({ source: environmentForm(), environment }))
    expect(failure).toMatchObject({ stage: 'credentials', code: 'noMetadataService' })
  })

  it('is not asked for when AWS_EC2_METADATA_DISABLED says so', async () => {
    const metadata = await startMetadata('role')
    environment['AWS_EC2_METADATA_DISABLED'] = 'true'
    const failure = endOf(await runTest({ source: environmentForm(), environment }))
    expect(failure).toMatchObject({ stage: 'credentials', code: 'noEnvironmentCredentials' })
    expect(metadata.requests).toEqual([])
  })

  it('keeps nobody waiting who cancels', async () => {
    await startMetadata('silent')
    const controller = new AbortController()
    const report = await runTest({
      source: environmentForm(),
      environment,
      signal: controller.signal,
      onStages: ([, credentials]) => {
        if (credentials?.status === 'running') setImmediate(() => controller.abort())
      },
    })
    expect(stageOf(report, 'credentials').status).toBe('cancelled')
    expect(report.ms).toBeLessThan(900)
  })
})

describe('the IAM role of this container', () => {
  const credentialsOf = (session: { keyId: string; secret: string; token: string; expiresAt: number }) =>
    JSON.stringify({
      AccessKeyId: session.keyId,
      SecretAccessKey: session.secret,
      Token: session.token,
      Expiration: new Date(session.expiresAt).toISOString(),
    })

  it('comes before the role of the machine', async () => {
    const metadata = await startMetadata('role')
    const session = world.accounts.openSession(world.reader, 'task', Date.now() + 3_600_000)
    const port = await startAnswering(200, 'application/json', credentialsOf(session))
    useContainer(`http://127.0.0.1:${port}/role`)
    const report = await runTest({ source: environmentForm(), environment })
    expect(stageOf(report, 'credentials').text).toBe('IAM role of this container')
    expect(report.place.arn).toBe(session.arn)
    expect(metadata.requests).toEqual([])
  })

  it.each([
    ['an error', 403, '{}'],
    ['no credentials', 200, '{}'],
    ['no JSON', 200, 'nothing here'],
    ['null', 200, 'null'],
  ])('is missing when its service answers with %s', async (_what, status, body) => {
    const port = await startAnswering(status, 'application/json', body)
    useContainer(`http://127.0.0.1:${port}/role`)
    expect(endOf(await runTest({ source: environmentForm(), environment }))).toMatchObject({
      code: 'containerCredentialsFailed',
      detail: { status },
    })
  })

  it('is missing when nothing listens', async () => {
    useContainer(`http://127.0.0.1:${await freePort()}/role`)
    expect(endOf(await runTest({ source: environmentForm(), environment })).code).toBe(
      'containerCredentialsFailed',
    )
  })

  it('is not taken from a stranger', async () => {
    useContainer('http://credentials.example/role')
    const failure = endOf(await runTest({ source: environmentForm(), environment }))
    expect(failure).toMatchObject({ code: 'containerAddress' })
    expect(failure.message).toContain('AWS_CONTAINER_CREDENTIALS_FULL_URI')
  })
})
