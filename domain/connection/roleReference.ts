import { readRoleArn } from './arn'
import { failedReading } from '../result'
import type { Reading } from '../result'

/** A role that a text refers to, with a note on how it was found. */
export type RoleReference = { roleArn: string; remark?: string }

// A role's name may contain a comma, but not one that is followed by another ARN.
const whole = /(?<![\w:])arn:aws[a-z-]*:iam::\d{12}:role\/(?:(?!,\s*arn:)[\w+=,.@/-])+/g
const session = /(?<![\w:])arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})\/[\w+=,.@-]+/g

/** The host names of the AWS consoles by partition. */
const consoles: readonly [RegExp, string][] = [
  [/(^|\.)aws\.amazon\.com$/, 'aws'],
  [/(^|\.)amazonaws\.cn$/, 'aws-cn'],
  [/(^|\.)amazonaws-us-gov\.com$/, 'aws-us-gov'],
]

const addresses =
  /https:\/\/(?<host>[\w.-]+)(?<path>\/[^\s?#"'<>]*)?(?:\?(?<query>[^\s#"'<>]*))?(?:#(?<hash>[^\s"'<>]*))?/gi

const noPath = 'If the role has a path, add the path before the name: it is not part of that text.'

/** The most roles that are read; real texts have fewer. */
const mostRoles = 200

const ofIdentityCenter =
  'This is a session of IAM Identity Center, and its role cannot be assumed. Copy the keys from the AWS access portal and paste them here.'
const ofPortal =
  'This link to the AWS access portal names a permission set, not a role. Copy the keys from the portal and paste them here.'

/**
 * Finds the roles that a text refers to, each once: role ARNs, else session ARNs, else URLs of the AWS console (a
 * role's page or a link to switch roles). `at` is the position in the text.
 */
export function findRoles(text: string): (RoleReference & { at: number })[] {
  const seen = new Set<string>()
  const found: (RoleReference & { at: number })[] = []
  const add = (reading: Reading<RoleReference> | undefined, at: number): void => {
    if (!reading?.ok || seen.has(reading.value.roleArn)) return
    seen.add(reading.value.roleArn)
    found.push({ ...reading.value, at })
  }
  for (const match of [...text.matchAll(whole)].slice(0, mostRoles)) {
    const roleArn = match[0].replace(/[.,]+$/, '')
    if (readRoleArn(roleArn).ok) add({ ok: true, value: { roleArn } }, match.index)
  }
  if (found.length > 0) return found
  for (const match of [...text.matchAll(session)].slice(0, mostRoles)) add(ofSession(match), match.index)
  if (found.length > 0) return found
  for (const match of text.slice(0, 20_000).matchAll(addresses))
    add(findInAddress(match.groups ?? {}), match.index)
  return found
}

/**
 * Finds the first role that a text refers to; undefined without one. Fails with a sentence if that role cannot be
 * assumed or a URL does not contain the account.
 */
export function findRole(text: string): Reading<RoleReference> | undefined {
  const [first] = findRoles(text)
  if (first) {
    const { roleArn, remark } = first
    return { ok: true, value: { roleArn, ...(remark !== undefined && { remark }) } }
  }
  const [refused] = [...text.matchAll(session)].map(ofSession).filter((one) => one && !one.ok)
  if (refused) return refused
  for (const address of text.slice(0, 20_000).matchAll(addresses)) {
    const inAddress = findInAddress(address.groups ?? {})
    if (inAddress) return inAddress
  }
  return undefined
}

function ofSession([, partition, account, name = '']: RegExpExecArray): Reading<RoleReference> | undefined {
  if (name.startsWith('AWSReservedSSO_')) return failedReading(ofIdentityCenter)
  return roleOf(partition, account, name, `The role ARN was made from the ARN of a session. ${noPath}`)
}

function findInAddress(parts: Record<string, string | undefined>): Reading<RoleReference> | undefined {
  const { host = '', path = '', query = '', hash = '' } = parts
  if (/(^|\.)(awsapps\.com|app\.aws|portal\.amazonaws\.com)$/i.test(host)) {
    return /role_name=/i.test(`${query}&${hash}`) ? failedReading(ofPortal) : undefined
  }
  const partition = consoles.find(([console]) => console.test(host))?.[1]
  if (partition === undefined) return undefined
  if (path.endsWith('/switchrole')) {
    const valueOf = (name: string): string =>
      decoded(new RegExp(`(?:^|&)${name}=([^&]*)`, 'i').exec(query)?.[1] ?? '')
    const name = valueOf('roleName').replace(/^\//, '')
    return roleOf(partition, valueOf('account'), name, 'The role ARN was made from a link to switch roles.')
  }
  const [, encoded] = /^!?\/roles\/(?:details\/)?([^?/]+)/.exec(hash) ?? []
  if (!path.startsWith('/iam/') || encoded === undefined) return undefined
  // With several sessions, the console's host name begins with the account.
  const [, account = ''] = /^(\d{12})-/.exec(host) ?? []
  return roleOf(
    partition,
    account,
    decoded(encoded),
    `The role ARN was made from the address of its page. ${noPath}`,
  )
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
  return failedReading(
    'This address names a role, but no account ID. Copy the ARN from the page of the role in the IAM console.',
  )
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
