import * as v from 'valibot'
import { partitions } from '../connection/arn'
import type { AccountId } from '../connection/accountNumber'
import { counted } from '../counted'

// Since 2026 a table in one account can be a live replica of a table in another account (multi-account global tables),
// so that writing to one changes the other.

/** What a test found about replicas of its tables in the other side's account. */
export const replicasSchema = v.object({
  /** The account that was searched for, with its partition if known. */
  account: v.string(),
  partition: v.optional(v.string()),
  /** How many tables the test checked, and whether there are more. */
  looked: v.number(),
  more: v.boolean(),
  /** The first table with a replica there; absent if there is none. */
  table: v.optional(v.string()),
  /** Why the search gave no result. */
  notChecked: v.optional(v.string()),
})
export type Replicas = v.InferOutput<typeof replicasSchema>

/** The most tables that are checked for replicas. */
export const mostLookedAt = 100

/** Whether a replica's ARN is in an account (DynamoDB API reference, ReplicaDescription, ReplicaArn). */
export function isReplicaIn(arn: unknown, { account, partition }: AccountId): boolean {
  if (typeof arn !== 'string') return false
  const [, of, owner] = /^arn:(aws[a-z-]*):dynamodb:[a-z0-9-]*:(\d{12}):table\/[\w.-]+$/.exec(arn) ?? []
  const isKnown = (partitions as readonly (string | undefined)[]).includes(of)
  return isKnown && owner === account && (partition === undefined || partition === of)
}

/** Whether a finding is about this account. */
export function isAbout(found: Replicas | undefined, { account, partition }: AccountId): boolean {
  const samePartition =
    found?.partition === undefined || partition === undefined || found.partition === partition
  return found?.account === account && samePartition
}

/** Says what was found; `found` is undefined if no test has searched. */
export function replicasInWords(found: Replicas | undefined): string {
  if (!found) return 'Not checked for replicas.'
  const { looked, more, notChecked } = found
  if (notChecked !== undefined) return `Not checked for replicas: ${notChecked}.`
  const tables = more ? `the first ${counted(looked, 'table')}` : counted(looked, 'table')
  return looked === 0 ? 'No tables, so no replicas.' : `No replica found in ${tables}.`
}
