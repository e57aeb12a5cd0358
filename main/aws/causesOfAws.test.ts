import { beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionForm } from '../../domain/connection/connection'
import { startAwsDouble } from '../../test-support/aws/awsDouble'
import type { AwsDouble } from '../../test-support/aws/awsDouble'
import { dynamoError, stsError } from '../../test-support/aws/replies'
import type { DynamoCode, StsCode } from '../../test-support/aws/replies'
import { makeWorld } from '../../test-support/aws/world'
import type { World } from '../../test-support/aws/world'
import { endOf, endpointsAt, environmentForm, keyForm, roleForm, runTest, typed } from './testing/testHarness'
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

type Key = { keyId: string; secret: string; token?: string }

const run = ({ keyId, secret, token }: Key, source: ConnectionForm = keyForm(keyId)) =>
  runTest({ source, secretKey: typed(secret), ...(token && { sessionToken: typed(token) }), environment })

const session = () => world.accounts.openSession(world.reader, 'now', Date.now() + 3_600_000)
const renewal =
  'Get new temporary credentials and enter all three values again: access key, secret key and session token.'
const newKey =
  'Enter the whole secret key again. AWS does not show a lost secret key again: create a new access key in IAM.'

const scoped = (text: string) => `Credential should be scoped to ${text} `
const clock = (signed: string, than: string, limit: string, now: string) =>
  `Signature ${signed} is ${than} than ${limit} (${now} ${than === 'now earlier' ? '-' : '+'} 15 min.)`
const early = clock(
  'not yet current: 20261122T123000Z',
  'still later',
  '20261122T121500Z',
  '20261122T120000Z',
)
const late = clock('expired: 20261122T090000Z', 'now earlier', '20261122T114500Z', '20261122T120000Z')

describe('credentials that AWS turns away', () => {
  it.each<[string, () => Key, string, string, string]>([
    [
      'an unknown key',
      () => ({ keyId: 'AKIARTX3GSDSQABCDEFG', secret: world.analyst.secret }),
      'accessKeyUnknown',
      'AWS does not know this access key.',
      'Check that the access key is typed correctly and that it is active in IAM. Access keys of AWS China and AWS GovCloud work only in the Regions of their own partition.',
    ],
    [
      'an inactive key',
      () => world.leaver,
      'accessKeyUnknown',
      'AWS does not know this access key.',
      'Check that the access key is typed correctly and that it is active in IAM. Access keys of AWS China and AWS GovCloud work only in the Regions of their own partition.',
    ],
    [
      'a wrong secret',
      () => ({ keyId: world.analyst.keyId, secret: world.operator.secret }),
      'secretWrong',
      'The secret key does not belong to this access key.',
      newKey,
    ],
    [
      'a secret with another character at its end',
      () => ({ keyId: world.analyst.keyId, secret: `${world.analyst.secret}x` }),
      'secretWrong',
      'The secret key does not belong to this access key.',
      newKey,
    ],
    [
      'a long-term key with a token',
      () => ({ ...world.analyst, token: session().token }),
      'tokenWithLongTermKey',
      'AWS does not accept this access key together with a session token.',
      'Remove the session token: an access key that begins with AKIA is used without one.',
    ],
    [
      'a temporary key with the token of another',
      () => ({ ...session(), token: session().token }),
      'tokenRejected',
      'AWS does not accept this session token for this access key: the token is outdated or belongs to another access key.',
      renewal,
    ],
    [
      'a temporary key with a token that is cut',
      () => ({ ...session(), token: 'IQoJb3JpZ2lu' }),
      'tokenRejected',
      'AWS does not accept this session token for this access key: the token is outdated or belongs to another access key.',
      renewal,
    ],
    [
      'a token that is over',
      () => world.expired,
      'tokenExpired',
      'The temporary credentials have expired.',
      renewal,
    ],
  ])('%s', async (_what, keyOf, code, message, remedy) => {
    expect(endOf(await run(keyOf()))).toMatchObject({
      stage: 'identity',
      code,
      message,
      remedy,
      detail: { status: 403, host: `127.0.0.1:${double.port}`, requestId: expect.stringMatching(/^[\w-]+$/) },
    })
  })

  it('a temporary key without its token, from the environment', async () => {
    const { keyId, secret } = session()
    Object.assign(environment, { TONIC_AWS_ACCESS_KEY_ID: keyId, TONIC_AWS_SECRET_ACCESS_KEY: secret })
    const source: ConnectionForm = { ...keyForm(''), way: 'environment' }
    expect(endOf(await runTest({ source, environment }))).toMatchObject({
      code: 'tokenMissing',
      message: 'An access key that begins with ASIA requires its session token, but there is none.',
    })
  })

  it('a region that the account has not switched on', async () => {
    const { keyId } = world.operator
    expect(endOf(await run(world.operator, keyForm(keyId, 'me-south-1')))).toMatchObject({
      code: 'regionNotEnabled',
      message: 'The credentials are valid, but region me-south-1 is not enabled for account 444455556666.',
      remedy:
        'Enable the region in the AWS console under Account, AWS Regions, or choose another region under AWS Region.',
      detail: { error: 'InvalidClientTokenId', caller: world.operator.arn },
    })
  })

  it('a role whose account has the region off', async () => {
    world.reader.account.regionsOff.delete('me-south-1')
    const { keyId, secret } = world.analyst
    world.writer.trust.push(world.analyst.arn)
    Object.assign(environment, { TONIC_AWS_ACCESS_KEY_ID: keyId, TONIC_AWS_SECRET_ACCESS_KEY: secret })
    const source = roleForm(world.writer.arn, { region: 'me-south-1' })
    expect(endOf(await runTest({ source, environment }))).toMatchObject({
      stage: 'identity',
      code: 'regionNotEnabled',
      message: 'The credentials are valid, but region me-south-1 is not enabled for account 444455556666.',
    })
  })
})

describe('refusals that no honest request brings about', () => {
  it.each<[StsCode, number, string, string, string, string]>([
    [
      'OptInRequired',
      403,
      'The AWS Access Key Id needs a subscription for the service',
      'accountSuspended',
      'The AWS account of this access key is suspended, or not signed up for the service.',
      'Ask the administrator of the account to reactivate it, or to sign it up for the service.',
    ],
    [
      'SignatureDoesNotMatch',
      403,
      early,
      'clockSkew',
      'The clock of this machine is 30 minutes ahead. AWS refuses requests that are signed with the wrong time.',
      'Turn on automatic time in the date and time settings of the system, then test again.',
    ],
    [
      'SignatureDoesNotMatch',
      403,
      late,
      'clockSkew',
      'The clock of this machine is 3 hours behind. AWS refuses requests that are signed with the wrong time.',
      'Turn on automatic time in the date and time settings of the system, then test again.',
    ],
    [
      'SignatureDoesNotMatch',
      403,
      scoped('a valid region.'),
      'regionMismatch',
      'HOST does not serve the region eu-west-1.',
      'Choose the region of this endpoint under AWS Region, or correct the AWS_ENDPOINT_URL variable that names the endpoint and restart the application.',
    ],
    [
      'SignatureDoesNotMatch',
      403,
      scoped("correct service: 'dynamodb'."),
      'serviceMismatch',
      'Another AWS service answers at HOST, where STS is expected.',
      'Check whether AWS_ENDPOINT_URL_DYNAMODB and AWS_ENDPOINT_URL_STS are swapped. If they are, correct both and restart the application.',
    ],
    [
      'InvalidAction',
      400,
      'Could not find operation GetCallerIdentity for version 2011-06-15',
      'serviceMismatch',
      'Another AWS service answers at HOST, where STS is expected.',
      'Check whether AWS_ENDPOINT_URL_DYNAMODB and AWS_ENDPOINT_URL_STS are swapped. If they are, correct both and restart the application.',
    ],
    [
      'IncompleteSignature',
      400,
      "'Credential=AKIA' not a valid key=value pair in Authorization header: 'AWS4-HMAC-SHA256 Signature=f00'",
      'malformedKey',
      'The access key contains characters that no access key has.',
      'Enter the access key alone, without spaces or other characters.',
    ],
    [
      'MissingAuthenticationToken',
      403,
      'Request is missing Authentication Token',
      'notSigned',
      'The request reached HOST without its signature.',
      'Ask the administrator of the proxy in between to keep the Authorization header: the proxy removes it.',
    ],
    [
      'AccessDenied',
      403,
      'Access denied by a VPC endpoint policy',
      'identityNotAllowed',
      'AWS refused sts:GetCallerIdentity, which requires no permission.',
      'Allow sts:GetCallerIdentity in the VPC endpoint policy or in the proxy in between.',
    ],
    [
      'Throttling',
      400,
      'Rate exceeded',
      'throttled',
      'AWS is throttling this account.',
      'Wait a minute, and test again.',
    ],
    [
      'InternalFailure',
      500,
      'An internal error',
      'serviceFault',
      'STS reports an internal error.',
      'Test again later. The AWS Health Dashboard shows known problems.',
    ],
    [
      'ServiceUnavailable',
      503,
      'Unavailable',
      'serviceUnavailable',
      'STS is not available at the moment.',
      'Test again in a few minutes. The AWS Health Dashboard shows known problems.',
    ],
  ])('STS: %s %i, “%s”', async (name, status, text, code, sentence, remedy) => {
    double.switches.replies.set('GetCallerIdentity', stsError(status, name, text))
    const failure = endOf(await run(world.analyst))
    expect(failure).toMatchObject({ stage: 'identity', code, remedy, detail: { error: name, status } })
    expect(failure.message).toBe(sentence.replace('HOST', `127.0.0.1:${double.port}`))
    expect(JSON.stringify(failure)).not.toContain('Signature=')
  })

  const mayNot = 'The credentials work, but they are not allowed to list tables'
  const denied = (reason: string) =>
    `User: arn:aws:iam::111122223333:user/analyst is not authorized to perform: dynamodb:ListTables on resource: ` +
    `arn:aws:dynamodb:eu-west-1:111122223333:table/* ${reason}`

  it.each<[DynamoCode, number, string, string, string, string]>([
    [
      'AccessDeniedException',
      400,
      denied('because no identity-based policy allows the dynamodb:ListTables action'),
      'listTablesNotAllowed',
      `${mayNot}.`,
      'Allow dynamodb:ListTables on Resource * for CALLER.',
    ],
    [
      'AccessDeniedException',
      400,
      denied('because no permissions boundary allows the dynamodb:ListTables action'),
      'listTablesBoundary',
      `${mayNot}: the permissions boundary does not allow it.`,
      'Add dynamodb:ListTables to the permissions boundary of CALLER.',
    ],
    [
      'AccessDeniedException',
      400,
      denied('with an explicit deny in a service control policy: arn:aws:organizations::1:policy/p-1'),
      'listTablesOrganization',
      `${mayNot}: a service control policy of the organization denies it.`,
      'Ask the administrator of the organization to allow dynamodb:ListTables in this account.',
    ],
    [
      'AccessDeniedException',
      400,
      denied('because no VPC endpoint policy allows the dynamodb:ListTables action'),
      'listTablesEndpoint',
      `${mayNot}: the VPC endpoint policy denies it.`,
      'Allow dynamodb:ListTables for CALLER in the policy of the VPC endpoint.',
    ],
    [
      'AccessDeniedException',
      400,
      denied('because no session policy allows the dynamodb:ListTables action'),
      'listTablesSession',
      `${mayNot}: the session policy does not allow it.`,
      'Get credentials of a session whose policy allows dynamodb:ListTables, or that has no session policy.',
    ],
    [
      'AccessDeniedException',
      400,
      denied('with an explicit deny in an identity-based policy'),
      'listTablesDenied',
      `${mayNot}: a policy explicitly denies it.`,
      'Remove the statement that denies dynamodb:ListTables to CALLER. An allow statement does not override it.',
    ],
    [
      'SubscriptionRequiredException',
      400,
      'needs a subscription',
      'accountSuspended',
      'The AWS account of this access key is suspended, or not signed up for the service.',
      'Ask the administrator of the account to reactivate it, or to sign it up for the service.',
    ],
    [
      'ThrottlingException',
      400,
      'Rate of requests exceeds the allowed throughput',
      'throttled',
      'AWS is throttling this account.',
      'Wait a minute, and test again.',
    ],
    [
      'RequestLimitExceeded',
      400,
      'Throughput exceeds the limit',
      'throttled',
      'AWS is throttling this account.',
      'Wait a minute, and test again.',
    ],
    [
      'InternalServerError',
      500,
      'Internal server error',
      'serviceFault',
      'DynamoDB reports an internal error.',
      'Test again later. The AWS Health Dashboard shows known problems.',
    ],
    [
      'ServiceUnavailable',
      503,
      'Unavailable',
      'serviceUnavailable',
      'DynamoDB is not available at the moment.',
      'Test again in a few minutes. The AWS Health Dashboard shows known problems.',
    ],
    [
      'UnrecognizedClientException',
      400,
      'The security token included in the request is invalid',
      'accessKeyUnknown',
      'AWS does not know this access key.',
      'Check that the access key is typed correctly and that it is active in IAM. Access keys of AWS China and AWS GovCloud work only in the Regions of their own partition.',
    ],
    [
      'InvalidSignatureException',
      400,
      scoped('a valid region.'),
      'regionMismatch',
      'HOST does not serve the region eu-west-1.',
      'Choose the region of this endpoint under AWS Region, or correct the AWS_ENDPOINT_URL variable that names the endpoint and restart the application.',
    ],
    [
      'UnknownOperationException',
      400,
      '',
      'serviceMismatch',
      'Another AWS service answers at HOST, where DynamoDB is expected.',
      'Check whether AWS_ENDPOINT_URL_DYNAMODB and AWS_ENDPOINT_URL_STS are swapped. If they are, correct both and restart the application.',
    ],
  ])('DynamoDB: %s %i, “%s”', async (name, status, text, code, sentence, remedy) => {
    double.switches.replies.set('ListTables', dynamoError(status, name, text))
    const failure = endOf(await run(world.analyst))
    expect(failure).toMatchObject({ stage: 'dynamodb', code, detail: { error: name, status } })
    expect(failure.message).toBe(sentence.replace('HOST', `127.0.0.1:${double.port}`))
    expect(failure.remedy).toBe(remedy.replace('CALLER', world.analyst.arn))
  })

  it('DynamoDB where STS is expected', async () => {
    const reply = dynamoError(400, 'UnknownOperationException', 'not an operation')
    double.switches.replies.set('GetCallerIdentity', reply)
    expect(endOf(await run(world.analyst))).toMatchObject({ stage: 'identity', code: 'serviceMismatch' })
  })

  it('STS where DynamoDB is expected', async () => {
    double.switches.replies.set('ListTables', stsError(400, 'InvalidAction', 'Could not find operation'))
    expect(endOf(await run(world.analyst))).toMatchObject({ stage: 'dynamodb', code: 'serviceMismatch' })
  })
})

describe('a remedy names the place where the value is', () => {
  const fromVariables = (keyId: string, secret: string) =>
    runTest({
      source: environmentForm(),
      environment: { ...environment, TONIC_AWS_ACCESS_KEY_ID: keyId, TONIC_AWS_SECRET_ACCESS_KEY: secret },
    })

  it.each([
    [
      'secretWrong',
      () => [world.analyst.keyId, world.operator.secret],
      'Set TONIC_AWS_SECRET_ACCESS_KEY to the whole secret key',
    ],
    [
      'accessKeyUnknown',
      () => ['AKIARTX3GSDSQABCDEFG', world.analyst.secret],
      'Check that TONIC_AWS_ACCESS_KEY_ID',
    ],
    ['tokenMissing', () => ['ASIARTX3GSDSQABCDEFG', world.analyst.secret], 'Set TONIC_AWS_ACCESS_KEY_ID'],
  ] as const)('%s', async (code, keysOf, remedy) => {
    const [keyId = '', secret = ''] = keysOf()
    const failure = endOf(await fromVariables(keyId, secret))
    expect(failure).toMatchObject({ code, remedy: expect.stringContaining(remedy) })
    expect(failure.remedy).not.toMatch(/[Ee]nter/)
  })

  it('a region of a variable', async () => {
    const { keyId, secret } = world.analyst
    const variables = { TONIC_AWS_ACCESS_KEY_ID: keyId, TONIC_AWS_SECRET_ACCESS_KEY: secret }
    const lookup = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }))
    const source = environmentForm('')
    const run = (TONIC_AWS_REGION: string) =>
      runTest({ source, environment: { ...variables, TONIC_AWS_REGION }, lookup })
    expect(endOf(await run('eu-nowhere-9'))).toMatchObject({
      code: 'regionUnknown',
      remedy:
        'Set TONIC_AWS_REGION to a Region code such as eu-west-1 and restart the application, or choose a Region under AWS Region.',
    })
    const role = { ...roleForm(world.writer.arn), region: '' }
    const inChina = runTest({ source: role, environment: { ...variables, TONIC_AWS_REGION: 'cn-north-1' } })
    expect(endOf(await inChina)).toMatchObject({
      code: 'rolePartition',
      remedy: expect.stringMatching(/^Set TONIC_AWS_REGION/),
    })
  })

  it.each(["'", '"'])('quotes around a variable are named before anything is sent: %s', async (quote) => {
    const { keyId, secret } = world.analyst
    for (const [key, value, name] of [
      [keyId, `${quote}${secret}${quote}`, 'TONIC_AWS_SECRET_ACCESS_KEY'],
      [`${quote}${keyId}${quote}`, secret, 'TONIC_AWS_ACCESS_KEY_ID'],
    ] as const) {
      expect(endOf(await fromVariables(key, value))).toMatchObject({
        code: 'environmentQuoted',
        message: `${name} has quotes around its value, and AWS treats them as part of the value.`,
        remedy: expect.stringContaining(`Set ${name} without quotes`),
      })
    }
    expect(double.requests).toEqual([])
  })
})

describe('roles', () => {
  const assume = (source: ConnectionForm, { keyId, secret }: Key = world.analyst) =>
    runTest({
      source,
      environment: {
        ...environment,
        TONIC_AWS_ACCESS_KEY_ID: keyId,
        TONIC_AWS_SECRET_ACCESS_KEY: secret,
      },
    })

  it('the role is refused', async () => {
    expect(endOf(await assume(roleForm(world.writer.arn)))).toMatchObject({
      code: 'roleRefused',
      message: 'AWS refuses the role: it does not exist, or these credentials are not allowed to assume it.',
      remedy:
        'Check with the administrator of account 444455556666, in this order: that the account ID and the name of the ' +
        `role are right; that its trust policy names ${world.analyst.arn}; that a policy of the caller ` +
        'allows sts:AssumeRole on it; that the trust policy requires no external ID and no MFA; ' +
        'that no service control policy denies it.',
      detail: { caller: world.analyst.arn, role: world.writer.arn },
    })
  })

  const no = (kind: string): string => `because no ${kind} allows the sts:AssumeRole action`
  it.each([
    [
      no('identity-based policy'),
      'roleNotAllowed',
      /^Allow sts:AssumeRole on the role in a policy of CALLER\.$/,
    ],
    [no('resource-based policy'), 'roleNotTrusted', /add CALLER to the trust policy of StructuralWriter/],
    [no('permissions boundary'), 'roleBoundary', /permissions boundary of CALLER/],
    ['with an explicit deny in a permissions boundary', 'roleBoundary', /permissions boundary of CALLER/],
    [no('session policy'), 'roleSession', /session whose policy/],
    [
      'with an explicit deny in a service control policy',
      'roleOrganization',
      /administrator of the organization/,
    ],
    [no('service control policy'), 'roleOrganization', /administrator of the organization/],
    [no('VPC endpoint policy'), 'roleEndpoint', /policy of the VPC endpoint/],
    ['with an explicit deny in an identity-based policy', 'roleDenied', /Remove the statement/],
    ['with an explicit deny in a resource-based policy', 'roleDenied', /Remove the statement/],
  ])('AWS’s own reason for a refused role: %s', async (reason, code, remedy) => {
    const what = `is not authorized to perform: sts:AssumeRole on resource: ${world.writer.arn} ${reason}`
    double.switches.replies.set('AssumeRole', stsError(403, 'AccessDenied', `User: someone ${what}`))
    const failure = endOf(await assume(roleForm(world.writer.arn)))
    expect(failure).toMatchObject({ stage: 'assumeRole', code, detail: { caller: world.analyst.arn } })
    expect(failure.message).toMatch(/^The credentials work, but they are not allowed to assume the role: /)
    expect(failure.remedy.replace(world.analyst.arn, 'CALLER')).toMatch(remedy)
    expect(failure.remedy).not.toContain('in this order')
  })

  it('a root user assumes no role', async () => {
    const message = 'Roles may not be assumed by root accounts.'
    double.switches.replies.set('AssumeRole', stsError(403, 'AccessDenied', message))
    expect(endOf(await assume(roleForm(world.writer.arn)))).toMatchObject({
      code: 'roleByRoot',
      message: 'These are keys of a root user, and a root user cannot assume roles.',
      remedy: 'Use the access key of an IAM user, or temporary credentials of a role.',
    })
  })

  it('the duration is above the maximum of the role', async () => {
    const source = roleForm(world.reader.arn, { durationSeconds: '7200' })
    expect(endOf(await assume(source))).toMatchObject({
      code: 'durationAboveMaximum',
      message: 'The requested duration of 7200 s is longer than this role allows.',
      remedy:
        'Enter a Duration of 3600, the default maximum of a role, or raise Maximum session duration of the role in IAM.',
    })
  })

  it.each<[StsCode, number, string, string, string]>([
    [
      'ValidationError',
      400,
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      'durationChaining',
      'The requested duration is 3600 s, but a role that is assumed from another role lasts at most 3600 s (1 hour).',
    ],
    [
      'ValidationError',
      400,
      'xxxxxxxxxxxxxxxxxxxx is invalid',
      'roleInvalid',
      'AWS does not accept the role ARN, the session name or the duration.',
    ],
    [
      'MalformedInput',
      400,
      '',
      'roleInvalid',
      'AWS does not accept the role ARN, the session name or the duration.',
    ],
    [
      'RegionDisabledException',
      403,
      'STS is not activated in this region',
      'stsDisabledInRegion',
      'STS is not activated in region eu-west-1 for this account.',
    ],
    [
      'ExpiredToken',
      403,
      'The security token included in the request is expired',
      'tokenExpired',
      'The temporary credentials have expired.',
    ],
  ])('%s %i, “%s”', async (name, status, text, code, message) => {
    double.switches.replies.set('AssumeRole', stsError(status, name, text))
    expect(endOf(await assume(roleForm(world.reader.arn)))).toMatchObject({
      stage: 'assumeRole',
      code,
      message,
      detail: { error: name, status, role: world.reader.arn },
    })
  })
})
