import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { withTimer } from '../run/limits'
import { loadDynamodb } from '../sdk/sdk'
import { readTables } from './tables'

/** A running instance and the tables found on it. */
export type Instance = { client: DynamoDBClient; names: string[]; more: boolean }

const limitMs = 2_000
const mostCompared = 5

/**
 * Whether two instances are the same: a table with the same ID on both proves it. Different tables prove the opposite
 * only if both are asked with the same access key and region, because an instance may keep separate tables for each.
 * Undefined if neither has tables or the other one does not answer within two seconds.
 */
export async function compareTables(
  one: Instance,
  other: DynamoDBClient,
  { signal, samePair }: { signal: AbortSignal; samePair: boolean },
): Promise<'same' | 'different' | undefined> {
  try {
    return await withTimer(limitMs, signal, async (abortSignal) => {
      const theirs = new Set((await readTables(other, abortSignal))?.names)
      if (one.names.length === 0 && theirs.size === 0) return undefined
      for (const name of one.names.filter((name) => theirs.has(name)).slice(0, mostCompared)) {
        const [id, otherId] = await Promise.all(
          [one.client, other].map((client) => tableId(client, name, abortSignal)),
        )
        if (id !== undefined && id === otherId) return 'same'
      }
      return samePair ? 'different' : undefined
    })
  } catch (error) {
    if (signal.aborted) throw error
    return undefined
  }
}

async function tableId(
  client: DynamoDBClient,
  name: string,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  const { DescribeTableCommand } = await loadDynamodb()
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }), { abortSignal })
  return Table?.TableId
}
