import type { DescribeTableCommandOutput, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { ReadAction } from '../../../domain/test/readiness'
import { attempt } from './attempt'
import type { Attempt } from './attempt'
import { loadDynamodb } from '../sdk/sdk'
import type { StageTools } from '../run/stages'
import type { Tables } from '../stages/tables'

/** The name of no table, for asking what may be asked where there is none. */
export const notThere = 'dynamodb-workspaces-readiness'

/** What came of trying each action. */
export type Attempts = Map<ReadAction, Attempt<unknown>>

/**
 * Tries each action that can be tried without writing, on the first table, or on a name that no table has: access is
 * judged before existence. `arn` is where the tables of this account and region are.
 */
export async function tryActions(
  client: DynamoDBClient,
  { names }: Tables,
  arn: string,
  tools: StageTools,
): Promise<Attempts> {
  const sdk = await loadDynamodb()
  const table = { TableName: names[0] ?? notThere }
  // Counting reads no item's content; one item is looked at.
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
        : { answer: 'notChecked', why: 'it needs the key of a table, which DescribeTable would tell' },
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
