import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startAwsDouble } from '../../e2e/doubles/awsDouble'
import { startMetadataDouble } from '../../e2e/doubles/metadataDouble'
import type { MetadataMode } from '../../e2e/doubles/metadataDouble'
import { makeWorld } from '../../e2e/doubles/world'
import type { World } from '../../e2e/doubles/world'
import { endOf, endpointsAt, environmentForm, roleForm, runTest, stageOf } from './testing/runTest'
import { freePort, startAnswering, startHttp, stopAfterwards } from './testing/servers'

let world: World
let environment: Record<string, string>

beforeEach(async () => {
  world = makeWorld()
  const double = await startAwsDouble({ accounts: world.accounts })
  stopAfterwards(() => double.stop())
  environment = endpointsAt(double.url)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

/** Starts a metadata service and leads the SDK's provider to it, which reads the environment of the process. */
async function startMetadata(mode: MetadataMode) {
  const metadata = await startMetadataDouble({ accounts: world.accounts, role: world.reader, mode })
  stopAfterwards(() => metadata.stop())
  vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', metadata.url)
  return metadata
}

/** Sets the variables of container credentials, for the application and for the SDK's provider. */
function useContainer(uri: string): void {
  vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', uri)
  environment['AWS_CONTAINER_CREDENTIALS_FULL_URI'] = uri
}

describe('the IAM role of this machine', () => {
  it('is used when no keys are set', async () => {
    const metadata = await startMetadata('role')
    const report = await runTest({ source: environmentForm(), environment })
    expect(report.outcome).toBe('passed')
    expect(stageOf(report, 'credentials').text).toBe('IAM role of this machine')
    expect(report.place.arn).toBe(metadata.session.arn)
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
    expect(failure).toMatchObject({ stage: 'assumeRole', code: 'durationAboveMaximum' })
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
      code: 'noEnvironmentCredentials',
      detail: { status: 404 },
    })
  })

  it('says that there is no metadata service when nothing answers', async () => {
    await startMetadata('silent')
    const failure = endOf(await runTest({ source: environmentForm(), environment }))
    expect(failure).toMatchObject({ stage: 'credentials', code: 'noMetadataService' })
  })

  it('says that there is no metadata service when nothing listens', async () => {
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', `http://127.0.0.1:${await freePort()}`)
    const failure = endOf(await runTest({ source: environmentForm(), environment }))
    expect(failure).toMatchObject({ stage: 'credentials', code: 'noMetadataService' })
  })

  it('says that there is no metadata service when a web page answers in its place', async () => {
    const port = await startAnswering(200, 'text/html', '<!doctype html><title>Sign in</title>')
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', `http://127.0.0.1:${port}`)
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
    ['an error', 403, '{}', 'noEnvironmentCredentials'],
    ['no credentials', 200, '{}', 'noEnvironmentCredentials'],
    ['no JSON', 200, 'nothing here', 'noEnvironmentCredentials'],
  ])('is missing when its service answers with %s', async (_what, status, body, code) => {
    const port = await startAnswering(status, 'application/json', body)
    useContainer(`http://127.0.0.1:${port}/role`)
    expect(endOf(await runTest({ source: environmentForm(), environment }))).toMatchObject({ code })
  })

  it('is missing when nothing listens', async () => {
    useContainer(`http://127.0.0.1:${await freePort()}/role`)
    expect(endOf(await runTest({ source: environmentForm(), environment })).code).toBe('noMetadataService')
  })

  it('is not taken from a stranger', async () => {
    useContainer('http://credentials.example/role')
    const failure = endOf(await runTest({ source: environmentForm(), environment }))
    expect(failure).toMatchObject({ code: 'noEnvironmentCredentials' })
    expect(failure.message).toContain('AWS_CONTAINER_CREDENTIALS_FULL_URI')
  })

  it('is given up on when its service trickles and never ends', async () => {
    const port = await startHttp((_request, response) => {
      const drip = setInterval(() => response.write(' '), 200)
      response.on('close', () => clearInterval(drip))
    })
    useContainer(`http://127.0.0.1:${port}/role`)
    expect(endOf(await runTest({ source: environmentForm(), environment })).code).toBe('credentialsTimeout')
  })
})
