import { randomUUID } from 'node:crypto'
import type { WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import { contentOf, exchanged } from '../../domain/exchange/exchange'
import type { ExchangedWorkspace } from '../../domain/exchange/exchange'
import { contentHere, secretsToAdd } from '../../domain/exchange/importPlan'
import type { ImportChoice, ImportOutcome, PlanItem } from '../../domain/exchange/importPlan'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { noChanges, secretPlaces } from '../../domain/secret/secret'
import type { SecretChanges, SecretPlace } from '../../domain/secret/secret'
import type { BothSides } from '../../domain/side'
import { nameDuplicates } from '../../domain/workspace/workspace'
import type { Workspace } from '../../domain/workspace/workspace'
import type { Keychain } from '../storage/secrets/keychain'
import type { DeletedFiles } from '../storage/records/deletedFiles'
import type { Workspaces } from '../workspaces/workspaces'

type WorkspaceImportDependencies = {
  workspaces: Pick<Workspaces, 'create' | 'save' | 'saveSecrets' | 'discardDraft' | 'find'>
  keychain: Pick<Keychain, 'check'>
  deleted: Pick<DeletedFiles, 'has'>
}

/** One workspace to import, with its entry in the plan and the person's choice for a conflict. */
export type ImportStep = { incoming: ExchangedWorkspace; item: PlanItem; choice: ImportChoice }

const filesAtOnce = 16

/** Saves imported workspaces as every save does: secrets first, file second. */
export function createWorkspaceImport({ workspaces, keychain, deleted }: WorkspaceImportDependencies) {
  async function add(
    id: string,
    workspace: Workspace,
    secrets: BothSides<SecretChanges>,
  ): Promise<Result<WorkspaceRecord>> {
    if (!setsAny(secrets)) return workspaces.create(id, workspace, 'saved')
    const created = await workspaces.create(id, workspace)
    if (!created.ok) return created
    const saved = await workspaces.save({ id, workspace, secrets, thisRunOnly: false })
    if (!saved.ok) await workspaces.discardDraft(id)
    return saved
  }

  /**
   * The id of a workspace that was deleted and can still be restored stays taken, and so does that of an unreadable
   * file.
   */
  async function freeId({ id }: ExchangedWorkspace): Promise<string> {
    if (await deleted.has(id)) return randomUUID()
    const found = await workspaces.find(id)
    return !found.ok && found.failure.code === 'notFound' ? id : randomUUID()
  }

  async function take(
    step: ImportStep,
    nameCopy: (name: string) => string,
    outcome: ImportOutcome,
  ): Promise<Result<unknown>> {
    const { incoming, item, choice } = step
    const { secrets } = incoming
    const workspace = exchanged(incoming.workspace)
    const count = (what: 'created' | 'replaced' | 'copied' | 'secretsAdded', id: string): void => {
      outcome[what]++
      outcome.ids.push(id)
      if (what === 'replaced') outcome.replacedIds.push(id)
    }
    if (item.status === 'new') {
      const added = await add(await freeId(incoming), workspace, changesFor(secrets))
      if (added.ok) count('created', added.value.id)
      return added
    }
    if (item.status === 'same') {
      outcome.same++
      const record = item.addsSecrets ? await workspaces.find(item.mine.id) : undefined
      if (!record?.ok || contentOf(contentHere(record.value)) !== contentOf(workspace)) return ok(null)
      const only = secretsToAdd(incoming, record.value)
      const saved = await workspaces.saveSecrets(item.mine.id, changesFor(secrets, only))
      if (saved.ok) count('secretsAdded', item.mine.id)
      return saved
    }
    if (choice === 'copy') {
      const copy = { ...workspace, name: nameCopy(workspace.name) }
      const added = await add(randomUUID(), copy, changesFor(secrets))
      if (added.ok) count('copied', added.value.id)
      return added
    }
    if (choice === 'keep' || item.mine.readOnly) {
      outcome.kept++
      return ok(null)
    }
    const { id } = item.mine
    const saved = await workspaces.save({ id, workspace, secrets: changesFor(secrets), thisRunOnly: false })
    if (saved.ok) count('replaced', id)
    return saved
  }

  return {
    /**
     * Runs all steps. If any step writes a secret and the keychain cannot be used, it fails before the first step. A
     * later failure stops the import, and the outcome counts what was imported until then.
     */
    async run(steps: readonly ImportStep[], takenNames: readonly string[]): Promise<Result<ImportOutcome>> {
      const needKeychain = steps.some(givesSecret)
      const status = needKeychain ? await keychain.check() : undefined
      if (status?.kind === 'unavailable') return failed(status.failure)
      const none = { created: 0, replaced: 0, copied: 0, same: 0, secretsAdded: 0, kept: 0 }
      const outcome: ImportOutcome = { ...none, ids: [], replacedIds: [] }
      const nameCopy = nameDuplicates(takenNames)
      // Files are written in parallel, which saves most of the waiting for the disk; the keychain allows one call at
      // a time.
      const atOnce = needKeychain ? 1 : filesAtOnce
      for (let at = 0; at < steps.length; at += atOnce) {
        const some = steps.slice(at, at + atOnce)
        const taken = await Promise.all(some.map((step) => take(step, nameCopy, outcome)))
        const refused = taken.find((one) => !one.ok)
        if (refused && !refused.ok) return ok({ ...outcome, failure: refused.failure })
      }
      return ok(outcome)
    },
  }
}
export type WorkspaceImport = ReturnType<typeof createWorkspaceImport>

/** Whether a step writes a secret to the keychain. */
function givesSecret({ incoming, item, choice }: ImportStep): boolean {
  if (item.status === 'same') return item.addsSecrets
  const isTaken = item.status === 'new' || choice === 'copy' || (choice === 'replace' && !item.mine.readOnly)
  return isTaken && setsAny(changesFor(incoming.secrets))
}

/**
 * The secrets of a file as the changes of a save, limited to those in `only` if it is given; the others stay as they
 * are.
 */
function changesFor(
  secrets: ExchangedWorkspace['secrets'],
  only: readonly SecretPlace[] = secretPlaces,
): BothSides<SecretChanges> {
  const changes = noChanges()
  for (const [side, name] of only) {
    const value = secrets[side][name]
    if (value !== undefined) changes[side][name] = { kind: 'set', value, version: randomUUID() }
  }
  return changes
}

function setsAny(changes: BothSides<SecretChanges>): boolean {
  return secretPlaces.some(([side, name]) => changes[side][name].kind === 'set')
}
