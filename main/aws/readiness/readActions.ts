import type { DescribeTableCommandOutput, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { ReadAction } from '../../../domain/test/readiness'
import { attempt } from './attempt'
import type { Attempt } from './attempt'
import { loadDynamodb } from '../sdk/sdk'
import type { StageTools } from '../run/stages'
import type { Tables } from '../stages/tables'

/** A name that no table has, for trying actions in an account without tables. */
export const notThere = 'dynamodb-workspaces-readiness'

/** The result of trying each action. */
export type Attempts = Map<ReadAction, Attempt<unknown>>

/**
 * Tries each action that can be tried without writing, on the first table, or on a name that no table has, because AWS
 * checks access before existence. `arn` is the prefix of the tables in this account and region.
 */
export async function tryActions(
  client: DynamoDBClient,
  { names }: Tables,
  arn: string,
  tools: StageTools,
): Promise<Attempts> {
  const sdk = await loadDynamodb()
  const table = { TableName: names[0] ?? notThere }
  // Counting returns no content; one item is read.
  const count = { ...table, Select: 'COUNT', Limit: 1 } as const
  const described = await attempt(tools, (to) => client.send(new sdk.DescribeTableCommand(table), to))
  const exports = await attempt(tools, (to) => client.send(new sdk.ListExportsCommand({ MaxResults: 1 }), to))
  const known = exports.answer === 'allowed' ? exports.value?.ExportSummaries?.[0]?.ExportArn : undefined
  const ExportArn = known ?? `${arn}${table.TableName}/export/00000000000000-00000000`
  const key = names.length === 0 ? anyKey : described.answer === 'allowed' && keyOf(described.value)
  return new Map<ReadAction, Attempt<unknown>>([
    ['ListTables', { answer: 'allowed', value: undefined }],
    ['DescribeTable', described],
    ['Scan', await attempt(tools, (to) => client.send(new sdk.ScanCommand(count), to))],
    [
      'Query',
      key
        ? await attempt(tools, (to) => client.send(new sdk.QueryCommand({ ...count, ...key }), to))
        : { answer: 'notChecked', why: 'it needs the key of a table, which only DescribeTable shows' },
    ],
    ['ListExports', exports],
    [
      'DescribeExport',
      await attempt(tools, (to) => client.send(new sdk.DescribeExportCommand({ ExportArn }), to)),
    ],
    [
      'ExportTableToPointInTime',
      { answer: 'notChecked', why: 'to find out, an export would have to be started' },
    ],
  ])
}

type KeyCondition = {
  KeyConditionExpression: string
  ExpressionAttributeNames: Record<string, string>
  ExpressionAttributeValues: Record<string, { S: string } | { N: string } | { B: Uint8Array }>
}

function keyCondition(name: string, type: string): KeyCondition {
  const value = type === 'N' ? { N: '0' } : type === 'B' ? { B: new Uint8Array([0]) } : { S: notThere }
  return {
    KeyConditionExpression: '#key = :value',
    ExpressionAttributeNames: { '#key': name },
    ExpressionAttributeValues: { ':value': value },
  }
}

const anyKey = keyCondition('id', 'S')

function keyOf(described: DescribeTableCommandOutput | undefined): KeyCondition | undefined {
  const { KeySchema = [], AttributeDefinitions = [] } = described?.Table ?? {}
  const name = KeySchema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName
  const type = AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType
  return name && type ? keyCondition(name, type) : undefined
}
