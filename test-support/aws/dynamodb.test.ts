import {
  DescribeContinuousBackupsCommand,
  DescribeLimitsCommand,
  DescribeTableCommand,
  ListTablesCommand,
  ScanCommand,
  type ListTablesCommandInput,
} from '@aws-sdk/client-dynamodb'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAwsDouble, type AwsDouble } from './awsDouble'
import { dynamoClient, failureOf, type Key } from './sdkClients'
import { ANALYTICS_ACCOUNT, HOME_REGION, makeWorld, type World } from './world'

let world: World
let double: AwsDouble

beforeEach(async () => {
  world = makeWorld()
  double = await startAwsDouble({ accounts: world.accounts })
})
afterEach(() => double.stop())

function list(key: Key, input: ListTablesCommandInput = {}, region = HOME_REGION) {
  return dynamoClient(double, key, { region }).send(new ListTablesCommand(input))
}

function unsigned(target: string, body: string) {
  return fetch(double.url, { method: 'POST', headers: { 'x-amz-target': target }, body })
}

describe('ListTables', () => {
  it('keeps accounts and regions apart', async () => {
    expect((await list(world.analyst)).TableNames).toEqual(['Customers', 'Invoices', 'Orders'])
    expect((await list(world.operator)).TableNames).toEqual(['Customers'])
    expect((await list(world.analyst, {}, 'us-east-1')).TableNames).toEqual([])
  })

  it('comes in pages', async () => {
    const first = await list(world.analyst, { Limit: 2 })
    expect([first.TableNames, first.LastEvaluatedTableName]).toEqual([['Customers', 'Invoices'], 'Invoices'])
    const rest = await list(world.analyst, { Limit: 2, ExclusiveStartTableName: 'Invoices' })
    expect([rest.TableNames, rest.LastEvaluatedTableName]).toEqual([['Orders'], undefined])
    expect((await list(world.analyst, { Limit: 3 })).LastEvaluatedTableName).toBeUndefined()
    for (let table = 0; table < 100; table++) {
      world.accounts.addTable(ANALYTICS_ACCOUNT, HOME_REGION, `Zone-${String(table).padStart(3, '0')}`)
    }
    const full = await list(world.analyst)
    expect([full.TableNames?.length, full.LastEvaluatedTableName]).toEqual([100, 'Zone-096'])
  })

  it('refuses a page above 100', async () => {
    const rule = 'failed to satisfy constraint: Member must have value less than or equal to 100'
    expect(await failureOf(list(world.analyst, { Limit: 101 }))).toEqual({
      name: 'ValidationException',
      status: 400,
      message: `1 validation error detected: Value '101' at 'limit' ${rule}`,
    })
  })

  it('is refused without permission, and otherwise worded when denied', async () => {
    const refused = (reason: string) => ({
      name: 'AccessDeniedException',
      status: 400,
      message:
        `User: ${world.newcomer.arn} is not authorized to perform: dynamodb:ListTables on resource: ` +
        `arn:aws:dynamodb:${HOME_REGION}:${ANALYTICS_ACCOUNT}:table/* ${reason}`,
    })
    const silence = 'because no identity-based policy allows the dynamodb:ListTables action'
    expect(await failureOf(list(world.newcomer))).toEqual(refused(silence))
    world.newcomer.policy.allow.add('dynamodb:ListTables')
    expect((await list(world.newcomer)).TableNames).toHaveLength(3)
    world.newcomer.policy.deny.add('dynamodb:ListTables')
    const explicit = 'with an explicit deny in an identity-based policy'
    expect(await failureOf(list(world.newcomer))).toEqual(refused(explicit))
  })
})

describe('DescribeTable', () => {
  it('reports ARN and ID for each account', async () => {
    const describe = async (key: Key) =>
      (await dynamoClient(double, key).send(new DescribeTableCommand({ TableName: 'Customers' }))).Table
    const [ours, theirs] = [await describe(world.analyst), await describe(world.operator)]
    expect(ours?.TableArn).toBe(`arn:aws:dynamodb:${HOME_REGION}:${ANALYTICS_ACCOUNT}:table/Customers`)
    expect(ours?.TableId).toMatch(/^[\da-f-]{36}$/)
    expect(theirs?.TableId).not.toBe(ours?.TableId)
  })

  it('is refused without permission', async () => {
    const command = new DescribeTableCommand({ TableName: 'Customers' })
    const { name, message } = await failureOf(dynamoClient(double, world.newcomer).send(command))
    expect(name).toBe('AccessDeniedException')
    expect(message).toContain(`dynamodb:DescribeTable on resource: arn:aws:dynamodb:${HOME_REGION}:`)
    expect(message).toContain(':table/Customers because no identity-based policy')
  })

  it('knows no table that is not there', async () => {
    const command = new DescribeTableCommand({ TableName: 'Nothing' })
    expect(await failureOf(dynamoClient(double, world.analyst).send(command))).toEqual({
      name: 'ResourceNotFoundException',
      status: 400,
      message: 'Requested resource not found: Table: Nothing not found',
    })
  })
})

describe('the rest', () => {
  it('reports point-in-time recovery to a permitted caller', async () => {
    const statusOf = async (TableName: string) => {
      const client = dynamoClient(double, world.auditor)
      const { ContinuousBackupsDescription } = await client.send(
        new DescribeContinuousBackupsCommand({ TableName }),
      )
      return ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus
    }
    expect([await statusOf('Orders'), await statusOf('Invoices')]).toEqual(['ENABLED', 'DISABLED'])
    expect(await failureOf(statusOf('Nothing'))).toMatchObject({ name: 'TableNotFoundException' })
    const refused = dynamoClient(double, world.analyst).send(
      new DescribeContinuousBackupsCommand({ TableName: 'Orders' }),
    )
    expect(await failureOf(refused)).toMatchObject({ name: 'AccessDeniedException' })
  })

  it('counts items and returns none', async () => {
    const scan = (more: object) =>
      dynamoClient(double, world.auditor).send(new ScanCommand({ TableName: 'Orders', ...more }))
    expect((await scan({ Select: 'COUNT' })).Count).toBe(0)
    expect(await failureOf(scan({}))).toMatchObject({ name: 'ValidationException' })
  })

  it('is unknown to the double itself', async () => {
    const limits = dynamoClient(double, world.analyst).send(new DescribeLimitsCommand({}))
    expect(await failureOf(limits)).toMatchObject({ name: 'UnknownOperationException', status: 400 })
  })

  it('is recognised before authentication', async () => {
    const unknown = await unsigned('DynamoDB_20200101.ListTables', '{}')
    expect(await unknown.json()).toEqual({ __type: 'com.amazon.coral.service#UnknownOperationException' })
    const unreadable = await unsigned('DynamoDB_20120810.ListTables', 'Limit=1')
    expect(await unreadable.json()).toEqual({ __type: 'com.amazon.coral.service#SerializationException' })
  })

  it('carries the headers of DynamoDB', async () => {
    const response = await unsigned('DynamoDB_20120810.ListTables', '{}')
    const body = await response.text()
    expect(JSON.parse(body)).toEqual({
      __type: 'com.amazon.coral.service#MissingAuthenticationTokenException',
      message: 'Request is missing Authentication Token',
    })
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.0')
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9A-Z]{52}$/)
    expect(response.headers.get('x-amz-crc32')).toBe(String(crc32(body)))
  })
})
