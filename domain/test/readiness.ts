import * as v from 'valibot'
import { boundedList } from '../bounded'
import { counted } from '../counted'

/** The actions that the readers of a source are documented to need. */
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

/** What stands against an action: `missing` is a policy that allows it, the only one that adding a policy mends. */
export const denials = ['missing', 'explicit', 'boundary', 'session', 'endpoint', 'organization'] as const
export type Denial = (typeof denials)[number]

const permissionSchema = v.object({
  action: v.picklist(readActions),
  answer: v.picklist(['allowed', 'denied', 'notChecked']),
  /** Of a denied action. */
  denial: v.optional(v.picklist(denials)),
  /** Of one that was not checked: why. */
  why: v.optional(v.string()),
})
export type Permission = v.InferOutput<typeof permissionSchema>

/** What was found out about a source beyond its test, with reading calls alone. */
export const readinessSchema = v.object({
  checkedAt: v.string(),
  ms: v.number(),
  region: v.string(),
  /** How many tables have point-in-time recovery, how many lack it, and of how many it could not be told. */
  recovery: v.object({ on: v.number(), off: v.number(), unknown: v.number() }),
  /** Tables that lack it, by name: all of them, up to `mostNamed`. */
  withoutRecovery: boundedList(v.string(), 10_000),
  /** Whether there are more tables than were looked at. */
  moreTables: v.boolean(),
  permissions: boundedList(permissionSchema, 1_000),
})
export type Readiness = v.InferOutput<typeof readinessSchema>

/** How many tables without point-in-time recovery are kept by name. */
export const mostNamed = 100

/** What each answer is called. */
export const answerWords = { allowed: 'allowed', denied: 'denied', notChecked: 'not checked' } as const

const denialWords: Record<Denial, string> = {
  missing: 'no policy allows it',
  explicit: 'a policy denies it explicitly',
  boundary: 'the permissions boundary does not allow it',
  session: 'the session policy does not allow it',
  endpoint: 'the policy of the VPC endpoint does not allow it',
  organization: 'a policy of the organization does not allow it',
}

/** Why a permission is denied or was not checked, in words; empty for one that is allowed. */
export function reasonOf({ denial, why }: Permission): string {
  return denial ? denialWords[denial] : (why ?? '')
}

/** The finding in one line: what keeps the source from being ready, or what is left unknown, or that all is well. */
export function readinessHeadline({ recovery, permissions, moreTables }: Readiness): string {
  const { on, off, unknown } = recovery
  const denied = permissions.filter(({ answer }) => answer === 'denied').length
  const against = [
    off > 0 &&
      `${off} of ${on + off + unknown} tables ${off === 1 ? 'lacks' : 'lack'} point-in-time recovery`,
    denied > 0 && `${counted(denied, 'permission is', 'permissions are')} denied`,
  ].filter(Boolean)
  if (against.length > 0) return `Not ready: ${against.join(', ')}`
  if (unknown > 0) return `Not known: point-in-time recovery of ${counted(unknown, 'table')}`
  const all = moreTables
    ? `the first ${on} tables have`
    : on === 1
      ? 'the table has'
      : `all ${on} tables have`
  return on === 0
    ? 'Nothing stands against it: there are no tables yet'
    : `Ready as far as checked: ${all} point-in-time recovery`
}

/**
 * The smallest IAM policy that allows what is denied for want of one; undefined when nothing is. Its resources are
 * those that the Service Authorization Reference has for each action.
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

/** Which kind of resource a policy names for each action: 0 tables, 1 exports, 2 none of its own. */
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
