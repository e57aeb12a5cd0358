import type { Call } from './authentication'
import { validationMessage, violations } from './constraints'
import { judge, type Permission, type Table } from './principals'
import { dynamoError, dynamoResult, type Reply } from './replies'

const API = 'DynamoDB_20120810'
const PAGE = { range: [1, 100] } as const
const START = {
  pattern: ['[a-zA-Z0-9_.-]+', /^[a-zA-Z0-9_.-]+$/],
  length: [3, 255],
} as const

type Input = Readonly<Record<string, unknown>>

/** Gives the operation an x-amz-target header names, or undefined when it is not one of DynamoDB's. */
export function operationOf(target: string): string | undefined {
  const [api, operation, ...rest] = target.split('.')
  return api === API && rest.length === 0 ? operation : undefined
}

/** Gives the input of a DynamoDB call, or undefined when the body is not a JSON object. */
export function inputOf(body: Uint8Array): Input | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Gives the refusal for an operation that the caller may not perform, or undefined when it may. */
export function denial(operation: string, input: Input, { caller, region }: Call): Reply | undefined {
  const permission: Permission | undefined =
    operation === 'ListTables'
      ? 'dynamodb:ListTables'
      : operation === 'DescribeTable'
        ? 'dynamodb:DescribeTable'
        : undefined
  if (permission === undefined) return undefined
  const verdict = judge(caller.policy, permission)
  if (verdict === 'allowed') return undefined

  const table = operation === 'ListTables' ? '*' : String(input['TableName'])
  const resource = `arn:${caller.account.partition}:dynamodb:${region}:${caller.account.id}:table/${table}`
  const reason =
    verdict === 'denied'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${permission} action`
  const what = `is not authorized to perform: ${permission} on resource: ${resource} ${reason}`
  return dynamoError(400, 'AccessDeniedException', `User: ${caller.arn} ${what}`)
}

/** Answers a verified and permitted DynamoDB call from the tables of the caller's account and region. */
export function answerDynamodb(operation: string, input: Input, call: Call): Reply {
  const tables = call.caller.account.tables.get(call.region) ?? new Map<string, Table>()
  switch (operation) {
    case 'ListTables':
      return listTables(input, [...tables.keys()].sort())
    case 'DescribeTable':
      return describeTable(input, tables, call)
    default:
      return dynamoError(400, 'UnknownOperationException')
  }
}

function listTables(input: Input, names: readonly string[]): Reply {
  const { Limit: limit = 100, ExclusiveStartTableName: start } = input
  if (!isWhole(limit) || (start !== undefined && typeof start !== 'string')) {
    return dynamoError(400, 'SerializationException')
  }
  const invalid = validationMessage([
    ...violations('limit', limit, PAGE),
    ...violations('exclusiveStartTableName', start, START),
  ])
  if (invalid !== undefined) return dynamoError(400, 'ValidationException', invalid)

  const rest = start === undefined ? names : names.filter((name) => name > start)
  const page = rest.slice(0, limit)
  return dynamoResult({
    ...(page.length < rest.length && { LastEvaluatedTableName: page.at(-1) }),
    TableNames: page,
  })
}

function describeTable(input: Input, tables: ReadonlyMap<string, Table>, { caller, region }: Call): Reply {
  const name = input['TableName']
  if (name !== undefined && typeof name !== 'string') return dynamoError(400, 'SerializationException')
  const invalid = validationMessage(violations('tableName', name, { required: true }))
  if (name === undefined || invalid !== undefined) return dynamoError(400, 'ValidationException', invalid)

  const table = tables.get(name)
  if (!table) {
    const message = `Requested resource not found: Table: ${name} not found`
    return dynamoError(400, 'ResourceNotFoundException', message)
  }
  const { partition, id: account } = caller.account
  return dynamoResult({
    Table: {
      TableName: table.name,
      TableArn: `arn:${partition}:dynamodb:${region}:${account}:table/${table.name}`,
      TableId: table.id,
      TableStatus: 'ACTIVE',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      ItemCount: 0,
      TableSizeBytes: 0,
    },
  })
}

function isObject(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value)
}
