import { beforeEach, describe, expect, it } from 'vitest'
import { startAwsDouble } from '../../test-support/aws/awsDouble'
import type { AwsDouble } from '../../test-support/aws/awsDouble'
import { makeWorld } from '../../test-support/aws/world'
import type { World } from '../../test-support/aws/world'
import { endOf, endpointsAt, environmentForm, keyForm, runTest, stageOf, typed } from './testing/testHarness'
import { freePort, startAnswering, stopAfterwards } from './testing/servers'

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

describe('the region and the endpoints', () => {
  it('asks both services where AWS_ENDPOINT_URL says, unless one has its own variable', async () => {
    const { keyId, secret } = world.analyst
    const run = (variables: Record<string, string>) =>
      runTest({ source: keyForm(keyId), secretKey: typed(secret), environment: variables })
    expect((await run({ AWS_ENDPOINT_URL: double.url })).outcome).toBe('passed')
    expect(double.requests.map(({ action }) => action)).toEqual(['GetCallerIdentity', 'ListTables'])
    const own = { ...endpointsAt(double.url), AWS_ENDPOINT_URL: `http://127.0.0.1:${await freePort()}` }
    expect((await run(own)).outcome).toBe('passed')
    expect(endOf(await run({ AWS_ENDPOINT_URL: 'ftp://somewhere' })).message).toBe(
      'AWS_ENDPOINT_URL is not an http or https URL.',
    )
  })

  it('says that a region is unknown when AWS has no such host', async () => {
    const { keyId, secret } = world.analyst
    const lookup = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }))
    const source = keyForm(keyId, 'eu-nowhere-9')
    const failure = endOf(await runTest({ source, secretKey: typed(secret), lookup }))
    expect(failure).toMatchObject({
      stage: 'network',
      code: 'regionUnknown',
      detail: { host: 'sts.eu-nowhere-9.amazonaws.com:443' },
    })
  })

  it.each([
    ['eu-west-1', 'sts.eu-west-1.amazonaws.com:443'],
    ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn:443'],
  ])('uses the hosts of %s where no variable names others', async (region, host) => {
    const asked: string[] = []
    const lookup = (name: string) => {
      asked.push(name)
      return Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }))
    }
    const { keyId, secret } = world.analyst
    const failure = endOf(await runTest({ source: keyForm(keyId, region), secretKey: typed(secret), lookup }))
    expect(failure).toMatchObject({ code: 'hostUnknown', detail: { host } })
    expect(asked).toContain(host.replace('sts.', 'dynamodb.').replace(':443', ''))
  })

  it('uses the region of TONIC_AWS_REGION if none was chosen', async () => {
    const report = await runTest({
      source: environmentForm(''),
      environment: { ...keysOf(world.analyst), TONIC_AWS_REGION: 'eu-west-1' },
    })
    expect(stageOf(report, 'settings').text).toBe('Region eu-west-1, from TONIC_AWS_REGION')
    expect(report.outcome).toBe('passed')
    expect(double.requests.map(({ region }) => region)).toEqual(['eu-west-1', 'eu-west-1'])
  })

  it('refuses an endpoint variable that is not a URL', async () => {
    const { keyId, secret } = world.analyst
    environment['AWS_ENDPOINT_URL_STS'] = '127.0.0.1:4566'
    const failure = endOf(await runTest({ source: keyForm(keyId), secretKey: typed(secret), environment }))
    expect(failure).toMatchObject({ stage: 'settings', code: 'settingsIncomplete' })
    expect(failure.message).toContain('AWS_ENDPOINT_URL_STS')
  })

  it('checks both hosts before anything is asked, and names the one that fails', async () => {
    const { keyId, secret } = world.analyst
    const port = await freePort()
    environment['AWS_ENDPOINT_URL_DYNAMODB'] = `http://127.0.0.1:${port}`
    const failure = endOf(await runTest({ source: keyForm(keyId), secretKey: typed(secret), environment }))
    expect(failure).toMatchObject({
      stage: 'network',
      code: 'nothingListens',
      detail: { host: `127.0.0.1:${port}` },
    })
    expect(double.requests).toEqual([])
  })

  it.each([
    ['a web page', 200, '<!doctype html><title>Sign in</title>', 'webPage'],
    ['a web page that is not found', 404, '<!doctype html><title>Sign in</title>', 'webPage'],
    ['an empty answer', 200, '', 'emptyAnswer'],
    ['JSON', 200, '{"Account":"111122223333"}', 'otherJson'],
    ['XML', 200, '<?xml version="1.0"?><a>b</a>', 'notSts'],
  ])('recognises that %s is not STS', async (_what, status, body, code) => {
    const { keyId, secret } = world.analyst
    const port = await startAnswering(status, 'text/html', body)
    environment['AWS_ENDPOINT_URL_STS'] = `http://127.0.0.1:${port}`
    const failure = endOf(await runTest({ source: keyForm(keyId), secretKey: typed(secret), environment }))
    expect(failure).toMatchObject({ stage: 'identity', code })
    expect(failure.message).toContain('STS')
  })
})
