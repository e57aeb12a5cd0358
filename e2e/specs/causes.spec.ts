import { lookup } from 'node:dns/promises'
import { groupedAccount } from '../../domain/connection/accountNumber'
import { expect, test } from '../application'
import { startLoopbackServer } from '../../test-support/servers/loopbackServer'
import { startMetadataDouble } from '../../test-support/servers/metadataDouble'
import { freePort } from '../../test-support/servers/tcpServer'
import { ANALYTICS_ACCOUNT, HOME_REGION, STAGING_ACCOUNT } from '../../test-support/aws/world'
import { baseCredentials, keysOf } from '../keys'
import { endedIn, expectFailure, showEvidence } from '../testResult'
import { chooseRegion, fillKeys, fillLocal, fillRole, newWorkspace } from '../window'

// Each cause that a test can fail for is told apart from the others: one sentence, one thing to do, the evidence, the stage it happened in.

/** The evidence of an answer: the error's name, the status, the request id and the host. */
function answered(name: string, status: number, url: string): RegExp {
  return new RegExp(`^${name} · HTTP ${status} · request [\\w-]{20,} · ${new URL(url).host}$`)
}

/** Whether the resolver of this machine answers; where there is none, no name can be told to be unknown. */
async function resolverAnswers(name: string): Promise<boolean> {
  const code = await lookup(name).then(
    () => 'found',
    (error: NodeJS.ErrnoException) => error.code,
  )
  expect(['ENOTFOUND', 'EAI_AGAIN'], `what the resolver says of ${name}`).toContain(code)
  return code === 'ENOTFOUND'
}

test.afterEach(({ aws }) => {
  aws.switches.hang.clear()
  aws.switches.delayMs.clear()
})

test.describe('a local instance', () => {
  test('nothing listens there', async ({ page }) => {
    const { source } = await newWorkspace(page, 'Closed')
    const port = await freePort()
    await fillLocal(source, '127.0.0.1', port)
    await source.test.click()
    await expectFailure(source, 'local', 'Network', {
      sentence: `Nothing listens at 127.0.0.1:${port}.`,
      remedy: 'Start DynamoDB there, or correct Server and Port.',
      evidence: `ECONNREFUSED · 127.0.0.1:${port}`,
    })
  })

  test('its name is not known, or without a resolver cannot be looked up', async ({ page }) => {
    const { source } = await newWorkspace(page, 'Name')
    const known = await resolverAnswers('no-such-host.invalid')
    await fillLocal(source, 'no-such-host.invalid', 8000)
    await source.test.click()
    await expectFailure(
      source,
      'local',
      'Network',
      known
        ? {
            sentence: 'No server named no-such-host.invalid was found (DNS).',
            remedy: 'Check that Server is spelled correctly.',
            evidence: 'ENOTFOUND · no-such-host.invalid:8000',
          }
        : {
            sentence: 'The name no-such-host.invalid could not be looked up: the DNS server does not answer.',
            remedy: 'Check that this machine is connected to the network.',
            evidence: 'EAI_AGAIN · no-such-host.invalid:8000',
          },
    )
  })

  for (const { what, sentenceAt, status, type, body, evidence } of [
    {
      what: 'a web page',
      sentenceAt: (host: string) => `A web page answers at ${host}, where DynamoDB is expected.`,
      status: 200,
      type: 'text/html',
      body: '<h1>It works!</h1>',
      evidence: 'HTTP 200 · ',
    },
    {
      what: 'a page not found',
      sentenceAt: (host: string) => `A web page answers at ${host}, where DynamoDB is expected.`,
      status: 404,
      type: 'text/html',
      body: '<h1>No</h1>',
      evidence: 'HTTP 404 · ',
    },
    {
      what: 'JSON with status 200 that lists no tables',
      sentenceAt: (host: string) => `Another service answers at ${host} in JSON, where DynamoDB is expected.`,
      status: 200,
      type: 'application/json',
      body: '{"status":"ok"}',
      evidence: '',
    },
  ]) {
    test(`what answers is not DynamoDB: ${what}`, async ({ page }) => {
      const server = await startLoopbackServer((_request, response) => {
        response.writeHead(status, { 'content-type': type }).end(body)
      })
      const { source } = await newWorkspace(page, 'Other')
      await fillLocal(source, '127.0.0.1', server.port)
      await source.test.click()
      const host = `127.0.0.1:${server.port}`
      await expectFailure(source, 'local', 'DynamoDB', {
        sentence: sentenceAt(host),
        remedy:
          'Correct Server and Port: what answers there is not DynamoDB. DynamoDB Local listens on port 8000 by default.',
        evidence: new RegExp(`${evidence}.*${host}$`),
      })
      await server.stop()
    })
  }
})

test('the time of a whole test is up while an answer is awaited', async ({ page, aws, world }) => {
  const { source } = await newWorkspace(page, 'Deadline')
  await fillKeys(source, keysOf(world.analyst), HOME_REGION)
  // One slow answer, and then none: each within its own time, but not within that of the whole test.
  aws.switches.delayMs.set('GetCallerIdentity', 8_000)
  aws.switches.hang.add('ListTables')
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Failed/, { timeout: 25_000 })
  const host = new URL(aws.url).host
  await expect(source.stages).toHaveText(endedIn('cloud', 'DynamoDB', 'failed'))
  await expect(source.result).toContainText(
    `The test reached its deadline of 15 s while waiting for ${host} to answer ListTables.`,
  )
  await expect(source.result).toContainText(
    'Check that the service works and the network is not slow, then test again. You can set a longer deadline in Settings.',
  )
  await expect.poll(() => aws.requests.at(-1)).toMatchObject({ action: 'ListTables', abandoned: true })
})

test.describe('keys', () => {
  test('the access key is not known', async ({ page, aws, world }) => {
    const { source } = await newWorkspace(page, 'Leaver')
    await fillKeys(source, keysOf(world.leaver), HOME_REGION)
    await source.test.click()
    await expectFailure(source, 'cloud', 'Identity', {
      sentence: 'AWS does not know this access key.',
      remedy:
        'Check that the access key is typed correctly and that it is active in IAM. Access keys of AWS China and AWS GovCloud work only in the Regions of their own partition.',
      evidence: answered('InvalidClientTokenId', 403, aws.url),
    })
  })

  test('the secret key does not belong to the access key', async ({ page, aws, world }) => {
    const { source } = await newWorkspace(page, 'Mixed')
    await fillKeys(source, keysOf({ ...world.analyst, secret: world.operator.secret }), HOME_REGION)
    await source.test.click()
    await expectFailure(source, 'cloud', 'Identity', {
      sentence: 'The secret key does not belong to this access key.',
      remedy:
        'Enter the whole secret key again. AWS does not show a lost secret key again: create a new access key in IAM.',
      evidence: answered('SignatureDoesNotMatch', 403, aws.url),
    })
  })

  test('a temporary key without its token is asked for it, and nothing is sent', async ({
    page,
    aws,
    world,
  }) => {
    const { source } = await newWorkspace(page, 'Token')
    const { keyId, secret } = world.expired
    await fillKeys(source, keysOf({ keyId, secret }), HOME_REGION)
    await source.test.click()
    await expect(source.region.getByRole('alert')).toHaveText('Fill in AWS Session Token to test.')
    await expect(source.sessionToken).toHaveAccessibleDescription(
      'Enter the session token: a key that begins with ASIA needs one.',
    )
    await expect(source.sessionToken).toBeFocused()
    await expect(source.result).toHaveText(/^\s*Not tested/)
    expect(aws.requests).toEqual([])
  })

  test('the temporary credentials have run out', async ({ page, aws, world }) => {
    const { source } = await newWorkspace(page, 'Expired')
    await fillKeys(source, keysOf(world.expired), HOME_REGION)
    await source.test.click()
    await expectFailure(source, 'cloud', 'Identity', {
      sentence: 'The temporary credentials have expired.',
      remedy:
        'Get new temporary credentials and enter all three values again: access key, secret key and session token.',
      evidence: answered('ExpiredToken', 403, aws.url),
    })
  })

  test('the credentials work, and may not list tables', async ({ page, aws, world }) => {
    const { source } = await newWorkspace(page, 'Newcomer')
    await fillKeys(source, keysOf(world.newcomer), HOME_REGION)
    await source.test.click()
    await expectFailure(source, 'cloud', 'DynamoDB', {
      sentence: 'The credentials work, but they are not allowed to list tables.',
      remedy: `Allow dynamodb:ListTables on Resource * for ${world.newcomer.arn}.`,
      evidence: answered('AccessDeniedException', 400, aws.url),
    })
    await expect(source.result).toContainText(`Caller ${world.newcomer.arn}`)
  })
})

test.describe('a role, asked for by the analyst', () => {
  test.use({ env: async ({ world }, use) => use(baseCredentials(world.analyst)) })

  test('AWS refuses the role', async ({ page, aws, world }) => {
    const { destination } = await newWorkspace(page, 'Refused')
    await fillRole(destination, world.writer.arn, HOME_REGION)
    await destination.test.click()
    await expectFailure(destination, 'role', 'Assume role', {
      sentence: 'AWS refuses the role: it does not exist, or these credentials are not allowed to assume it.',
      remedy: new RegExp(
        `^Check with the administrator of account ${groupedAccount(STAGING_ACCOUNT)}, in this order: .*` +
          `that its trust policy names ${world.analyst.arn}; `,
      ),
      evidence: answered('AccessDenied', 403, aws.url),
    })
    await expect(destination.result).toContainText(`Caller ${world.analyst.arn}`)
    await expect(destination.result).toContainText(`Role ${world.writer.arn}`)
  })

  test('the duration is above the maximum of the role', async ({ page, aws, world }) => {
    const { source } = await newWorkspace(page, 'Long')
    await fillRole(source, world.reader.arn, HOME_REGION, 7200)
    await source.test.click()
    await expectFailure(source, 'role', 'Assume role', {
      sentence: 'The requested duration of 7200 s is longer than this role allows.',
      remedy:
        'Enter a Duration of 3600, the default maximum of a role, or raise Maximum session duration of the role in IAM.',
      evidence: answered('ValidationError', 400, aws.url),
    })
    await source.duration.fill('3600')
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
  })
})

test.describe('where AWS itself is asked', () => {
  test.use({ env: { AWS_ENDPOINT_URL_DYNAMODB: '', AWS_ENDPOINT_URL_STS: '' } })

  test('the region does not exist, or without a resolver cannot be looked up', async ({ page, world }) => {
    const { source } = await newWorkspace(page, 'Region')
    const known = await resolverAnswers('sts.eu-north-9.amazonaws.com')
    await fillKeys(source, keysOf(world.analyst), 'eu-north-9')
    await source.test.click()
    await expectFailure(
      source,
      'cloud',
      'Network',
      known
        ? {
            sentence:
              'AWS probably has no region eu-north-9: no server named sts.eu-north-9.amazonaws.com was found (DNS).',
            remedy: 'Choose a region from the list under AWS Region.',
            evidence: 'ENOTFOUND · sts.eu-north-9.amazonaws.com:443',
          }
        : {
            sentence:
              'The name sts.eu-north-9.amazonaws.com could not be looked up: the DNS server does not answer.',
            remedy:
              'Check that this machine is connected to the network and that the region eu-north-9 is spelled correctly.',
            evidence: 'EAI_AGAIN · sts.eu-north-9.amazonaws.com:443',
          },
    )
  })
})

test.describe('on a machine without a role', () => {
  test.use({
    env: async ({ world }, use) => {
      const { accounts, reader: role } = world
      const metadata = await startMetadataDouble({ accounts, role, mode: 'no role' })
      await use({ AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.url, TONIC_AWS_REGION: HOME_REGION })
      await metadata.stop()
    },
  })

  test('the environment has no credentials', async ({ page, aws }) => {
    const { source } = await newWorkspace(page, 'No role')
    await source.way('Environment').click()
    await source.test.click()
    await expectFailure(source, 'cloud', 'Credentials', {
      sentence: 'The metadata service answers, but no IAM role is attached to this machine.',
      remedy:
        'Attach a role to the machine. Or: Set TONIC_AWS_ACCESS_KEY_ID and TONIC_AWS_SECRET_ACCESS_KEY, or choose User Credentials.',
      evidence: /^\w+ · HTTP 404$/,
    })
    expect(aws.requests).toEqual([])
  })
})

test.describe('on a machine that is not one of AWS', () => {
  test.use({
    env: async ({}, use) =>
      use({
        AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
        TONIC_AWS_REGION: HOME_REGION,
      }),
  })

  test('there is no metadata service', async ({ page, aws }) => {
    const { source } = await newWorkspace(page, 'No service')
    await source.way('Environment').click()
    await source.test.click()
    await expectFailure(source, 'cloud', 'Credentials', {
      sentence:
        'No credentials are set in the environment, and this machine has no metadata service that provides those of an IAM role.',
      remedy: 'Set TONIC_AWS_ACCESS_KEY_ID and TONIC_AWS_SECRET_ACCESS_KEY, or choose User Credentials.',
      evidence: 'ECONNREFUSED',
    })
    expect(aws.requests).toEqual([])
  })
})

test.describe('answers that come late', () => {
  test('a field that is edited during a test makes its result one of earlier settings', async ({
    page,
    aws,
    world,
  }) => {
    const { source } = await newWorkspace(page, 'Edited')
    await fillKeys(source, keysOf(world.analyst), HOME_REGION)
    aws.switches.delayMs.set('ListTables', 2_500)
    await source.test.click()
    await expect.poll(() => aws.requests.at(-1)?.action).toBe('ListTables')
    await expect(source.result).toHaveText(/^\s*Running/)
    await chooseRegion(source, 'eu-central-1')
    await expect(source.result).toHaveText(/^\s*Passed just now, with earlier settings/)
    await showEvidence(source)
    await expect(source.result).toContainText(`Region ${HOME_REGION}`)
    await chooseRegion(source, HOME_REGION)
    await expect(source.region).toContainText('Passed just now')
    await expect(source.result).not.toContainText('with earlier settings')
  })

  test('the answer to a test that was given up overwrites nothing', async ({ page, aws, world }) => {
    const { source } = await newWorkspace(page, 'Late')
    await fillKeys(source, keysOf(world.analyst), HOME_REGION)
    aws.switches.delayMs.set('GetCallerIdentity', 5_000)
    await source.test.click()
    await expect.poll(() => aws.requests.length).toBe(1)
    await source.cancel.click()
    await expect(source.result).toHaveText(/^\s*Cancelled/)

    await fillKeys(source, keysOf(world.operator), HOME_REGION)
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    expect(aws.requests[0]).toMatchObject({ keyId: undefined, outcome: 'pending' })
    await expect.poll(() => aws.requests[0]).toMatchObject({ keyId: world.analyst.keyId, outcome: 'ok' })
    await expect(source.result).toHaveText(/^\s*Passed/)
    await expect(source.result).toContainText(groupedAccount(STAGING_ACCOUNT))
    await expect(source.result).not.toContainText(groupedAccount(ANALYTICS_ACCOUNT))
    await expect(source.result).not.toContainText('earlier settings')
  })

  test('the answer belongs to its workspace, whichever is open by then', async ({ page, aws, world }) => {
    const { source, entry } = await newWorkspace(page, 'Asker')
    await fillKeys(source, keysOf(world.analyst), HOME_REGION)
    aws.switches.delayMs.set('ListTables', 2_500)
    await source.test.click()
    await expect.poll(() => aws.requests.at(-1)?.action).toBe('ListTables')
    const { name } = await newWorkspace(page, 'Bystander')
    await expect(name).toHaveValue('Bystander')
    // Asked once, while the test of the other workspace still runs.
    expect(await source.result.textContent()).toMatch(/^\s*Not tested/)
    await expect(entry('Asker')).toHaveAccessibleName(/source passed/)
    await expect(source.result).toHaveText(/^\s*Not tested/)
    await expect(entry('Bystander')).toHaveAccessibleName(/source never tested/)
    await entry('Asker').click()
    await expect(source.result).toHaveText(/^\s*Passed/)
  })
})

test('the report is copied as text, with its evidence and without a secret', async ({ app, aws, world }) => {
  const { source } = await newWorkspace(app.page, 'Handed on')
  const { keyId, secret, token } = world.expired
  await fillKeys(source, keysOf(world.expired), HOME_REGION)
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Failed/)
  await source.region.getByRole('button', { name: 'Copy report' }).click()
  await expect(app.page.getByText('Copied the report.', { exact: true })).toBeVisible()

  const text = await app.electron.evaluate(({ clipboard }) => clipboard.readText())
  const lines = text.split('\n')
  expect(lines[0]).toMatch(/^Handed on, source: failed, \d{4}-\d\d-\d\dT[\d:.]+Z, \d+ ms$/)
  for (const line of [
    /^- Settings: passed \(\d+ ms\)\. Region eu-west-1$/,
    /^- Credentials: passed \(\d+ ms\)\. From this workspace: access key /,
    /^- Network: passed \(\d+ ms\)\. 127\.0\.0\.1:\d+ answers$/,
    /^- Identity: failed \(\d+ ms\)\.$/,
    /^ {2}The temporary credentials have expired\.$/,
    /^ {2}Get new temporary credentials/,
    /^ {2}error: ExpiredToken$/,
    /^ {2}status: 403$/,
    /^ {2}requestId: [\w-]{20,}$/,
    /^- DynamoDB: not reached\.$/,
    /^- Pair rule: not reached\.$/,
  ]) {
    expect(lines, String(line)).toContainEqual(expect.stringMatching(line))
  }
  expect(text).toContain(new URL(aws.url).host)
  for (const hidden of [secret, token, token.slice(-40), keyId]) expect(text).not.toContain(hidden)
})
