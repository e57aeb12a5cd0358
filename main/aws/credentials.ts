import type { Failure } from '../../domain/failure'
import { shortAccessKey } from '../../domain/accessKey'
import { describeEnvironment } from '../../domain/environment'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { secretPresence } from '../../domain/secret'
import type { SecretChanges, SecretName, SecretStates } from '../../domain/secret'
import type { Side } from '../../domain/side'
import type { Credentials } from './clients'
import { hasContainerCredentials, readVariable, viewEnvironment } from './environment'
import type { Environment } from './environment'
import { containerRole, machineRole } from './machineRole'
import type { CloudConnection } from './settings'
import type { Passed, StageTools } from './stages'

/** What credentials can be found in. */
export type CredentialSources = {
  side: Side
  states: SecretStates
  changes: SecretChanges
  environment: Environment
  readSecret: (side: Side, name: SecretName) => Promise<Result<string | null>>
}

/** The base credentials of a cloud connection, and where they came from in words; never any that were not asked for. */
export async function findCredentials(
  connection: CloudConnection,
  sources: CredentialSources,
  tools: StageTools,
): Promise<Result<Passed<Credentials>>> {
  return connection.kind === 'userCredentials'
    ? fromWorkspace(connection.accessKey, sources, tools)
    : fromEnvironment(sources.environment, tools)
}

async function fromWorkspace(
  accessKeyId: string,
  sources: CredentialSources,
  { waitFor }: StageTools,
): Promise<Result<Passed<Credentials>>> {
  waitFor('the keychain')
  const secretKey = await secretOf('secretKey', accessKeyId, sources)
  if (!secretKey.ok) return secretKey
  const sessionToken = await secretOf('sessionToken', accessKeyId, sources)
  if (!sessionToken.ok) return sessionToken
  // Tokens are pasted over several lines; none has a space in it.
  const token = sessionToken.value?.replace(/\s+/g, '')
  const secretAccessKey = secretKey.value?.trim()
  if (!secretAccessKey) return failed(empty('AWS Secret Key', 'secretMissing'))
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
    return failed(empty('AWS Session Token', 'tokenMissing'))
  const withToken = token === undefined ? '' : ' with a session token'
  return ok({
    text: `From this workspace: access key ${shortAccessKey(accessKeyId)}${withToken}`,
    value: { accessKeyId, secretAccessKey, ...(token !== undefined && { sessionToken: token }) },
  })
}

const secretWords: Record<SecretName, string> = { secretKey: 'secret key', sessionToken: 'session token' }

/** The value that takes part: typed, or saved for this very access key; undefined when there is none. */
async function secretOf(
  name: SecretName,
  accessKey: string,
  { side, states, changes, readSecret }: CredentialSources,
): Promise<Result<string | undefined>> {
  const change = changes[name]
  const presence = secretPresence(states[name], change, accessKey)
  if (presence === 'typed' && change.kind === 'set') return ok(change.value)
  if (presence !== 'saved') return ok(undefined)
  const read = await readSecret(side, name)
  if (!read.ok || read.value !== null) return read as Result<string>
  return failed({
    code: 'keychainUnreadable',
    message: `The ${secretWords[name]} was saved, but the keychain gives nothing: it is locked, or the entry is lost.`,
    remedy: `Unlock the keychain and test again. If the entry is lost, enter the ${secretWords[name]} again.`,
  })
}

function empty(label: string, code: Failure['code']): Failure {
  return {
    code,
    message: `${label}: the value is not one that AWS gives out.`,
    remedy: 'Paste it again, whole.',
  }
}

async function fromEnvironment(
  environment: Environment,
  tools: StageTools,
): Promise<Result<Passed<Credentials>>> {
  const accessKeyId = readVariable(environment, 'TONIC_AWS_ACCESS_KEY_ID')
  const secretAccessKey = readVariable(environment, 'TONIC_AWS_SECRET_ACCESS_KEY')
  if (accessKeyId === undefined && secretAccessKey === undefined) {
    return hasContainerCredentials(environment)
      ? containerRole(environment, tools)
      : machineRole(environment, tools)
  }
  const remedy = 'Set both variables, or neither, and start the application again.'
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    return failed({
      code: 'environmentIncomplete',
      message: describeEnvironment(viewEnvironment(environment)),
      remedy,
    })
  }
  if (!/^\w{16,128}$/.test(accessKeyId)) {
    const message = 'TONIC_AWS_ACCESS_KEY_ID is not an access key: one has at least 16 letters and digits.'
    return failed({
      code: 'environmentIncomplete',
      message,
      remedy: 'Correct the variable, and start again.',
    })
  }
  const tail = accessKeyId.slice(-4)
  return ok({
    text: `TONIC_AWS_ACCESS_KEY_ID of the environment, ends in ${tail}`,
    value: { accessKeyId, secretAccessKey },
  })
}
