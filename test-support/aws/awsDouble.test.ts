import { ListTablesCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAwsDouble, type AwsDouble } from './awsDouble'
import { keyIdFor, newSecret, newToken } from './signature/keyIds'
import { dynamoClient, failureOf, stsClient, type ClientOptions, type Failure, type Key } from './sdkClients'
import { HOME_REGION, makeWorld, OPT_IN_REGION, STAGING_ACCOUNT, type World } from './world'

let world: World
let double: AwsDouble

beforeEach(async () => {
  world = makeWorld()
  double = await startAwsDouble({ accounts: world.accounts })
})
afterEach(() => double.stop())

function list(key: Key, options?: ClientOptions) {
  return dynamoClient(double, key, options).send(new ListTablesCommand({}))
}

function identify(key: Key, options?: ClientOptions) {
  return stsClient(double, key, options).send(new GetCallerIdentityCommand({}))
}

async function failures(key: Key, options?: ClientOptions): Promise<{ sts: Failure; dynamodb: Failure }> {
  return { sts: await failureOf(identify(key, options)), dynamodb: await failureOf(list(key, options)) }
}

const INVALID = 'The security token included in the request is invalid'
const unknownKey = {
  sts: { name: 'InvalidClientTokenId', status: 403, message: `${INVALID}.` },
  dynamodb: { name: 'UnrecognizedClientException', status: 400, message: `${INVALID}.` },
}
const wrongToken = { ...unknownKey, dynamodb: { ...unknownKey.dynamodb, message: INVALID } }

function mismatch(message: unknown) {
  return {
    sts: { name: 'SignatureDoesNotMatch', status: 403, message },
    dynamodb: { name: 'InvalidSignatureException', status: 400, message },
  }
}
const wrongSecret = mismatch(
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret ' +
    'Access Key and signing method. Consult the service documentation for details.',
)

describe('a key', () => {
  it('passes on both services with its secret', async () => {
    const { Account, Arn, UserId } = await identify(world.analyst)
    expect([Account, Arn, UserId]).toEqual(['111122223333', world.analyst.arn, world.analyst.uniqueId])
    expect((await list(world.analyst)).TableNames).toEqual(['Customers', 'Invoices', 'Orders'])
  })

  it('fails with another secret', async () => {
    expect(await failures({ ...world.analyst, secret: newSecret() })).toEqual(wrongSecret)
    expect(await failures({ ...world.analyst, secret: `${world.analyst.secret} ` })).toEqual(wrongSecret)
  })

  it('fails when nobody has it', async () => {
    const keyId = keyIdFor(STAGING_ACCOUNT, 'AKIA', 'NOBODY2')
    expect(await failures({ keyId, secret: newSecret() })).toEqual(unknownKey)
  })

  it('fails while inactive and passes once active', async () => {
    expect(await failures(world.leaver)).toEqual(unknownKey)
    world.leaver.active = true
    expect((await identify(world.leaver)).Arn).toBe(world.leaver.arn)
  })

  it('of a user fails with a session token', async () => {
    expect(await failures({ ...world.analyst, token: newToken() })).toEqual(wrongToken)
  })

  it('with a space in it makes the header unreadable', async () => {
    const { sts, dynamodb } = await failures({ keyId: 'AKIA 123', secret: newSecret() })
    expect(sts).toMatchObject({ name: 'IncompleteSignature', status: 400 })
    expect(dynamodb).toMatchObject({ name: 'IncompleteSignatureException', status: 400 })
    expect(sts.message).toContain('not a valid key=value pair (missing equal-sign) in Authorization header')
  })
})

describe('a session', () => {
  it('passes with its token and fails with none or another', async () => {
    const session = world.accounts.openSession(world.reader, 'visit', Date.now() + 60_000)
    const { keyId, secret } = session
    expect((await identify(session)).Arn).toBe(
      'arn:aws:sts::111122223333:assumed-role/StructuralReader/visit',
    )
    expect((await list(session)).TableNames).toHaveLength(3)
    expect(await failures({ keyId, secret })).toEqual(wrongToken)
    expect(await failures({ keyId, secret, token: newToken() })).toEqual(wrongToken)
  })

  it('fails once expired', async () => {
    const message = 'The security token included in the request is expired'
    expect(await failures(world.expired)).toEqual({
      sts: { name: 'ExpiredToken', status: 403, message },
      dynamodb: { name: 'ExpiredTokenException', status: 400, message },
    })
  })
})

describe('a region', () => {
  it('that the account has not switched on knows none of its keys', async () => {
    expect(await failures(world.operator, { region: OPT_IN_REGION })).toEqual(unknownKey)
    expect((await identify(world.analyst, { region: OPT_IN_REGION })).Account).toBe('111122223333')
  })

  it('of another partition knows none of its keys', async () => {
    expect(await failures(world.analyst, { region: 'cn-north-1' })).toEqual(unknownKey)
  })

  it('other than the endpoint serves is refused', async () => {
    const regional = await startAwsDouble({ accounts: world.accounts, region: 'eu-central-1' })
    const region = HOME_REGION
    const sts = await failureOf(
      stsClient(regional, world.analyst, { region }).send(new GetCallerIdentityCommand()),
    )
    await regional.stop()
    expect(sts).toEqual(mismatch('Credential should be scoped to a valid region. ').sts)
  })
})

describe('a body changed on the way', () => {
  function tamper(client: STSClient | DynamoDBClient): void {
    const stack = client.middlewareStack as DynamoDBClient['middlewareStack']
    stack.add(
      (next) => (args) => {
        const request = args.request as { body: string | Uint8Array }
        const body = Buffer.from(request.body).toString()
        request.body = body.replace('Limit', 'Lumit').replace('2011-06-15', '2011-06-16')
        return next(args)
      },
      { step: 'deserialize' },
    )
  }

  it('is refused by both services', async () => {
    const sts = stsClient(double, world.analyst)
    const dynamodb = dynamoClient(double, world.analyst)
    tamper(sts)
    tamper(dynamodb)
    expect(await failureOf(sts.send(new GetCallerIdentityCommand({})))).toEqual(wrongSecret.sts)
    expect(await failureOf(dynamodb.send(new ListTablesCommand({ Limit: 1 })))).toEqual(wrongSecret.dynamodb)
  })
})
