import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { withTimer } from '../run/limits'
import { loadDynamodb } from '../sdk/sdk'
import { readTables } from './tables'

/** A running instance and the tables found on it. */
export type Instance = { client: DynamoDBClient; names: string[]; more: boolean }

/** What an instance listed; `names` is undefined if it did not answer within two seconds. */
export type Listing = { client: DynamoDBClient; names: ReadonlySet<string> | undefined }

const limitMs = 2_000
const mostCompared = 5

/** Lists the tables of an instance for a comparison; rejects only when the signal aborts. */
export async function listNames(client: DynamoDBClient, signal: AbortSignal): Promise<Listing> {
  const tables = await orNothing(signal, (ended) => readTables(client, ended))
  return { client, names: tables && new Set(tables.names) }
}

/**
 * Whether two instances are the same: a table with the same ID on both proves it. Different tables prove the opposite
 * only if both are asked with the same access key and region, because an instance may keep separate tables for each.
 * Undefined if neither has tables or the other one does not answer.
 */
export async function compareTables(
  one: Instance,
  other: Listing,
  { signal, samePair }: { signal: AbortSignal; samePair: boolean },
): Promise<'same' | 'different' | undefined> {
  const theirs = other.names
  if (!theirs || (one.names.length === 0 && theirs.size === 0)) return undefined
  return orNothing(signal, async (ended) => {
    for (const name of one.names.filter((name) => theirs.has(name)).slice(0, mostCompared)) {
      const [id, otherId] = await Promise.all(
        [one.client, other.client].map((client) => tableId(client, name, ended)),
      )
      if (id !== undefined && id === otherId) return 'same'
    }
    return samePair ? 'different' : undefined
  })
}

/** What the work answers; undefined if it fails or takes more than two seconds. Rejects only when the signal aborts. */
async function orNothing<T>(
  signal: AbortSignal,
  work: (ended: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await withTimer(limitMs, signal, work)
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
