import { readRoleArn } from './arn'
import { failedReading } from './reading'
import type { Reading } from './reading'

/** A role that a text names in some way, and what is to be said of how it was found. */
export type RoleReference = { roleArn: string; remark?: string }

const whole = /(?<![\w:])arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+/
const session = /(?<![\w:])arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})\/[\w+=,.@-]+/

/** The host names of AWS consoles, by the partition that they belong to. */
const consoles: readonly [RegExp, string][] = [
  [/(^|\.)aws\.amazon\.com$/, 'aws'],
  [/(^|\.)amazonaws\.cn$/, 'aws-cn'],
  [/(^|\.)amazonaws-us-gov\.com$/, 'aws-us-gov'],
]

const addresses =
  /https:\/\/(?<host>[\w.-]+)(?<path>\/[^\s?#"'<>]*)?(?:\?(?<query>[^\s#"'<>]*))?(?:#(?<hash>[^\s"'<>]*))?/gi

const noPath = 'The path of the role, if it has one, is not told there.'

/**
 * Finds the role that a text refers to: the ARN of a role or of a session, or an address of the AWS console (a role's
 * page or a link to switch roles); undefined without one, and a sentence where an address leaves the account out.
 */
export function findRole(text: string): Reading<RoleReference> | undefined {
  const roleArn = whole.exec(text)?.[0].replace(/[.,]$/, '')
  if (roleArn !== undefined && readRoleArn(roleArn).ok) return { ok: true, value: { roleArn } }
  const [, partition, account, name] = session.exec(text) ?? []
  if (name !== undefined) {
    return roleOf(partition, account, name, `Made from the ARN of a session. ${noPath}`)
  }
  for (const address of text.slice(0, 20_000).matchAll(addresses)) {
    const found = findInAddress(address.groups ?? {})
    if (found) return found
  }
  return undefined
}

function findInAddress(parts: Record<string, string | undefined>): Reading<RoleReference> | undefined {
  const { host = '', path = '', query = '', hash = '' } = parts
  const partition = consoles.find(([console]) => console.test(host))?.[1]
  if (partition === undefined) return undefined
  if (path.endsWith('/switchrole')) {
    const valueOf = (name: string): string =>
      decoded(new RegExp(`(?:^|&)${name}=([^&]*)`, 'i').exec(query)?.[1] ?? '')
    const name = valueOf('roleName').replace(/^\//, '')
    return roleOf(partition, valueOf('account'), name, 'Made from a link to switch roles.')
  }
  const [, encoded] = /^!?\/roles\/(?:details\/)?([^?/]+)/.exec(hash) ?? []
  if (!path.startsWith('/iam/') || encoded === undefined) return undefined
  // With several sessions open, the console's host begins with the account.
  const [, account = ''] = /^(\d{12})-/.exec(host) ?? []
  return roleOf(partition, account, decoded(encoded), `Made from the address of its page. ${noPath}`)
}

function roleOf(
  partition = '',
  account = '',
  name: string,
  remark: string,
): Reading<RoleReference> | undefined {
  const number = account.replace(/-/g, '')
  const roleArn = `arn:${partition}:iam::${number}:role/${name}`
  if (readRoleArn(roleArn).ok) return { ok: true, value: { roleArn, remark } }
  if (!readRoleArn(`arn:${partition}:iam::000000000000:role/${name}`).ok) return undefined
  return failedReading('This address names a role, but no account number. Copy the ARN from the role’s page.')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
