import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startAwsDouble } from '../../test-support/aws/awsDouble'
import type { AwsDouble } from '../../test-support/aws/awsDouble'
import { startMetadataDouble } from '../../test-support/servers/metadataDouble'
import { makeWorld } from '../../test-support/aws/world'
import {
  endOf,
  endpointsAt,
  environmentForm,
  keyForm,
  localForm,
  roleForm,
  runTest,
  typed,
} from './testing/testHarness'
import { freePort, startDynamodb, stopAfterwards } from './testing/servers'

// Whatever the SDK might find on a developer's machine is here, and wrong. This file runs in a process of its own, in
// which the SDK is loaded only after every way to read a file was wrapped.
const home = mkdtempSync(join(tmpdir(), 'home-'))
const opened: string[] = []
const readers = [
  'readFile',
  'readFileSync',
  'open',
  'openSync',
  'createReadStream',
  'access',
  'stat',
] as const

beforeAll(() => {
  mkdirSync(join(home, '.aws'))
  const poison =
    'aws_access_key_id = AKIAPOISONPOISONPOIS\naws_secret_access_key = poison\nregion = us-gov-east-1\n'
  const redirect = 'endpoint_url = http://127.0.0.1:1\nec2_metadata_service_endpoint = http://127.0.0.1:1\n'
  writeFileSync(join(home, '.aws', 'config'), `[default]\n${poison}${redirect}`)
  writeFileSync(join(home, '.aws', 'credentials'), `[default]\n${poison}`)
  for (const [name, value] of Object.entries(poisonedEnvironment())) vi.stubEnv(name, value)
  for (const module of [fs, fs.promises] as unknown as Record<string, unknown>[]) {
    for (const name of readers) {
      const original = module[name]
      if (typeof original !== 'function') continue
      module[name] = (...args: unknown[]) => {
        opened.push(String(args[0]))
        return Reflect.apply(original, module, args) as unknown
      }
    }
  }
  syncBuiltinESMExports()
})

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})

function poisonedEnvironment(): Record<string, string> {
  return {
    HOME: home,
    USERPROFILE: home,
    AWS_PROFILE: 'default',
    AWS_ACCESS_KEY_ID: 'AKIAPOISONPOISONPOIS',
    AWS_SECRET_ACCESS_KEY: 'poison',
    AWS_SESSION_TOKEN: 'poison',
    AWS_REGION: 'us-gov-east-1',
    AWS_DEFAULT_REGION: 'us-gov-east-1',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
    AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
    AWS_MAX_ATTEMPTS: '1',
  }
}

// The SDK's files are led to nowhere; a client that is spelled out in full does not even look there.
const configRead = () => opened.filter((path) => path.startsWith(home) || path === devNull)
const underHome = () => opened.filter((path) => path.startsWith(home))

describe('nothing of the user’s AWS configuration is used', () => {
  const world = makeWorld()
  let double: AwsDouble
  let environment: Record<string, string>

  beforeEach(async () => {
    opened.length = 0
    double = await startAwsDouble({ accounts: world.accounts })
    stopAfterwards(() => double.stop())
    environment = { ...process.env, ...endpointsAt(double.url) } as Record<string, string>
  })

  const keyIds = () => [...new Set(double.requests.map(({ keyId }) => keyId))]
  const regions = () => [...new Set(double.requests.map(({ regionInScope }) => regionInScope))]

  it('by a local connection', async () => {
    const report = await runTest({ source: localForm(await startDynamodb(['Customers'])), environment })
    expect(report.outcome).toBe('passed')
    expect(configRead()).toEqual([])
    expect(double.requests).toEqual([])
  })

  it('by User Credentials', async () => {
    const { keyId, secret } = world.analyst
    const report = await runTest({ source: keyForm(keyId), secretKey: typed(secret), environment })
    expect(report.outcome).toBe('passed')
    expect(configRead()).toEqual([])
    expect(keyIds()).toEqual([keyId])
    expect(regions()).toEqual(['eu-west-1'])
  })

  it('by Assume Role', async () => {
    const { keyId, secret } = world.operator
    const keys = { TONIC_AWS_ACCESS_KEY_ID: keyId, TONIC_AWS_SECRET_ACCESS_KEY: secret }
    const report = await runTest({
      source: roleForm(world.writer.arn),
      environment: { ...environment, ...keys },
    })
    expect(report.outcome).toBe('passed')
    expect(configRead()).toEqual([])
    expect(keyIds()).toEqual([keyId, expect.stringMatching(/^ASIA/)])
    expect(regions()).toEqual(['eu-west-1'])
  })

  it('by Environment, down to the metadata service of the machine', async () => {
    const metadata = await startMetadataDouble({ accounts: world.accounts, role: world.reader })
    stopAfterwards(() => metadata.stop())
    environment['AWS_EC2_METADATA_SERVICE_ENDPOINT'] = metadata.url
    const report = await runTest({ source: environmentForm(), environment })
    expect(report.outcome).toBe('passed')
    expect(underHome()).toEqual([])
    expect(keyIds()).toEqual([metadata.session.keyId])
  })

  it('by a metadata service that is not there', async () => {
    environment['AWS_EC2_METADATA_SERVICE_ENDPOINT'] = `http://127.0.0.1:${await freePort()}`
    const report = await runTest({ source: environmentForm(), environment })
    expect(endOf(report).code).toBe('noMetadataService')
    expect(underHome()).toEqual([])
  })

  it('and the trace would have seen it', async () => {
    const { readFile } = await import('node:fs/promises')
    await readFile(join(home, '.aws', 'config'))
    expect(underHome()).toEqual([join(home, '.aws', 'config')])
  })
})
