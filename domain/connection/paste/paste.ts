import type { ConnectionForm, FieldName } from '../connection'
import { localFields } from '../localEndpoint'
import { isLoopbackHost, readServer } from '../localHost'
import type { ServerParts } from '../localHost'
import { failedReading } from '../../result'
import type { Reading } from '../../result'
import { findRole } from '../roleReference'
import type { SecretName } from '../../secret/secret'
import { holdsSecretShape, looksLikeSecretKey } from '../../secret/secretShape'
import { serverFields } from '../serverFields'
import { findSets, isBlock, isComplete } from './sets'
import type { PastedSet } from './sets'

/** The content of a pasted text. Secrets are only under `secrets`. */
export type Pasted = {
  /** The fields of the form that it fills in. */
  fields: Partial<Omit<ConnectionForm, 'useLocal' | 'way'>>
  secrets: Partial<Record<SecretName, string>>
  /** When the credentials expire, in ISO 8601. */
  expiresAt?: string
  profile?: string
  /** How many more credentials, profiles or roles the text holds; they are left out. */
  others: number
  /** The names of the sets, if there are several; sets without a name are left out. */
  names?: string[]
  /** Settings in the text that cannot be entered here. */
  cannot?: string
  /** A sentence that says how a value was derived, if the text does not contain it as such. */
  remark?: string
}

const nothing =
  'The text contains nothing to fill in. Paste an access key with its secret key, a profile, a role ARN, or a server.'

/**
 * Reads a pasted text: credentials, profiles, roles and local instances anywhere in it, else the whole text as a
 * server. Uses the first complete set of several, else the first with a role. Never throws.
 */
export function readPasted(text: string): Reading<Pasted> {
  const sets = findSets(text)
  const chosen = choose(sets)
  const isMore = chosen && (isComplete(chosen) || chosen.values.roleArn !== undefined || chosen.local)
  const role = isMore ? undefined : findRole(text)
  if (role && !role.ok) return role
  if (chosen && (isMore || isBlock(text))) return { ok: true, value: pastedOf(chosen, sets) }
  const server = readLocalServer(text)
  if (server) return { ok: true, value: { fields: server, secrets: {}, others: 0 } }
  const { cannot } = chosen ?? {}
  return failedReading(cannot ?? nothing)
}

/**
 * Reads a text pasted into one field; undefined if it is an ordinary value of that field. A block of values is read in
 * every field, a secret by itself in the fields where people paste it by mistake, and a reference to a role other than
 * its ARN only in the role field.
 */
export function readPastedInto(field: FieldName, text: string): Pasted | undefined {
  const sets = isBlock(text) ? findSets(text) : []
  const chosen = choose(sets)
  if (chosen) return pastedOf(chosen, sets)
  const isForSecrets = field === 'secretKey' || field === 'sessionToken'
  const secrets = isForSecrets ? undefined : readBareSecret(text.replace(/\s/g, ''))
  if (secrets) return { fields: {}, secrets, others: 0 }
  const role = field === 'roleArn' ? findRole(text) : undefined
  return role?.ok && role.value.roleArn !== text.trim() ? ofRole(role.value) : undefined
}

// In no other field is a value with the shape of a secret valid.
function readBareSecret(text: string): Pasted['secrets'] | undefined {
  if (looksLikeSecretKey(text)) return { secretKey: text }
  return /^[A-Za-z0-9+/]{100,20000}={0,2}$/.test(text) ? { sessionToken: text } : undefined
}

function choose(sets: readonly PastedSet[]): PastedSet | undefined {
  return (
    sets.find((set) => isComplete(set) || set.local !== undefined) ??
    sets.find(({ values }) => values.roleArn !== undefined) ??
    sets[0]
  )
}

function pastedOf(set: PastedSet, sets: readonly PastedSet[]): Pasted {
  const { secretKey, sessionToken, expiresAt, roleArn, sessionName, durationSeconds, ...plain } = set.values
  const own = { ...(secretKey && { secretKey }), ...(sessionToken && { sessionToken }) }
  const every = sets.flatMap(({ values }) => [values.secretKey, values.sessionToken])
  const isSafe = (value: string | undefined): boolean =>
    value !== undefined && !every.some((secret) => secret !== undefined && value.includes(secret))
  // With keys, a role in the same set is the role that issued them or that another profile assumes.
  const isRole = !isComplete(set) && set.local === undefined && roleArn !== undefined
  const given = set.local
    ? localOf(set, set.local)
    : { ...plain, ...(isRole && { roleArn, sessionName, durationSeconds }) }
  const names = sets.flatMap(({ name }) => (name && isSafe(name) ? [name] : []))
  const remark = [set.remark !== undefined && isRole && set.remark].filter(Boolean).join(' ')
  return {
    fields: Object.fromEntries(Object.entries(given).filter(([, value]) => isSafe(value))),
    secrets: set.local ? {} : own,
    ...(expiresAt && !set.local && { expiresAt }),
    ...(set.isProfile && set.name && isSafe(set.name) && { profile: set.name }),
    others: sets.length - 1,
    ...(sets.length > 1 && names.length > 0 && { names }),
    ...cannotOf(set),
    ...(remark !== '' && { remark }),
  }
}

function cannotOf(set: PastedSet): Pick<Pasted, 'cannot'> {
  if (set.cannot !== undefined && !isComplete(set)) return { cannot: set.cannot }
  return set.hasEndpoint && !set.local
    ? { cannot: 'The endpoint in the text cannot be entered here: requests go to AWS.' }
    : {}
}

/** The fields of a local instance; access key and region only if the text has them. Secrets are ignored. */
function localOf({ values, localKey }: PastedSet, server: ServerParts): Pasted['fields'] {
  const { localAccessKey, localRegion, ...place } = localFields(
    server,
    localKey ?? values.accessKey,
    values.region,
  )
  return {
    ...place,
    ...(localKey !== undefined && localAccessKey === localKey && { localAccessKey }),
    ...(values.region !== undefined && { localRegion }),
  }
}

function ofRole({ roleArn, remark }: { roleArn: string; remark?: string }): Pasted {
  return { fields: { roleArn }, secrets: {}, others: 0, ...(remark && { remark }) }
}

/**
 * Reads a text as a server if it cannot be an ordinary word: it has a port or a scheme, or is loopback. Not AWS hosts.
 */
function readLocalServer(text: string): Pasted['fields'] | undefined {
  const reading = readServer(text)
  if (!reading.ok) return undefined
  const { protocol, host, port } = reading.value
  const isPlace = port !== undefined || protocol !== undefined || isLoopbackHost(host)
  const isOfAws = /\.(amazonaws|amazon|awsapps|amazonaws-us-gov)\./i.test(`.${host}.`)
  return isPlace && !isOfAws && !holdsSecretShape(host) ? serverFields(reading.value) : undefined
}

/** Selects the way to connect that uses a pasted text; nothing if the text has only a region. */
export function wayOfPasted({ fields, secrets }: Pasted): Partial<Pick<ConnectionForm, 'useLocal' | 'way'>> {
  if (fields.server !== undefined) return { useLocal: true }
  if (fields.accessKey !== undefined || Object.keys(secrets).length > 0) {
    return { useLocal: false, way: 'userCredentials' }
  }
  return fields.roleArn === undefined ? {} : { useLocal: false, way: 'assumeRole' }
}

/** The secrets of the previous key, which a pasted text clears without replacing them. */
export function staleAfter({ fields, secrets }: Pasted, accessKeyBefore: string): SecretName[] {
  const isNew = fields.accessKey !== undefined && fields.accessKey !== accessKeyBefore.trim()
  const isWhole = fields.accessKey !== undefined && secrets.secretKey !== undefined
  return [
    ...(isNew && secrets.secretKey === undefined ? (['secretKey'] as const) : []),
    ...((isNew || isWhole) && secrets.sessionToken === undefined ? (['sessionToken'] as const) : []),
  ]
}
