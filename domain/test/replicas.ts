import * as v from 'valibot'
import { partitions } from '../connection/arn'
import type { AccountId } from '../connection/accountNumber'
import { counted } from '../counted'

// Since 2026 a table in one account can be a live replica of a table in another (multi-account global tables): what is
// written to the one changes the other.

/** What a test found of replicas of its own tables in the account of the other side. */
export const replicasSchema = v.object({
  /** The account that was looked for, with its partition where that was known. */
  account: v.string(),
  partition: v.optional(v.string()),
  /** How many of its tables the test looked at, and whether it has more. */
  looked: v.number(),
  more: v.boolean(),
  /** A table that has a replica there; absent when none of them has. */
  table: v.optional(v.string()),
  /** Why nothing can be said. */
  notChecked: v.optional(v.string()),
})
export type Replicas = v.InferOutput<typeof replicasSchema>

/** How many tables are looked at for replicas. */
export const mostLookedAt = 100

/** Whether a replica is in an account, told by its ARN (DynamoDB API reference, ReplicaDescription, ReplicaArn). */
export function isReplicaIn(arn: unknown, { account, partition }: AccountId): boolean {
  if (typeof arn !== 'string') return false
  const [, of, owner] = /^arn:(aws[a-z-]*):dynamodb:[a-z0-9-]*:(\d{12}):table\/[\w.-]+$/.exec(arn) ?? []
  const isKnown = (partitions as readonly (string | undefined)[]).includes(of)
  return isKnown && owner === account && (partition === undefined || partition === of)
}

/** Whether what was found is about this account; it says nothing of another. */
export function isAbout(found: Replicas | undefined, { account, partition }: AccountId): boolean {
  const samePartition =
    found?.partition === undefined || partition === undefined || found.partition === partition
  return found?.account === account && samePartition
}

/** What was found, in a sentence; `found` is undefined where nobody has looked. */
export function replicasInWords(found: Replicas | undefined): string {
  if (!found) return 'Not checked for replicas.'
  const { looked, more, notChecked } = found
  if (notChecked !== undefined) return `Not checked for replicas: ${notChecked}.`
  const tables = more ? `the first ${counted(looked, 'table')}` : counted(looked, 'table')
  return looked === 0 ? 'No tables, so no replicas.' : `No replica found in ${tables}.`
}
