import { ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { fromInstanceMetadata } from '@smithy/credential-provider-imds'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startAwsDouble } from '../aws/awsDouble'
import { startMetadataDouble, type MetadataDouble } from './metadataDouble'
import { dynamoClient } from '../aws/sdkClients'
import { makeWorld, type World } from '../aws/world'

let world: World
let metadata: MetadataDouble

beforeEach(async () => {
  world = makeWorld()
  metadata = await startMetadataDouble({ accounts: world.accounts, role: world.reader })
  vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', metadata.url)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await metadata.stop()
})

function hostCredentials(timeout = 5000) {
  return fromInstanceMetadata({ timeout, maxRetries: 0, ec2MetadataV1Disabled: true })()
}

it('returns credentials of the attached role that DynamoDB accepts', async () => {
  const double = await startAwsDouble({ accounts: world.accounts })
  const { accessKeyId, secretAccessKey, sessionToken = '', expiration } = await hostCredentials()
  expect(accessKeyId).toBe(metadata.session.keyId)
  expect(expiration?.getTime()).toBe(metadata.session.expiresAt)
  const key = { keyId: accessKeyId, secret: secretAccessKey, token: sessionToken }
  const { TableNames } = await dynamoClient(double, key).send(new ListTablesCommand({}))
  await double.stop()
  expect(TableNames).toHaveLength(3)
  expect(double.requests[0]?.caller).toMatch(/:assumed-role\/StructuralReader\/i-0[0-9a-f]{16}$/)
  expect(metadata.requests).toEqual([
    'PUT /latest/api/token',
    'GET /latest/meta-data/iam/security-credentials/',
    'GET /latest/meta-data/iam/security-credentials/StructuralReader',
  ])
})

it('answers 404 when no role is attached', async () => {
  metadata.mode = 'no role'
  await expect(hostCredentials()).rejects.toMatchObject({ name: 'ProviderError', statusCode: 404 })
})

it('stays silent when told to', async () => {
  metadata.mode = 'silent'
  const began = performance.now()
  await expect(hostCredentials(300)).rejects.toThrow()
  expect(performance.now() - began).toBeGreaterThan(290)
  expect(metadata.requests).toEqual(['PUT /latest/api/token'])
})

it('refuses a caller without its token', async () => {
  const url = `${metadata.url}/latest/meta-data/iam/security-credentials/`
  expect((await fetch(url)).status).toBe(401)
  expect((await fetch(url, { headers: { 'x-aws-ec2-metadata-token': 'mine' } })).status).toBe(401)
  expect((await fetch(`${metadata.url}/latest/api/token`, { method: 'PUT' })).status).toBe(400)
})
