import { groupedAccount } from '../../domain/connection/accountNumber'
import { expect, test } from '../application'
import { baseCredentials } from '../keys'
import { headerOf } from '../../test-support/aws/signature/canonicalRequest'
import { startLoopbackServer } from '../../test-support/servers/loopbackServer'
import { STAGING_ACCOUNT } from '../../test-support/aws/world'
import { showEvidence } from '../testResult'
import { chooseRegion, fillKeys, fillLocal, fillRole, newWorkspace } from '../window'

// Every way of finding credentials, through the window, against parts that check what arrives.

test.describe('with base credentials in the environment', () => {
  test.use({
    env: async ({ world }, use) =>
      use({
        ...baseCredentials(world.operator),
        // Bait: none of these may ever be used.
        AWS_ACCESS_KEY_ID: world.analyst.keyId,
        AWS_SECRET_ACCESS_KEY: world.analyst.secret,
        AWS_REGION: 'us-east-2',
      }),
  })

  test('Environment uses TONIC_* alone, and says so before and after', async ({ page, aws, world }) => {
    const { source } = await newWorkspace(page, 'Environment')
    await source.way('Environment').click()
    const tail = world.operator.keyId.slice(-4)
    await expect(source.region).toContainText(`TONIC_AWS_ACCESS_KEY_ID is set and ends in ${tail}.`)
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    await expect(source.result).toContainText(groupedAccount(STAGING_ACCOUNT))
    await expect(source.result).toContainText('1 table')
    expect(new Set(aws.requests.map(({ keyId }) => keyId))).toEqual(new Set([world.operator.keyId]))
    expect(new Set(aws.requests.map(({ region }) => region))).toEqual(new Set(['eu-west-1']))
  })

  test('Assume Role goes on with the role’s session, under the given or a generated name', async ({
    page,
    aws,
    world,
  }) => {
    const { source } = await newWorkspace(page, 'Role')
    await fillRole(source, world.reader.arn, 'eu-west-1')
    await source.sessionName.fill('analyst@example')
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    await expect(source.result).toContainText('1111 2222 3333')
    await expect(source.result).toContainText('3 tables')
    await showEvidence(source)
    await expect(source.result).toContainText('analyst@example')
    const [assume, identity, list] = aws.requests
    expect(assume).toMatchObject({ action: 'AssumeRole', keyId: world.operator.keyId })
    for (const request of [identity, list]) expect(request?.keyId).toMatch(/^ASIA/)

    await source.sessionName.fill('')
    await source.test.click()
    await expect(source.result).toContainText(/TonicStructural\S{4,}/)
  })

  test('a local instance is sent fixed credentials and nothing that was found or typed', async ({
    page,
    world,
  }) => {
    const seen = new Set<string | undefined>()
    const server = await startLoopbackServer(({ headers }, response) => {
      const scope = headerOf(headers, 'authorization') ?? ''
      seen.add(/Credential=(\w+)\//.exec(scope)?.[1]).add(headerOf(headers, 'x-amz-security-token') ?? '')
      response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"TableNames":[]}')
    })
    const { source } = await newWorkspace(page, 'Local')
    await fillKeys(
      source,
      { accessKeyId: world.analyst.keyId, secretAccessKey: world.analyst.secret, sessionToken: 'left over' },
      'eu-west-1',
    )
    await fillLocal(source, '127.0.0.1', server.port)
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    expect([...seen]).toEqual(['local', ''])
    await server.stop()
  })

  test('fields of a way that is not chosen never take part', async ({ page, aws, world, ports }) => {
    const { source } = await newWorkspace(page, 'Switching')
    await fillRole(source, world.reader.arn, 'eu-west-1')
    await fillKeys(
      source,
      { accessKeyId: world.analyst.keyId, secretAccessKey: world.analyst.secret, sessionToken: 'left over' },
      'eu-west-1',
    )
    await fillLocal(source, 'localhost', ports[0])

    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    expect(aws.requests).toEqual([])

    await source.local.click()
    await source.way('Environment').click()
    await source.test.click()
    await expect(source.result).toContainText(groupedAccount(STAGING_ACCOUNT))
    expect(aws.requests.map(({ keyId }) => keyId)).toEqual([world.operator.keyId, world.operator.keyId])

    aws.requests.length = 0
    await source.way('Assume Role').click()
    await source.test.click()
    await expect(source.result).toContainText('StructuralReader')
    await expect(source.result).toHaveText(/^\s*Passed/)
    expect(aws.requests[0]?.keyId).toBe(world.operator.keyId)
    expect(aws.requests.map(({ keyId }) => keyId)).not.toContain(world.analyst.keyId)
  })
})

test('User Credentials: keys, and temporary keys with their token', async ({ page, aws, world }) => {
  const { source } = await newWorkspace(page, 'Keys')
  await fillKeys(
    source,
    { accessKeyId: world.analyst.keyId, secretAccessKey: world.analyst.secret },
    'eu-west-1',
  )
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
  await showEvidence(source)
  await expect(source.result).toContainText('user/analyst')

  const session = world.accounts.openSession(world.reader, 'today', Date.now() + 3_600_000)
  await fillKeys(
    source,
    { accessKeyId: session.keyId, secretAccessKey: session.secret, sessionToken: session.token },
    'eu-west-1',
  )
  aws.requests.length = 0
  await source.test.click()
  await expect(source.result).toContainText('StructuralReader/today')
  await expect(source.result).toHaveText(/^\s*Passed/)
  expect(new Set(aws.requests.map(({ keyId }) => keyId))).toEqual(new Set([session.keyId]))
})

test('the region decides where requests go', async ({ page, aws, world }) => {
  const { source } = await newWorkspace(page, 'Region')
  await fillKeys(
    source,
    { accessKeyId: world.analyst.keyId, secretAccessKey: world.analyst.secret },
    'ap-south-1',
  )
  await source.test.click()
  await expect(source.result).toContainText('No tables')
  expect(new Set(aws.requests.map(({ region }) => region))).toEqual(new Set(['ap-south-1']))
  await chooseRegion(source, 'eu-west-1')
  await expect(source.result).toContainText('with earlier settings')
})

test('a local instance is reached with fixed credentials, and no AWS chain is consulted', async ({
  page,
  aws,
  ports,
}) => {
  const { destination } = await newWorkspace(page, 'Local')
  await fillLocal(destination, '127.0.0.1', ports[1])
  await destination.test.click()
  await expect(destination.result).toHaveText(/^\s*Passed/)
  await expect(destination.result).toContainText(`127.0.0.1:${ports[1]}`)
  await expect(destination.stages).toHaveText([/Settings/, /Credentials/, /Network/, /DynamoDB/, /Pair rule/])
  expect(aws.requests).toEqual([])
})
