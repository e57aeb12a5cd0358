import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { AccountId } from '../../../domain/connection/accountNumber'
import { inParallel } from '../../../domain/inParallel'
import { isReplicaIn, mostLookedAt } from '../../../domain/test/replicas'
import type { Replicas } from '../../../domain/test/replicas'
import { readError } from '../failures/errorFacts'
import { timeUp, withTimer } from '../run/limits'
import { loadDynamodb } from '../sdk/sdk'
import type { StageTools } from '../run/stages'
import type { Tables } from './tables'

const atOnce = 10
/** The milliseconds that the search leaves for the rest of the test. */
const spareMs = 500
const longestMs = 5_000

/**
 * Searches for replicas of these tables in an account: `DescribeTable` for the first hundred, ten at a time, within the
 * time of the test. Stops at the first replica and at the first refusal; rejects only when aborted.
 */
export async function findReplicas(
  client: DynamoDBClient,
  { names, more }: Tables,
  of: AccountId,
  tools: StageTools,
): Promise<Replicas> {
  const looked = names.slice(0, mostLookedAt)
  const found: Replicas = {
    account: of.account,
    ...(of.partition !== undefined && { partition: of.partition }),
    looked: looked.length,
    more: more || names.length > looked.length,
  }
  tools.waitFor('DynamoDB to describe its tables')
  const limitMs = Math.max(1, Math.min(longestMs, tools.leftMs() - spareMs))
  try {
    const table = await withTimer(limitMs, tools.signal, (signal) => search(client, looked, of, signal))
    return { ...found, ...(table !== undefined && { table }) }
  } catch (error) {
    if (tools.signal.aborted) throw error
    return { ...found, looked: 0, notChecked: reasonOf(error) }
  }
}

/** Finds the first table with a replica in the account; undefined if there is none. Rejects with the SDK's errors. */
async function search(
  client: DynamoDBClient,
  names: readonly string[],
  of: AccountId,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  const { DescribeTableCommand } = await loadDynamodb()
  let found: string | undefined
  let refused: { error: unknown } | undefined
  await inParallel(names, atOnce, async (name) => {
    if (found !== undefined || refused) return
    try {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: name }), { abortSignal })
      const replicas: unknown = Table?.Replicas
      const isFound =
        Array.isArray(replicas) &&
        replicas.some((one: { ReplicaArn?: unknown } | null) => isReplicaIn(one?.ReplicaArn, of))
      if (isFound) found ??= name
    } catch (error) {
      // The table was deleted in the meantime.
      if (readError(error).name !== 'ResourceNotFoundException') refused ??= { error }
    }
  })
  if (found === undefined && refused) throw refused.error
  return found
}

function reasonOf(error: unknown): string {
  if (error === timeUp) return 'DynamoDB did not answer in time'
  const { name } = readError(error)
  return name.startsWith('AccessDenied') ? 'DescribeTable is not allowed' : `DescribeTable failed (${name})`
}
