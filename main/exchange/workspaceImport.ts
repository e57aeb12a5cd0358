import { randomUUID } from 'node:crypto'
import type { WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import { contentOf, exchanged } from '../../domain/exchange/exchange'
import type { ExchangedWorkspace } from '../../domain/exchange/exchange'
import { contentHere, secretsToAdd } from '../../domain/exchange/importPlan'
import { neededSecrets, takenOver } from '../../domain/exchange/takeOver'
import type { FindSecretsHere } from '../../domain/exchange/takeOver'
import type { ImportChoice, ImportOutcome, Mine } from '../../domain/exchange/importPlan'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { noChanges, secretPlaces } from '../../domain/secret/secret'
import type { SecretChanges, SecretPlace } from '../../domain/secret/secret'
import { sides } from '../../domain/side'
import type { BothSides } from '../../domain/side'
import { nameDuplicates } from '../../domain/workspace/workspace'
import type { Workspace } from '../../domain/workspace/workspace'
import type { Keychain } from '../storage/secrets/keychain'
import type { DeletedFiles } from '../storage/records/deletedFiles'
import type { Workspaces } from '../workspaces/workspaces'
import { createImportUndo } from './importUndo'

type WorkspaceImportDependencies = {
  workspaces: Pick<
    Workspaces,
    | 'create'
    | 'save'
    | 'saveSecrets'
    | 'discardDraft'
    | 'find'
    | 'readSecret'
    | 'keep'
    | 'putBack'
    | 'letGo'
    | 'delete'
    | 'forgetDeleted'
  >
  keychain: Pick<Keychain, 'check'>
  deleted: Pick<DeletedFiles, 'has'>
}

/** One workspace to import, with its entry in the plan and the person's choice for a conflict. */
export type ImportStep = {
  incoming: ExchangedWorkspace
  item:
    | { status: 'new' }
    | { status: 'same'; mine: Mine; addsSecrets: boolean }
    | { status: 'conflict'; mine: Mine }
  choice: ImportChoice
}

const filesAtOnce = 16

/** What all steps of an import share. */
type Shared = { nameCopy: (name: string) => string; outcome: ImportOutcome; find: FindSecretsHere }

/**
 * Saves imported workspaces as every save does: secrets first, file second. Until the next import, the whole of the last
 * one can be undone.
 */
export function createWorkspaceImport({ workspaces, keychain, deleted }: WorkspaceImportDependencies) {
  const undo = createImportUndo(workspaces)

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

  /**
   * The secrets of the file, and those that are saved here for the same access keys, as the changes of a save. What the
   * keychain does not give is not taken over, and is still to be entered.
   */
  async function allSecrets(
    incoming: ExchangedWorkspace,
    find: FindSecretsHere,
    own?: WorkspaceRecord,
  ): Promise<BothSides<SecretChanges>> {
    const changes = changesFor(incoming.secrets)
    for (const side of sides) {
      const from = takenOver(incoming, side, find, own?.secrets[side])
      if (!from) continue
      const accessKey = incoming.workspace[side].accessKey.trim()
      const read = await Promise.all(
        neededSecrets(accessKey).map(async (name) => {
          const given = await workspaces.readSecret(from.id, from.side, name, accessKey)
          return [name, given.ok ? given.value : null] as const
        }),
      )
      for (const [name, value] of read) {
        const isWhole = read.every(([, one]) => one !== null)
        if (isWhole && value !== null) changes[side][name] = { kind: 'set', value, version: randomUUID() }
      }
    }
    return changes
  }

  async function take(step: ImportStep, { nameCopy, outcome, find }: Shared): Promise<Result<unknown>> {
    const { incoming, item, choice } = step
    const { secrets } = incoming
    const workspace = exchanged(incoming.workspace)
    const count = (what: 'created' | 'replaced' | 'copied' | 'secretsAdded', id: string): void => {
      outcome[what]++
      outcome.ids.push(id)
      if (what === 'replaced') outcome.replacedIds.push(id)
      if (what === 'created' || what === 'copied') undo.added(id)
    }
    if (item.status === 'new') {
      const added = await add(await freeId(incoming), workspace, await allSecrets(incoming, find))
      if (added.ok) count('created', added.value.id)
      return added
    }
    if (item.status === 'same') {
      outcome.same++
      const record = item.addsSecrets ? await workspaces.find(item.mine.id) : undefined
      if (!record?.ok || contentOf(contentHere(record.value)) !== contentOf(workspace)) return ok(null)
      const only = secretsToAdd(incoming, record.value)
      const kept = await undo.keep(item.mine.id)
      if (!kept.ok) return kept
      const saved = await workspaces.saveSecrets(item.mine.id, changesFor(secrets, only))
      if (saved.ok) count('secretsAdded', item.mine.id)
      return saved
    }
    if (choice === 'copy') {
      const copy = { ...workspace, name: nameCopy(workspace.name) }
      const added = await add(randomUUID(), copy, await allSecrets(incoming, find))
      if (added.ok) count('copied', added.value.id)
      return added
    }
    if (choice === 'keep' || item.mine.readOnly) {
      outcome.kept++
      return ok(null)
    }
    const { id } = item.mine
    const own = await workspaces.find(id)
    if (!own.ok) return own
    const all = await allSecrets(incoming, find, own.value)
    const kept = await undo.keep(id)
    if (!kept.ok) return kept
    const saved = await workspaces.save({ id, workspace, secrets: all, thisRunOnly: false })
    if (saved.ok) count('replaced', id)
    return saved
  }

  return {
    undo,

    /**
     * Runs all steps. If any step writes a secret of the file and the keychain cannot be used, it fails before the
     * first step. A later failure stops the import, and the outcome counts what was imported until then. `here` finds
     * the secrets that are taken over, which needs a keychain that can be used.
     */
    async run(
      steps: readonly ImportStep[],
      takenNames: readonly string[],
      here: FindSecretsHere = () => undefined,
    ): Promise<Result<ImportOutcome>> {
      const givesAny = steps.some(givesSecret)
      const takesAny = steps.some(
        (step) => isTaken(step) && sides.some((side) => takenOver(step.incoming, side, here)),
      )
      const status = givesAny || takesAny ? await keychain.check() : undefined
      if (givesAny && status?.kind === 'unavailable') return failed(status.failure)
      const needKeychain = status?.kind === 'ready'
      const find: FindSecretsHere = needKeychain ? here : () => undefined
      const none = { created: 0, replaced: 0, copied: 0, same: 0, secretsAdded: 0, kept: 0 }
      const importId = await undo.begin()
      const outcome: ImportOutcome = { ...none, importId, ids: [], replacedIds: [] }
      const nameCopy = nameDuplicates(takenNames)
      // Files are written in parallel, which saves most of the waiting for the disk; the keychain allows one call at
      // a time.
      const atOnce = needKeychain ? 1 : filesAtOnce
      for (let at = 0; at < steps.length; at += atOnce) {
        const some = steps.slice(at, at + atOnce)
        const taken = await Promise.all(some.map((step) => take(step, { nameCopy, outcome, find })))
        const refused = taken.find((one) => !one.ok)
        if (refused && !refused.ok) return ok({ ...outcome, failure: refused.failure })
      }
      return ok(outcome)
    },
  }
}
export type WorkspaceImport = ReturnType<typeof createWorkspaceImport>

/** Whether a step writes a secret to the keychain. */
function givesSecret(step: ImportStep): boolean {
  const { incoming, item } = step
  if (item.status === 'same') return item.addsSecrets
  return isTaken(step) && setsAny(changesFor(incoming.secrets))
}

/** Whether a step brings the content of the file in. */
function isTaken({ item, choice }: ImportStep): boolean {
  if (item.status === 'same') return false
  return item.status === 'new' || choice === 'copy' || (choice === 'replace' && !item.mine.readOnly)
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
