import type { Call } from './signature/authentication'
import { validationMessage, violations } from './constraints'
import { judge, operations, type Operation, type Table } from './principals'
import { dynamoError, dynamoResult, type Reply } from './replies'

const API = 'DynamoDB_20120810'
const PAGE = { range: [1, 100] } as const
const START = {
  pattern: ['[a-zA-Z0-9_.-]+', /^[a-zA-Z0-9_.-]+$/],
  length: [3, 255],
} as const

type Input = Readonly<Record<string, unknown>>

/** Returns the operation an x-amz-target header names, or undefined when it is not one of DynamoDB's. */
export function operationOf(target: string): string | undefined {
  const [api, operation, ...rest] = target.split('.')
  return api === API && rest.length === 0 ? operation : undefined
}

/** Returns the input of a DynamoDB call, or undefined when the body is not a JSON object. */
export function inputOf(body: Uint8Array): Input | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Returns the refusal for an operation that the caller may not perform, or undefined when it may. */
export function denial(operation: string, input: Input, { caller, region }: Call): Reply | undefined {
  if (!isKnown(operation)) return undefined
  const permission = `dynamodb:${operation}` as const
  const verdict = judge(caller.policy, permission)
  if (verdict === 'allowed') return undefined

  const table = String(input['TableName'] ?? '*')
  const ofTable = `arn:${caller.account.partition}:dynamodb:${region}:${caller.account.id}:table/${table}`
  const resource = String(input['ExportArn'] ?? ofTable)
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
    case 'DescribeContinuousBackups':
      return describeContinuousBackups(input, tables)
    case 'Scan':
    case 'Query':
      return countItems(input, tables)
    case 'ListExports':
      return dynamoResult({ ExportSummaries: [] })
    case 'DescribeExport':
      return dynamoError(400, 'ExportNotFoundException', 'The export was not found.')
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
  if (!table) return noSuchTable(name)
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
      ...(table.replicas.length > 0 && {
        Replicas: table.replicas.map((ReplicaArn) => ({
          RegionName: ReplicaArn.split(':')[3],
          ReplicaStatus: 'ACTIVE',
          ReplicaArn,
        })),
      }),
    },
  })
}

function describeContinuousBackups(input: Input, tables: ReadonlyMap<string, Table>): Reply {
  const name = String(input['TableName'])
  const table = tables.get(name)
  if (!table) return dynamoError(400, 'TableNotFoundException', `Table not found: ${name}`)
  const PointInTimeRecoveryStatus = table.recovery ? 'ENABLED' : 'DISABLED'
  return dynamoResult({
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus },
    },
  })
}

/** The tables are empty, and nobody may ask for more than their number of items. */
function countItems(input: Input, tables: ReadonlyMap<string, Table>): Reply {
  const name = String(input['TableName'])
  if (!tables.has(name)) return noSuchTable(name)
  if (input['Select'] !== 'COUNT') return dynamoError(400, 'ValidationException', 'The double only counts.')
  return dynamoResult({ Count: 0, ScannedCount: 0 })
}

function noSuchTable(name: string): Reply {
  const message = `Requested resource not found: Table: ${name} not found`
  return dynamoError(400, 'ResourceNotFoundException', message)
}

function isKnown(operation: string): operation is Operation {
  return (operations as readonly string[]).includes(operation)
}

function isObject(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value)
}
