import { randomUUID } from 'node:crypto'
import { newKeyId, newSecret, newToken, newUniqueId } from './signature/keyIds'
import { partitionOfRegion, type Partition } from './partitions'
import type { Account, Caller, Permission, Policy, Role, Session, Table, User } from './principals'

export interface NewAccount {
  readonly id: string
  readonly partition?: Partition
  readonly regionsOff?: readonly string[]
  readonly stsOff?: readonly string[]
}

export interface NewPolicy {
  readonly allow?: readonly Permission[]
  readonly deny?: readonly Permission[]
}

export interface NewUser extends NewPolicy {
  readonly account: string
  readonly name: string
  readonly active?: boolean
}

export interface NewRole extends NewPolicy {
  readonly account: string
  /** Begins and ends with a slash; `/` when left out. */
  readonly path?: string
  readonly name: string
  readonly trust: readonly string[]
  readonly externalId?: string
  readonly maxSessionSeconds?: number
}

/** All that the double knows: who exists, what each may do, and which tables there are. */
export class Accounts {
  readonly #accounts = new Map<string, Account>()
  readonly #roles = new Map<string, Role>()
  readonly #callers = new Map<string, Caller>()

  /** Opens an account. */
  addAccount({ id, partition = 'aws', regionsOff = [], stsOff = [] }: NewAccount): Account {
    if (this.#accounts.has(id)) throw new Error(`Account ${id} exists already`)
    const account: Account = {
      id,
      partition,
      regionsOff: new Set(regionsOff),
      stsOff: new Set(stsOff),
      tables: new Map(),
    }
    this.#accounts.set(id, account)
    return account
  }

  /** Adds a user with a long-term access key. */
  addUser({ account: id, name, active = true, ...policy }: NewUser): User {
    const account = this.#account(id)
    const user: User = {
      kind: 'user',
      account,
      name,
      uniqueId: newUniqueId('AIDA'),
      arn: `arn:${account.partition}:iam::${id}:user/${name}`,
      policy: policyFrom(policy),
      keyId: newKeyId(id, 'AKIA'),
      secret: newSecret(),
      active,
    }
    this.#callers.set(user.keyId, user)
    return user
  }

  /** Adds a role; its longest session is one hour by default. */
  addRole({
    account: id,
    path = '/',
    name,
    trust,
    externalId,
    maxSessionSeconds = 3600,
    ...policy
  }: NewRole): Role {
    const account = this.#account(id)
    const role: Role = {
      account,
      name,
      uniqueId: newUniqueId('AROA'),
      arn: `arn:${account.partition}:iam::${id}:role${path}${name}`,
      policy: policyFrom(policy),
      trust: [...trust],
      externalId,
      maxSessionSeconds,
    }
    this.#roles.set(role.arn, role)
    return role
  }

  /** Opens a session of a role; one that ends at or before `now` counts as expired from the start. */
  openSession(role: Role, name: string, expiresAt: number): Session {
    const { account, policy } = role
    const session: Session = {
      kind: 'session',
      account,
      role,
      name,
      uniqueId: `${role.uniqueId}:${name}`,
      arn: `arn:${account.partition}:sts::${account.id}:assumed-role/${role.name}/${name}`,
      policy,
      keyId: newKeyId(account.id, 'ASIA'),
      secret: newSecret(),
      token: newToken(),
      expiresAt,
    }
    this.#callers.set(session.keyId, session)
    return session
  }

  /** Adds an empty table to an account's region, without point-in-time recovery by default. */
  addTable(accountId: string, region: string, name: string, recovery = false): Table {
    const { tables } = this.#account(accountId)
    const table: Table = { name, id: randomUUID(), recovery, replicas: [] }
    tables.set(region, (tables.get(region) ?? new Map<string, Table>()).set(name, table))
    return table
  }

  /** Returns the role with exactly this ARN. */
  roleByArn(arn: string): Role | undefined {
    return this.#roles.get(arn)
  }

  /** Returns the owner of an access key that works in this region, or undefined as AWS would. */
  ownerOf(keyId: string, region: string): Caller | undefined {
    const caller = this.#callers.get(keyId)
    if (!caller || (caller.kind === 'user' && !caller.active)) return undefined
    const { partition, regionsOff } = caller.account
    return partitionOfRegion(region) === partition && !regionsOff.has(region) ? caller : undefined
  }

  #account(id: string): Account {
    const account = this.#accounts.get(id)
    if (!account) throw new Error(`There is no account ${id}`)
    return account
  }
}

function policyFrom({ allow = [], deny = [] }: NewPolicy): Policy {
  return { allow: new Set(allow), deny: new Set(deny) }
}
