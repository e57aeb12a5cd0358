import { randomUUID } from 'node:crypto'
import type { CallInput } from '../../domain/contract'
import type { WorkspaceList, WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import { sortRecords } from '../../domain/list/listOrder'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import type { SecretChanges, SecretName, SecretStates } from '../../domain/secret/secret'
import { isUpToDate } from '../../domain/secret/secretMove'
import type { BothSides, Side } from '../../domain/side'
import { byCodeUnits } from '../../domain/stableJson'
import type { TestReport } from '../../domain/test/testReport'
import { blankWorkspace, headerProblems } from '../../domain/workspace/workspace'
import { duplicateIn } from './duplicating'
import { workspaceNotFound } from '../storage/files/fileWords'
import { createForgetting } from '../storage/secrets/forgetting'
import type { Keychain } from '../storage/secrets/keychain'
import { secretsMoved } from '../storage/secrets/keychainWords'
import { createListMarks } from '../storage/records/listMarks'
import type { StateFile } from '../storage/records/stateFile'
import type { StoredWorkspace } from '../storage/records/storedWorkspace'
import { createTurns } from '../storage/files/turns'
import type { WorkspaceFiles } from '../storage/records/workspaceFiles'
import { createWorkspaceSecrets } from '../storage/secrets/workspaceSecrets'

type WorkspacesDependencies = {
  files: WorkspaceFiles
  keychain: Keychain
  stateFile: StateFile
  now?: () => Date
}

/** All workspaces: the order in which files and secrets are touched. */
export function createWorkspaces({
  files,
  keychain,
  stateFile,
  now = () => new Date(),
}: WorkspacesDependencies) {
  const secrets = createWorkspaceSecrets(keychain, files.notes)
  // What involves the keychain waits its turn here. Drafts and reports do not, so no edit waits for a password.
  const turns = createTurns()
  const forgetting = createForgetting({ files, secrets, keychain, turns })
  const marks = createListMarks(stateFile)

  const recordFrom = (stored: StoredWorkspace, isWritable = files.isWritable()): WorkspaceRecord => ({
    ...stored,
    readOnly: stored.readOnly || !isWritable,
    secrets: secrets.states(stored.id, stored.secrets),
  })

  async function findStored(id: string): Promise<Result<StoredWorkspace>> {
    const found = await files.find(id)
    if (!found.ok) return found
    return found.value ? ok(found.value) : failed(workspaceNotFound)
  }

  /** The workspace as it is now. */
  async function find(id: string): Promise<Result<WorkspaceRecord>> {
    const found = await findStored(id)
    return found.ok ? ok(recordFrom(found.value)) : found
  }

  /** A new workspace with this content, blank unless told; it is a draft until it is saved, unless made as saved. */
  async function create(
    id: string = randomUUID(),
    content = blankWorkspace(),
    as: 'draft' | 'saved' = 'draft',
  ): Promise<Result<WorkspaceRecord>> {
    const created = await files.create(id, as, content)
    return created.ok ? find(id) : created
  }

  async function saveNow(input: CallInput<'saveWorkspace'>): Promise<Result<WorkspaceRecord>> {
    const { id, workspace, thisRunOnly } = input
    const problem = headerProblems(workspace).find(({ blocksSave }) => blocksSave)
    if (problem) return failed({ code: 'workspaceInvalid', message: notSaved, remedy: problem.sentence })
    const found = await findStored(id)
    if (!found.ok) return found
    const savedAt = now().toISOString()
    const before = found.value.secrets
    if (!isUpToDate({ states: secrets.states(id, before), changes: input.secrets }))
      return failed(secretsMoved)
    const begun = await secrets.begin(id, { before, workspace, changes: input.secrets, thisRunOnly, savedAt })
    if (!begun.ok) return begun
    const written = await files.save(id, { workspace, savedAt, secrets: begun.value.markers })
    if (!written.ok) {
      await begun.value.undo()
      return written
    }
    await begun.value.finish()
    return find(id)
  }

  async function discardNow(id: string): Promise<Result<WorkspaceRecord | null>> {
    const discarded = await files.discardDraft(id)
    if (!discarded.ok) return discarded
    const found = await files.find(id)
    if (!found.ok) return found
    if (found.value) return ok(recordFrom(found.value))
    secrets.dropMemory(id)
    await forgetting.tidy(id)
    return ok(null)
  }

  return {
    find,
    create,

    /** All workspaces by name, the files that could not be read, and what is remembered of the list. */
    async list(): Promise<Result<WorkspaceList>> {
      const listed = await files.list()
      if (!listed.ok) return listed
      const isWritable = files.isWritable()
      const records = listed.value.workspaces.map((stored) => recordFrom(stored, isWritable))
      const workspaces = sortRecords(records.sort(byId), 'name', false)
      const remembered = marks.among(new Set(workspaces.map(({ id }) => id)))
      const setAside = [...listed.value.setAside, ...stateFile.setAside()]
      return ok({ workspaces, setAside, isWritable, ...remembered })
    },

    /** Keeps unsaved edits on disk. */
    keepDraft: ({ id, draft }: CallInput<'keepDraft'>): Promise<Result<null>> => files.keepDraft(id, draft),

    /** Drops unsaved edits; null when nothing was ever saved, and the workspace is gone. */
    discardDraft: (id: string): Promise<Result<WorkspaceRecord | null>> =>
      turns.take(id, () => discardNow(id)),

    /** Saves a workspace and its secrets together: secrets first, file second, and back when the file fails. */
    save(input: CallInput<'saveWorkspace'>): Promise<Result<WorkspaceRecord>> {
      // The edits are safe before the keychain is asked, which may take as long as a person does. Kept at once, they
      // stay behind earlier edits and before later ones.
      const kept = files.keepDraft(input.id, input.workspace)
      return turns.take(input.id, async () => {
        const answer = await kept
        return answer.ok ? saveNow(input) : answer
      })
    },

    /** Saves secrets alone, for the access keys that are saved: unsaved edits stay unsaved edits. */
    saveSecrets: (id: string, changes: BothSides<SecretChanges>): Promise<Result<WorkspaceRecord>> =>
      turns.take(id, async () => {
        const found = await findStored(id)
        if (!found.ok) return found
        const workspace = found.value.saved ?? found.value.draft ?? blankWorkspace()
        return saveNow({ id, workspace, secrets: changes, thisRunOnly: false })
      }),

    /**
     * A copy as it stands under the name that it is given, saved if the original was; no reports. Its secrets are copied from
     * keychain entry to keychain entry, all or none, when asked for.
     */
    async duplicate(input: CallInput<'duplicateWorkspace'>): Promise<Result<WorkspaceRecord>> {
      const duplicated = await duplicateIn({ files, secrets, turns }, input)
      return duplicated.ok ? find(duplicated.value) : duplicated
    },

    /** Takes a workspace out of the list, with its draft; its secrets stay until it is forgotten. */
    delete: (id: string): Promise<Result<null>> => turns.take(id, () => files.deleted.hide(id)),

    /** Brings a deleted workspace back as it was. */
    restore: (id: string): Promise<Result<WorkspaceRecord>> =>
      turns.take(id, async () => {
        const restored = await files.deleted.restore(id)
        return restored.ok ? find(id) : restored
      }),

    /** Deletes a deleted workspace for good. While the keychain fails its file stays, and the next start tries again. */
    async forgetDeleted(id: string): Promise<Result<null>> {
      const forgotten = await forgetting.forget(id)
      return forgotten.ok ? marks.forget(id) : forgotten
    },

    /** For start and end of a run: deletes for good what was deleted, and what earlier runs left unfinished, where that can be written down. */
    purgeDeleted: async (): Promise<Result<null>> => (files.isWritable() ? forgetting.purge() : ok(null)),

    /** Marks are kept of workspaces that are there, and of no other id. */
    async rememberOpened(id: string): Promise<Result<null>> {
      const found = await findStored(id)
      return found.ok ? marks.rememberOpened(id) : found
    },
    async setFavourite(input: CallInput<'setFavourite'>): Promise<Result<null>> {
      const found = await findStored(input.id)
      return found.ok ? marks.setFavourite(input) : found
    },

    /** The secret that goes with an access key; null when there is none, or it was saved for another key. */
    async readSecret(
      id: string,
      side: Side,
      name: SecretName,
      accessKey: string,
    ): Promise<Result<string | null>> {
      const found = await findStored(id)
      return found.ok ? secrets.read(id, found.value.secrets, { side, name, accessKey }) : found
    },

    /** What the window may know of the secrets. */
    async secretStates(id: string): Promise<Result<BothSides<SecretStates>>> {
      const found = await find(id)
      return found.ok ? ok(found.value.secrets) : found
    },

    /** Keeps a report with its workspace, which is neither edited nor saved by that. */
    addReport: (id: string, report: TestReport): Promise<Result<null>> => files.addReport(id, report),
  }
}
export type Workspaces = ReturnType<typeof createWorkspaces>

const notSaved = 'The workspace was not saved: it has no name that it can be saved under.'

/** Between equal names, so that the list is the same at each start. */
function byId(one: WorkspaceRecord, other: WorkspaceRecord): number {
  return byCodeUnits(one.id, other.id)
}
