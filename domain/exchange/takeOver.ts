import { readAccessKey } from '../connection/accessKey'
import { kindOf } from '../connection/connection'
import type { WorkspaceRecord } from '../workspace/workspaceRecord'
import type { SecretName, SecretStates } from '../secret/secret'
import { sides } from '../side'
import type { Side } from '../side'
import type { ExchangedWorkspace } from './exchange'

/** A side of a workspace here whose saved secrets an imported side with the same access key can have, too. */
export type SecretsHere = { id: string; side: Side }

/** Finds the saved secrets that go with an access key, all that such a key needs; the newest if there are several. */
export type FindSecretsHere = (accessKey: string) => SecretsHere | undefined

/** Looks once through all workspaces here for saved secrets, and answers for any access key. */
export function secretsHere(records: readonly WorkspaceRecord[]): FindSecretsHere {
  const found = new Map<string, SecretsHere & { savedAt: string }>()
  for (const { id, secrets } of records) {
    for (const side of sides) {
      const state = secrets[side].secretKey
      if (state.kind !== 'saved' || !isComplete(state.accessKey, secrets[side])) continue
      const known = found.get(state.accessKey)
      if (!known || known.savedAt < state.savedAt)
        found.set(state.accessKey, { id, side, savedAt: state.savedAt })
    }
  }
  return (accessKey) => found.get(accessKey)
}

function isComplete(accessKey: string, { sessionToken }: SecretStates): boolean {
  const hasToken = sessionToken.kind === 'saved' && sessionToken.accessKey === accessKey
  return neededSecrets(accessKey).length === 1 || hasToken
}

/** The secrets that a side with an access key needs: a temporary key has a session token, too. */
export function neededSecrets(accessKey: string): readonly SecretName[] {
  return readAccessKey(accessKey).kind === 'temporary' ? ['secretKey', 'sessionToken'] : ['secretKey']
}

/**
 * Where an imported side takes its secrets over from; undefined if it needs none, the file has them, or none are here.
 * `own` are the states of the workspace that it replaces, which keeps its own.
 */
export function takenOver(
  { workspace, secrets }: ExchangedWorkspace,
  side: Side,
  find: FindSecretsHere,
  own?: SecretStates,
): SecretsHere | undefined {
  const form = workspace[side]
  const accessKey = form.accessKey.trim()
  if (kindOf(form) !== 'userCredentials' || accessKey === '') return undefined
  const has = (name: SecretName): boolean => {
    const state = own?.[name]
    return state !== undefined && state.kind !== 'none' && state.accessKey === accessKey
  }
  const needed = neededSecrets(accessKey)
  if (secrets[side].secretKey !== undefined || needed.every(has)) return undefined
  return find(accessKey)
}
