import type { Partition } from './partitions'

/** The operations of DynamoDB that the double knows; all of them read. */
export const operations = [
  'ListTables',
  'DescribeTable',
  'Scan',
  'Query',
  'DescribeContinuousBackups',
  'ListExports',
  'DescribeExport',
] as const
export type Operation = (typeof operations)[number]

export type Permission = `dynamodb:${Operation}` | 'sts:AssumeRole'

/** What a user or role may do; a denial wins over a permission, and what is not allowed is refused. */
export interface Policy {
  readonly allow: Set<Permission>
  readonly deny: Set<Permission>
}

export interface Table {
  readonly name: string
  readonly id: string
  /** Whether point-in-time recovery is on. */
  recovery: boolean
  /** The ARNs of its replicas, in this account or in others. */
  replicas: string[]
}

export interface Account {
  readonly id: string
  readonly partition: Partition
  /** Opt-in regions this account has not switched on: its keys are unknown there. */
  readonly regionsOff: Set<string>
  /** Regions in which the account's administrator has switched STS off. */
  readonly stsOff: Set<string>
  /** Tables by region, then by name. */
  readonly tables: Map<string, Map<string, Table>>
}

export interface User {
  readonly kind: 'user'
  readonly account: Account
  readonly name: string
  readonly uniqueId: string
  readonly arn: string
  readonly policy: Policy
  readonly keyId: string
  readonly secret: string
  active: boolean
}

export interface Role {
  readonly account: Account
  readonly name: string
  readonly uniqueId: string
  readonly arn: string
  readonly policy: Policy
  /** ARNs of users, roles or sessions and account numbers that may assume the role. */
  readonly trust: string[]
  readonly externalId: string | undefined
  readonly maxSessionSeconds: number
}

/** Temporary credentials of a role. */
export interface Session {
  readonly kind: 'session'
  readonly account: Account
  readonly role: Role
  readonly name: string
  readonly uniqueId: string
  readonly arn: string
  readonly policy: Policy
  readonly keyId: string
  readonly secret: string
  readonly token: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

export type Caller = User | Session

/** Says whether a policy permits an action, and if not, whether by denial or by silence. */
export function judge(policy: Policy, permission: Permission): 'allowed' | 'denied' | 'not allowed' {
  if (policy.deny.has(permission)) return 'denied'
  return policy.allow.has(permission) ? 'allowed' : 'not allowed'
}

/** Says whether this caller, with this external ID, may become the role. */
export function mayAssume(caller: Caller, role: Role, externalId: string | undefined): boolean {
  if (caller.account.partition !== role.account.partition) return false
  if (role.externalId !== undefined && role.externalId !== externalId) return false

  const names = caller.kind === 'session' ? [caller.arn, caller.role.arn] : [caller.arn]
  const namedItself = role.trust.some((trusted) => names.includes(trusted))
  const accountRoot = `arn:${caller.account.partition}:iam::${caller.account.id}:root`
  const namedByAccount = role.trust.includes(caller.account.id) || role.trust.includes(accountRoot)

  const verdict = judge(caller.policy, 'sts:AssumeRole')
  if (verdict === 'denied') return false
  // Within one account a trust policy that names the caller itself is enough.
  if (namedItself && caller.account === role.account) return true
  return (namedItself || namedByAccount) && verdict === 'allowed'
}
