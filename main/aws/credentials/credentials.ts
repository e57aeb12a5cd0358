import { shortAccessKey } from '../../../domain/connection/accessKey'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { secretPresence } from '../../../domain/secret/secret'
import type { SecretChanges, SecretName, SecretStates } from '../../../domain/secret/secret'
import { otherSide } from '../../../domain/side'
import type { Side } from '../../../domain/side'
import { describeCause } from '../failures/causes'
import { hasContainerCredentials, readVariable } from '../run/environment'
import type { Environment } from '../run/environment'
import type { Found } from './issuedCredentials'
import { containerRole, machineRole } from './machineRole'
import type { CloudConnection } from '../sdk/resolveConnection'
import type { Passed, StageTools } from '../run/stages'

/** The sources of credentials. */
export type CredentialSources = {
  side: Side
  states: SecretStates
  changes: SecretChanges
  environment: Environment
  /** The trusted certificate authorities. */
  authorities?: readonly string[] | undefined
  /** Reads a saved secret of either side, if it was saved for the tested side's access key. */
  readSecret: (side: Side, name: SecretName) => Promise<Result<string | null>>
}

/** Finds the base credentials of a cloud connection; never uses another source than the chosen one. */
export async function findCredentials(
  connection: CloudConnection,
  sources: CredentialSources,
  tools: StageTools,
): Promise<Result<Passed<Found>>> {
  return connection.kind === 'userCredentials'
    ? fromWorkspace(connection.accessKey, sources, tools)
    : fromEnvironment(sources, tools)
}

async function fromWorkspace(
  accessKeyId: string,
  sources: CredentialSources,
  { waitFor }: StageTools,
): Promise<Result<Passed<Found>>> {
  waitFor('the keychain')
  const secretKey = await secretOf('secretKey', accessKeyId, sources)
  if (!secretKey.ok) return secretKey
  const sessionToken = await secretOf('sessionToken', accessKeyId, sources)
  if (!sessionToken.ok) return sessionToken
  // Pasted tokens may have line breaks; no token contains white space.
  const token = sessionToken.value?.replace(/\s+/g, '')
  const secretAccessKey = secretKey.value?.trim()
  if (!secretAccessKey) return failed(describeCause('secretMissing'))
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) return failed(describeCause('tokenMalformed'))
  const withToken = token === undefined ? '' : ' with a session token'
  const origin = `access key ${shortAccessKey(accessKeyId)}${withToken}`
  const credentials = { accessKeyId, secretAccessKey, ...(token !== undefined && { sessionToken: token }) }
  return ok({
    text: `From this workspace: ${origin}`,
    value: { credentials, origin: `${origin} of this workspace` },
  })
}

const secretWords: Record<SecretName, string> = { secretKey: 'secret key', sessionToken: 'session token' }

/** The secret in use: typed, or saved for exactly this access key on this side or the other; undefined without one. */
async function secretOf(
  name: SecretName,
  accessKey: string,
  { side, states, changes, readSecret }: CredentialSources,
): Promise<Result<string | undefined>> {
  const change = changes[name]
  const presence = secretPresence(states[name], change, accessKey)
  if (presence === 'typed' && change.kind === 'set') return ok(change.value)
  if (presence !== 'saved') return ok(undefined)
  const read = await readSecret(change.kind === 'fromOther' ? otherSide(side) : side, name)
  if (!read.ok || read.value !== null) return read as Result<string>
  return failed(describeCause('keychainUnreadable', { secret: secretWords[name] }))
}

async function fromEnvironment(
  { environment, authorities }: CredentialSources,
  tools: StageTools,
): Promise<Result<Passed<Found>>> {
  const accessKeyId = readVariable(environment, 'TONIC_AWS_ACCESS_KEY_ID')
  const secretAccessKey = readVariable(environment, 'TONIC_AWS_SECRET_ACCESS_KEY')
  if (accessKeyId === undefined && secretAccessKey === undefined) {
    return hasContainerCredentials(environment)
      ? containerRole(environment, tools, authorities)
      : machineRole(environment, tools)
  }
  const names = ['TONIC_AWS_ACCESS_KEY_ID', 'TONIC_AWS_SECRET_ACCESS_KEY']
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    const [set, unset] = accessKeyId === undefined ? names.reverse() : names
    return failed(describeCause('environmentIncomplete', { set, unset }))
  }
  const quoted = names.find((name) => /^(["'“‘]).*["'”’]$/s.test(readVariable(environment, name) ?? ''))
  if (quoted !== undefined) return failed(describeCause('environmentQuoted', { name: quoted }))
  if (!/^\w{16,128}$/.test(accessKeyId)) return failed(describeCause('environmentKeyMalformed'))
  const tail = accessKeyId.slice(-4)
  return ok({
    text: `TONIC_AWS_ACCESS_KEY_ID of the environment, ends in ${tail}`,
    value: {
      credentials: { accessKeyId, secretAccessKey },
      origin: `TONIC_AWS_ACCESS_KEY_ID, ends in ${tail}`,
    },
  })
}
