import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { counted } from '../../../domain/counted'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { ask } from '../sdk/calls'
import type { Caller } from '../sdk/calls'
import { misunderstoodReply } from '../failures/failures'
import { lastReply } from '../failures/lastReply'
import { loadDynamodb } from '../sdk/sdk'
import type { StageTools } from '../run/stages'

/** The names of the listed tables, and whether there are more. */
export type Tables = { names: string[]; more: boolean }

const pageSize = 100
const mostPages = 10

/** Lists at most a thousand tables; fails if the reply is a refusal or not from DynamoDB. */
export async function listTables(
  client: DynamoDBClient,
  caller: Caller,
  tools: StageTools,
): Promise<Result<Tables>> {
  const call = { ...caller, action: 'ListTables' } as const
  const reply = await ask(client, call, tools, (asked, { abortSignal }) => readTables(asked, abortSignal))
  if (!reply.ok) return reply
  return reply.value ? ok(reply.value) : failed(misunderstoodReply(call, lastReply(client)))
}

/** Lists the tables with a client; undefined if the replies are not lists of tables. Rejects with the SDK's errors. */
export async function readTables(
  client: DynamoDBClient,
  abortSignal: AbortSignal,
): Promise<Tables | undefined> {
  const { ListTablesCommand } = await loadDynamodb()
  const names: string[] = []
  let next: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const command = new ListTablesCommand({ Limit: pageSize, ExclusiveStartTableName: next })
    const { TableNames, LastEvaluatedTableName } = await client.send(command, { abortSignal })
    // The SDK accepts any JSON with status 200: only the list proves that DynamoDB answered.
    if (!Array.isArray(TableNames) || !TableNames.every(isTableName)) return undefined
    names.push(...TableNames)
    next = LastEvaluatedTableName
    if (!next) return { names, more: false }
  }
  return { names, more: true }
}

/** Formats a number of tables, such as `3 tables`. */
export function tablesInWords({ names, more }: Tables): string {
  if (names.length === 0 && !more) return 'No tables'
  const count = counted(names.length, 'table')
  return more ? `more than ${count}` : count
}

/** Whether a name has the characters and the length of a table name (DynamoDB API reference, TableName). */
function isTableName(name: unknown): boolean {
  return typeof name === 'string' && /^[\w.-]{1,255}$/.test(name)
}
