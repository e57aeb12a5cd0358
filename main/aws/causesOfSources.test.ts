import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { ok } from '../../domain/result'
import { startAwsDouble } from '../../test-support/aws/awsDouble'
import { makeAuthority, makeCertificate } from '../../test-support/servers/certificates'
import { startMetadataDouble } from '../../test-support/servers/metadataDouble'
import { makeWorld } from '../../test-support/aws/world'
import type { World } from '../../test-support/aws/world'
import {
  endOf,
  endpointsAt,
  environmentForm,
  keyForm,
  roleForm,
  runTest,
  saved,
  stageOf,
  typed,
} from './testing/testHarness'
import { freePort, startAnswering, startHttp, startHttps, startTcp, stopAfterwards } from './testing/servers'

let world: World
let environment: Record<string, string>

beforeEach(async () => {
  world = makeWorld()
  const double = await startAwsDouble({ accounts: world.accounts })
  stopAfterwards(() => double.stop())
  environment = endpointsAt(double.url)
})

const useKeys = 'Set TONIC_AWS_ACCESS_KEY_ID and TONIC_AWS_SECRET_ACCESS_KEY, or choose User Credentials.'
const incomplete = 'Set both variables, or neither, and restart the application.'
const none =
  'No credentials are set in the environment, and this machine has no metadata service that provides those of an IAM role.'
const unhelpful = 'The metadata service of this machine answers but returns no credentials.'
const checkRole = `Check the role of the machine and its metadata options. Or: ${useKeys}`
const container =
  'The variables for container credentials are set, but the service that they name returns no credentials.'
const checkTask = `Check the role of the task or pod, or unset the variables. Or: ${useKeys}`
const stranger =
  'AWS_CONTAINER_CREDENTIALS_FULL_URI names an address that credentials are not requested from.'
const asked = `Correct the variable: over http, credentials are requested only from ECS, EKS or this machine. Or: ${useKeys}`

const at = async (name: string, start: () => Promise<number>) => ({
  [name]: `http://127.0.0.1:${await start()}/`,
})
const METADATA = 'AWS_EC2_METADATA_SERVICE_ENDPOINT'
const CONTAINER = 'AWS_CONTAINER_CREDENTIALS_FULL_URI'
const answering = (status: number, body: string) => () => startAnswering(status, 'text/plain', body)
/** Gives a token and a role, and then this document. */
const documenting = (status: number, body: string) => () =>
  startHttp(({ url = '' }, response) => {
    const isDocument = url.endsWith('/Reader')
    response.writeHead(isDocument ? status : 200)
    response.end(isDocument ? body : url.endsWith('token') ? 'token' : 'Reader')
  })

it.each<[string, () => Promise<object>, string, string, string]>([
  [
    'an access key alone',
    async () => ({ TONIC_AWS_ACCESS_KEY_ID: world.analyst.keyId }),
    'environmentIncomplete',
    'TONIC_AWS_ACCESS_KEY_ID is set, but TONIC_AWS_SECRET_ACCESS_KEY is not. Both are required.',
    incomplete,
  ],
  [
    'a secret alone',
    async () => ({ TONIC_AWS_SECRET_ACCESS_KEY: world.analyst.secret }),
    'environmentIncomplete',
    'TONIC_AWS_SECRET_ACCESS_KEY is set, but TONIC_AWS_ACCESS_KEY_ID is not. Both are required.',
    incomplete,
  ],
  [
    'something that is no access key',
    async () => ({ TONIC_AWS_ACCESS_KEY_ID: 'a key', TONIC_AWS_SECRET_ACCESS_KEY: 's' }),
    'environmentKeyMalformed',
    'TONIC_AWS_ACCESS_KEY_ID is not an access key: an access key has at least 16 letters and digits.',
    'Set TONIC_AWS_ACCESS_KEY_ID to just the access key, without spaces or other characters, then restart the application.',
  ],
  [
    'metadata that is switched off',
    async () => ({ AWS_EC2_METADATA_DISABLED: 'true' }),
    'noEnvironmentCredentials',
    'No credentials are set in the environment, and AWS_EC2_METADATA_DISABLED turns off requests for those of the IAM role of this machine.',
    useKeys,
  ],
  ['metadata, refused', () => at(METADATA, freePort), 'noMetadataService', none, useKeys],
  [
    'metadata, silent',
    () => at(METADATA, () => startTcp((s) => s.resume())),
    'noMetadataService',
    none,
    useKeys,
  ],
  [
    'metadata, a web page',
    () => at(METADATA, answering(200, '<html> <p>')),
    'noMetadataService',
    none,
    useKeys,
  ],
  [
    'metadata, endless',
    () => at(METADATA, answering(200, 'x'.repeat(100_000))),
    'noMetadataService',
    none,
    useKeys,
  ],
  ['metadata, forbidden', () => at(METADATA, answering(403, 'no')), 'metadataFailed', unhelpful, checkRole],
  [
    'metadata, no role',
    async () => {
      const metadata = await startMetadataDouble({ ...world, role: world.reader, mode: 'no role' })
      stopAfterwards(() => metadata.stop())
      return { [METADATA]: metadata.url }
    },
    'metadataNoRole',
    'The metadata service answers, but no IAM role is attached to this machine.',
    `Attach a role to the machine. Or: ${useKeys}`,
  ],
  [
    'metadata, a role that is not trusted',
    () => at(METADATA, documenting(200, '{"Code":"AssumeRoleUnauthorizedAccess"}')),
    'metadataFailed',
    unhelpful,
    checkRole,
  ],
  [
    'metadata, no JSON',
    () => at(METADATA, documenting(200, '<html>')),
    'metadataFailed',
    unhelpful,
    checkRole,
  ],
  ['metadata, a fault', () => at(METADATA, documenting(500, '')), 'metadataFailed', unhelpful, checkRole],
  ['a container, refused', () => at(CONTAINER, freePort), 'containerCredentialsFailed', container, checkTask],
  [
    'a container, denied',
    () => at(CONTAINER, answering(403, '{"Message":"no"}')),
    'containerCredentialsFailed',
    container,
    checkTask,
  ],
  [
    'a container, {}',
    () => at(CONTAINER, answering(200, '{}')),
    'containerCredentialsFailed',
    container,
    checkTask,
  ],
  [
    'a stranger',
    async () => ({ [CONTAINER]: 'http://credentials.example/' }),
    'containerAddress',
    stranger,
    asked,
  ],
  [
    'a stranger on a port',
    async () => ({ [CONTAINER]: 'http://127.0.0.1.example:80/' }),
    'containerAddress',
    stranger,
    asked,
  ],
  [
    'an answer that does not end',
    () =>
      at(METADATA, () =>
        startHttp((_request, response) => {
          const drip = setInterval(() => response.write('x'), 300)
          response.on('close', () => clearInterval(drip))
        }),
      ),
    'credentialsTimeout',
    'The metadata service of this machine did not finish its answer within 1 s.',
    'Test again. If the service stays slow, choose User Credentials.',
  ],
])('the environment: %s', async (_what, arrange, code, message, remedy) => {
  Object.assign(environment, await arrange())
  const deadlineMs = code === 'credentialsTimeout' ? 1_500 : 10_000
  const report = await runTest({ source: environmentForm(), environment, deadlineMs })
  expect(endOf(report)).toMatchObject({ stage: 'credentials', code, message, remedy })
})

describe('secrets', () => {
  const source = () => keyForm(world.analyst.keyId)

  it('of spaces alone', async () => {
    const states = { secretKey: saved(world.analyst.keyId) }
    const report = await runTest({
      source: source(),
      states,
      keychain: { secretKey: ok(' \n') },
      environment,
    })
    expect(endOf(report)).toMatchObject({
      stage: 'credentials',
      code: 'secretMissing',
      message: 'AWS Secret Key: the value is not one that AWS gives out.',
      remedy: 'Paste it again, whole.',
    })
  })

  it('a token that cannot be sent', async () => {
    const secretKey = typed(world.analyst.secret)
    const report = await runTest({ source: source(), secretKey, sessionToken: typed('tökén'), environment })
    expect(endOf(report)).toMatchObject({
      code: 'tokenMalformed',
      message: 'AWS Session Token: the value is not one that AWS gives out.',
      remedy: 'Paste it again, whole.',
    })
  })

  it('that the keychain does not give', async () => {
    const states = { secretKey: saved(world.analyst.keyId) }
    expect(endOf(await runTest({ source: source(), states, environment }))).toMatchObject({
      code: 'keychainUnreadable',
      message:
        'The secret key was saved, but the keychain does not return it: the keychain is locked, or the entry is lost.',
      remedy: 'Unlock the keychain and test again. If the entry is lost, enter the secret key again.',
    })
  })
})

it('a role of another partition than the region', async () => {
  const report = await runTest({ source: roleForm(world.writer.arn, { region: 'cn-north-1' }), environment })
  expect(endOf(report)).toMatchObject({
    stage: 'settings',
    code: 'rolePartition',
    message: 'The role is in partition aws, but region cn-north-1 is in partition aws-cn.',
    remedy: 'Choose a region of the partition that the role is in.',
  })
})

it('a container is asked over https, at any host whose certificate is good', async () => {
  const authority = makeAuthority()
  const document = JSON.stringify({
    AccessKeyId: 'ASIARTX3GSDSQEXAMPLE',
    SecretAccessKey: 'NotASecret+1/'.repeat(4).slice(0, 40),
    Token: 'NotAToken/3+'.repeat(30),
  })
  const run = async (issuer: ReturnType<typeof makeAuthority> | undefined) => {
    const port = await startHttps(makeCertificate(issuer ? { issuer } : {}), document)
    const environment = { [CONTAINER]: `https://127.0.0.1:${port}/role` }
    const certificates = [authority.cert]
    return runTest({ source: environmentForm(), environment, certificates })
  }
  expect(stageOf(await run(authority), 'credentials')).toMatchObject({
    status: 'passed',
    text: 'IAM role of this container',
  })
  expect(endOf(await run(undefined))).toMatchObject({ code: 'containerCredentialsFailed' })
})

it('a container is asked with the token of its variables', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-'))
  writeFileSync(join(folder, 'token'), 'Bearer abc\n')
  const seen: unknown[] = []
  const port = await startHttp((request, response) => {
    seen.push(request.headers.authorization)
    response.end('{}')
  })
  const variables = {
    [CONTAINER]: `http://localhost:${port}/role`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(folder, 'token'),
  }
  await runTest({ source: environmentForm(), environment: { ...environment, ...variables } })
  rmSync(folder, { recursive: true })
  expect(seen).toEqual(['Bearer abc'])
})
