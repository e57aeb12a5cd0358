import { Accounts } from './accounts'
import { operations } from './principals'
import type { Permission, Role, Session, User } from './principals'

export const ANALYTICS_ACCOUNT = '111122223333'
export const STAGING_ACCOUNT = '444455556666'

/** The region in which the cast has its tables. */
export const HOME_REGION = 'eu-west-1'

/** An opt-in region that only the analytics account has switched on. */
export const OPT_IN_REGION = 'me-south-1'

/** A ready-made cast, its keys and secrets new each time. */
export interface World {
  readonly accounts: Accounts
  /** Of the analytics account; may list tables and assume `reader`. */
  readonly analyst: User
  /** Of the analytics account; its sessions last an hour at most. */
  readonly reader: Role
  /** Of the staging account; may list tables and assume `reader` and `writer`. */
  readonly operator: User
  /** Of the staging account; trusts its operator and sessions of `reader`, up to twelve hours. */
  readonly writer: Role
  /** Of the analytics account, with a key that has been made inactive. */
  readonly leaver: User
  /** Of the analytics account, without permission for anything. */
  readonly newcomer: User
  /** Of the analytics account; may read everything, and write nothing. */
  readonly auditor: User
  /** Of the role `reader`, and over for an hour. */
  readonly expired: Session
}

const DYNAMODB: readonly Permission[] = ['dynamodb:ListTables', 'dynamodb:DescribeTable']

/** Makes two accounts with users, roles, tables and the usual mishaps, every secret new. */
export function makeWorld(now: () => number = Date.now): World {
  const accounts = new Accounts()
  accounts.addAccount({ id: ANALYTICS_ACCOUNT })
  accounts.addAccount({ id: STAGING_ACCOUNT, regionsOff: [OPT_IN_REGION] })

  const allow = [...DYNAMODB, 'sts:AssumeRole'] as const
  const analyst = accounts.addUser({ account: ANALYTICS_ACCOUNT, name: 'analyst', allow })
  const operator = accounts.addUser({ account: STAGING_ACCOUNT, name: 'operator', allow })
  const leaver = accounts.addUser({ account: ANALYTICS_ACCOUNT, name: 'leaver', allow, active: false })
  const newcomer = accounts.addUser({ account: ANALYTICS_ACCOUNT, name: 'newcomer' })

  const auditor = accounts.addUser({
    account: ANALYTICS_ACCOUNT,
    name: 'auditor',
    allow: operations.map((operation) => `dynamodb:${operation}` as const),
  })

  const reader = accounts.addRole({
    account: ANALYTICS_ACCOUNT,
    path: '/analytics/',
    name: 'StructuralReader',
    trust: [analyst.arn, operator.arn],
    maxSessionSeconds: 3600,
    allow,
  })
  const writer = accounts.addRole({
    account: STAGING_ACCOUNT,
    name: 'StructuralWriter',
    trust: [operator.arn, reader.arn],
    maxSessionSeconds: 43200,
    allow: DYNAMODB,
  })
  for (const name of ['Customers', 'Invoices', 'Orders']) {
    accounts.addTable(ANALYTICS_ACCOUNT, HOME_REGION, name, name === 'Orders')
  }
  accounts.addTable(STAGING_ACCOUNT, HOME_REGION, 'Customers')

  const expired = accounts.openSession(reader, 'yesterday', now() - 3600_000)
  return { accounts, analyst, reader, operator, writer, leaver, newcomer, auditor, expired }
}
