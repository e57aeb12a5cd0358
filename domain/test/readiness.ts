import * as v from 'valibot'
import { boundedList } from '../bounded'
import { counted } from '../counted'

/** The actions that tools reading a source are documented to need. */
export const readActions = [
  'ListTables',
  'DescribeTable',
  'Scan',
  'Query',
  'DescribeContinuousBackups',
  'ListExports',
  'DescribeExport',
  'ExportTableToPointInTime',
] as const
export type ReadAction = (typeof readActions)[number]

/** Why an action is denied. Only `missing` can be fixed by adding a policy. */
export const denials = ['missing', 'explicit', 'boundary', 'session', 'endpoint', 'organization'] as const
export type Denial = (typeof denials)[number]

const permissionSchema = v.object({
  action: v.picklist(readActions),
  answer: v.picklist(['allowed', 'denied', 'notChecked']),
  /** Why the action was denied. */
  denial: v.optional(v.picklist(denials)),
  /** Why the action was not checked. */
  why: v.optional(v.string()),
})
export type Permission = v.InferOutput<typeof permissionSchema>

/** The result of a readiness check, which makes only read calls. */
export const readinessSchema = v.object({
  checkedAt: v.string(),
  ms: v.number(),
  region: v.string(),
  /** How many tables have point-in-time recovery, lack it, or could not be checked. */
  recovery: v.object({ on: v.number(), off: v.number(), unknown: v.number() }),
  /** The names of tables that lack it, at most `mostNamed`. */
  withoutRecovery: boundedList(v.string(), 10_000),
  /** Whether there are more tables than were checked. */
  moreTables: v.boolean(),
  permissions: boundedList(permissionSchema, 1_000),
})
export type Readiness = v.InferOutput<typeof readinessSchema>

/** The most tables without point-in-time recovery that are listed by name. */
export const mostNamed = 100

/** The label of each answer. */
export const answerWords = { allowed: 'allowed', denied: 'denied', notChecked: 'not checked' } as const

const denialWords: Record<Denial, string> = {
  missing: 'no policy allows it',
  explicit: 'a policy denies it explicitly',
  boundary: 'the permissions boundary does not allow it',
  session: 'the session policy does not allow it',
  endpoint: 'the policy of the VPC endpoint does not allow it',
  organization: 'a policy of the organization does not allow it',
}

/** Says why a permission is denied or was not checked; empty if it is allowed. */
export function reasonOf({ denial, why }: Permission): string {
  return denial ? denialWords[denial] : (why ?? '')
}

/** Summarizes the check in one line: why the source is not ready, what is unknown, or that it is ready. */
export function readinessHeadline({ recovery, permissions, moreTables }: Readiness): string {
  const { on, off, unknown } = recovery
  const denied = permissions.filter(({ answer }) => answer === 'denied').length
  const against = [
    off > 0 &&
      `${off} of ${on + off + unknown} tables ${off === 1 ? 'lacks' : 'lack'} point-in-time recovery`,
    denied > 0 && `${counted(denied, 'permission is', 'permissions are')} denied`,
  ].filter(Boolean)
  if (against.length > 0) return `Not ready: ${against.join(', ')}`
  if (unknown > 0) return `Could not check point-in-time recovery of ${counted(unknown, 'table')}`
  const all = moreTables
    ? `the first ${on} tables have`
    : on === 1
      ? 'the table has'
      : `all ${on} tables have`
  return on === 0
    ? 'Ready as far as checked: there are no tables yet'
    : `Ready as far as checked: ${all} point-in-time recovery`
}

/**
 * The smallest IAM policy that allows the actions denied because no policy allows them; undefined if there are none.
 * Its resources are those that the Service Authorization Reference lists for each action.
 */
export function missingPolicy(
  { permissions, region }: Readiness,
  { partition = 'aws', account = '*' }: { partition?: string | undefined; account?: string | undefined },
): string | undefined {
  const missing = permissions.flatMap(({ action, denial }) => (denial === 'missing' ? [action] : []))
  const tables = `arn:${partition}:dynamodb:${region}:${account}:table/*`
  const resources = [tables, `${tables}/export/*`, '*']
  const statements = resources.flatMap((resource) => {
    const actions = missing.filter((action) => resources[resourceOf[action]] === resource)
    return actions.length === 0
      ? []
      : [{ Effect: 'Allow', Action: actions.map((action) => `dynamodb:${action}`), Resource: resource }]
  })
  if (statements.length === 0) return undefined
  return `${JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)}\n`
}

/** The kind of resource for each action: 0 tables, 1 exports, 2 no specific resource. */
const resourceOf: Record<ReadAction, 0 | 1 | 2> = {
  DescribeTable: 0,
  Scan: 0,
  Query: 0,
  DescribeContinuousBackups: 0,
  ExportTableToPointInTime: 0,
  DescribeExport: 1,
  ListTables: 2,
  ListExports: 2,
}
