import type { ConnectionForm, FieldName } from '../connection'
import { isLoopbackHost, readServer } from '../localHost'
import { failedReading } from '../reading'
import type { Reading } from '../reading'
import { findRole } from '../roleReference'
import type { SecretName } from '../secret'
import { holdsSecretShape, looksLikeSecretKey } from '../secretShape'
import { serverFields } from '../serverFields'
import { findBlocks, isComplete } from './blocks'
import type { Block } from './blocks'

/** What a pasted text holds. Secrets are under `secrets` and nowhere else. */
export type Pasted = {
  /** The fields of the form that it fills in. */
  fields: Partial<Omit<ConnectionForm, 'useLocal' | 'way'>>
  secrets: Partial<Record<SecretName, string>>
  /** When the credentials end, in ISO 8601. */
  expiresAt?: string
  profile?: string
  /** How many more credentials or profiles the text holds; they are left out. */
  others: number
  /** How a value was come by, where it is not in the text as it is. */
  remark?: string
}

const nothing =
  'Nothing to fill in was found. Paste an access key with its secret key, a profile, a role ARN, or a server.'

/**
 * Reads a text pasted to be filled in: credentials or a profile in any usual notation, else a role, else a server.
 * Of several blocks the first with both keys is taken, else the first with a role. Never throws.
 */
export function readPasted(text: string): Reading<Pasted> {
  const block = readBlock(text)
  if (block) return { ok: true, value: block }
  const role = findRole(text)
  if (role) return role.ok ? { ok: true, value: ofRole(role.value) } : role
  const server = readLocalServer(text)
  return server ? { ok: true, value: { fields: server, secrets: {}, others: 0 } } : failedReading(nothing)
}

/**
 * Reads a text pasted into one field; undefined when it is that field's ordinary value, which is left to it. A block
 * counts in every field, a bare secret in those that it slips into, a reference to a role that is not its plain ARN
 * only in the field of the role.
 */
export function readPastedInto(field: FieldName, text: string): Pasted | undefined {
  const block = readBlock(text)
  if (block) return block
  const isForSecrets = field === 'secretKey' || field === 'sessionToken'
  const secrets = isForSecrets ? undefined : readBareSecret(text.replace(/\s/g, ''))
  if (secrets) return { fields: {}, secrets, others: 0 }
  const role = field === 'roleArn' ? findRole(text) : undefined
  return role?.ok && role.value.roleArn !== text.trim() ? ofRole(role.value) : undefined
}

// No other field is ever right with the shape of a secret.
function readBareSecret(text: string): Pasted['secrets'] | undefined {
  if (looksLikeSecretKey(text)) return { secretKey: text }
  return /^[A-Za-z0-9+/]{100,20000}={0,2}$/.test(text) ? { sessionToken: text } : undefined
}

function readBlock(text: string): Pasted | undefined {
  const blocks = findBlocks(text)
  const chosen = blocks.find(isComplete) ?? blocks.find(({ values }) => values.roleArn) ?? blocks[0]
  return chosen && pastedOf(chosen, blocks.length - 1)
}

function pastedOf(block: Block, others: number): Pasted {
  const { secretKey, sessionToken, expiresAt, roleArn, sessionName, durationSeconds, ...plain } = block.values
  const secrets = { ...(secretKey && { secretKey }), ...(sessionToken && { sessionToken }) }
  // Keys sign requests themselves: a role beside them is the one they are of, or one that another profile assumes.
  const role = isComplete(block) ? {} : { roleArn, sessionName, durationSeconds }
  const isSafe = (value: string | undefined): boolean =>
    value !== undefined && !Object.values(secrets).some((secret) => value.includes(secret))
  const fields = Object.fromEntries(
    Object.entries({ ...plain, ...role }).filter(([, value]) => isSafe(value)),
  )
  return {
    fields,
    secrets,
    ...(expiresAt && { expiresAt }),
    ...(block.profile !== undefined && isSafe(block.profile) && { profile: block.profile }),
    others,
  }
}

function ofRole({ roleArn, remark }: { roleArn: string; remark?: string }): Pasted {
  return { fields: { roleArn }, secrets: {}, others: 0, ...(remark && { remark }) }
}

/** A server that can be told from a word: it has a port or a scheme, or is loopback. Hosts of AWS are none. */
function readLocalServer(text: string): Pasted['fields'] | undefined {
  const reading = readServer(text)
  if (!reading.ok) return undefined
  const { protocol, host, port } = reading.value
  const isPlace = port !== undefined || protocol !== undefined || isLoopbackHost(host)
  const isOfAws = /\.(amazonaws|amazon|awsapps|amazonaws-us-gov)\./i.test(`.${host}.`)
  return isPlace && !isOfAws && !holdsSecretShape(host) ? serverFields(reading.value) : undefined
}

/** What of the form chooses the way that uses a pasted text; nothing when it has a region alone. */
export function wayOfPasted({ fields, secrets }: Pasted): Partial<Pick<ConnectionForm, 'useLocal' | 'way'>> {
  if (fields.server !== undefined) return { useLocal: true }
  if (fields.accessKey !== undefined || Object.keys(secrets).length > 0) {
    return { useLocal: false, way: 'userCredentials' }
  }
  return fields.roleArn === undefined ? {} : { useLocal: false, way: 'assumeRole' }
}

/** The secrets that belonged to the key before, and that a pasted text replaces by nothing. */
export function staleAfter({ fields, secrets }: Pasted, accessKeyBefore: string): SecretName[] {
  const isNew = fields.accessKey !== undefined && fields.accessKey !== accessKeyBefore.trim()
  const isWhole = fields.accessKey !== undefined && secrets.secretKey !== undefined
  return [
    ...(isNew && secrets.secretKey === undefined ? (['secretKey'] as const) : []),
    ...((isNew || isWhole) && secrets.sessionToken === undefined ? (['sessionToken'] as const) : []),
  ]
}
