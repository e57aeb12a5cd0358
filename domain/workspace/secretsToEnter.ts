import { findProblems } from '../connection/connectionRules'
import type { WorkspaceRecord } from './workspaceRecord'
import { secretNames, secretPresence } from '../secret/secret'
import type { SecretChanges, SecretName } from '../secret/secret'
import { sides } from '../side'
import type { BothSides, Side } from '../side'
import { currentOf, titleOf } from './workspace'

/** A secret that a workspace still needs. */
export type SecretToEnter = { id: string; workspace: string; side: Side; name: SecretName }

/** Lists the secrets that a workspace needs and lacks; typed but unsaved ones count as present. */
export function secretsToEnter(record: WorkspaceRecord, typed: BothSides<SecretChanges>): SecretToEnter[] {
  const workspace = currentOf(record)
  return sides.flatMap((side) => {
    const form = workspace[side]
    const presence = (name: SecretName) =>
      secretPresence(record.secrets[side][name], typed[side][name], form.accessKey)
    const problems = findProblems(form, {
      secretKey: presence('secretKey'),
      sessionToken: presence('sessionToken'),
    })
    return secretNames
      .filter((name) => problems.some(({ field }) => field === name))
      .map((name) => ({ id: record.id, workspace: titleOf(workspace), side, name }))
  })
}
