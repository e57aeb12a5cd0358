import { randomUUID } from 'node:crypto'
import type { CallInput } from '../../domain/contract'
import type { EarlyList } from '../../domain/firstScreen'
import type { EnvironmentView } from '../../domain/connection/environment'
import { rowOf } from '../../domain/list/workspaceRow'
import type { FirstRows, WorkspaceRow } from '../../domain/list/workspaceRow'
import type { WorkspaceList } from '../../domain/list/workspaceList'
import type { WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import { favouritesFirst, sortByTitle } from '../../domain/list/listOrder'
import { failed, ok } from '../../domain/result'
import type { SetAside } from '../../domain/setAside'
import type { Result } from '../../domain/result'
import type { SecretChanges, SecretName, SecretStates } from '../../domain/secret/secret'
import { isUpToDate } from '../../domain/secret/secretMove'
import type { BothSides, Side } from '../../domain/side'
import { byCodeUnits } from '../../domain/stableJson'
import type { TestReport } from '../../domain/test/testReport'
import { blankWorkspace, currentOf, headerProblems, titleOf } from '../../domain/workspace/workspace'
import type { Workspace } from '../../domain/workspace/workspace'
import { duplicateIn } from './duplicating'
import { createKeeping } from './keeping'
import { changedOutside, workspaceNotFound } from '../storage/files/fileWords'
import { createForgetting } from '../storage/secrets/forgetting'
import type { Keychain } from '../storage/secrets/keychain'
import { secretsMoved } from '../storage/secrets/keychainWords'
import { createListMarks } from '../storage/records/listMarks'
import type { StateFile } from '../storage/records/stateFile'
import { sameWorkspace } from '../storage/records/storedWorkspace'
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

/** A save; without `basedOn` it replaces whatever is saved. */
type SaveRequest = Omit<CallInput<'saveWorkspace'>, 'basedOn'> &
  Partial<Pick<CallInput<'saveWorkspace'>, 'basedOn'>>

/** Manages all workspaces; decides the order in which files and secrets are written. */
export function createWorkspaces({
  files,
  keychain,
  stateFile,
  now = () => new Date(),
}: WorkspacesDependencies) {
  const secrets = createWorkspaceSecrets(keychain, files.notes, files.kept)
  // Calls that use the keychain run one at a time for each workspace. Drafts and reports do not wait, so that no edit
  // waits for a password.
  const turns = createTurns()
  const forgetting = createForgetting({ files, secrets, keychain, turns })
  const marks = createListMarks(stateFile)
  const keeping = createKeeping({ files, secrets, forgetting, turns })

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

  /**
   * Creates a workspace with this content, blank by default. It is a draft until it is saved, unless it is created as
   * saved.
   */
  async function create(
    id: string = randomUUID(),
    content = blankWorkspace(),
    as: 'draft' | 'saved' = 'draft',
  ): Promise<Result<WorkspaceRecord>> {
    const created = await files.create(id, as, content)
    return created.ok ? find(id) : created
  }

  async function saveNow(input: SaveRequest): Promise<Result<WorkspaceRecord>> {
    const { id, workspace, thisRunOnly } = input
    const problem = headerProblems(workspace).find(({ blocksSave }) => blocksSave)
    if (problem) return failed({ code: 'workspaceInvalid', message: notSaved, remedy: problem.sentence })
    const found = await findStored(id)
    if (!found.ok) return found
    const isBasedOnSaved = input.basedOn === undefined || sameContent(input.basedOn, found.value.saved)
    if (!isBasedOnSaved) return failed(changedOutside)
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

  async function listAs<T extends { id: string }>(
    as: (record: WorkspaceRecord) => T,
    title: (listed: T) => string,
  ): Promise<Result<WorkspaceList<T>>> {
    const isWritable = files.isWritable()
    const listed = await files.list((stored) => as(recordFrom(stored, isWritable)))
    if (!listed.ok) return listed
    const workspaces = sortByTitle(listed.value.workspaces.sort(byId), title)
    const ids = new Set(workspaces.map(({ id }) => id))
    return ok({ workspaces, ...aboutList(listed.value.setAside, ids) })
  }

  function aboutList(setAside: SetAside[], ids: ReadonlySet<string>): Omit<WorkspaceList, 'workspaces'> {
    return {
      setAside: [...setAside, ...stateFile.setAside()],
      isWritable: files.isWritable(),
      ...marks.among(ids),
    }
  }

  return {
    find,
    create,
    /** Keeps a workspace as it is, puts it back, or lets go of what is kept. */
    ...keeping,

    /** Whether the list was read ahead, so that `list` answers at once. */
    isRead: files.isListRead,

    /** All workspaces sorted by name, the files that could not be read, and the marks of the list. */
    list: (): Promise<Result<WorkspaceList<WorkspaceRecord>>> =>
      listAs(
        (record) => record,
        (record) => titleOf(currentOf(record)),
      ),

    /** All workspaces as rows, sorted by name, and what else there is to say of the list. */
    rows: (environment: EnvironmentView): Promise<Result<WorkspaceList>> =>
      listAs(
        (record) => rowOf(record, environment),
        ({ title }) => title,
      ),

    /** The same some at a time, each part sorted by name, and at the end what else there is to say of the list. */
    async *rowParts(
      environment: EnvironmentView,
    ): AsyncGenerator<WorkspaceRow[], Result<Omit<WorkspaceList, 'workspaces'>>, undefined> {
      const isWritable = files.isWritable()
      const ids = new Set<string>()
      const parts = files.listParts((stored) => rowOf(recordFrom(stored, isWritable), environment))
      for (;;) {
        const next = await parts.next()
        if (next.done) return next.value.ok ? ok(aboutList(next.value.value, ids)) : next.value
        for (const { id } of next.value) ids.add(id)
        yield sortByTitle(next.value.sort(byId), ({ title }) => title)
      }
    },

    /** The row of a workspace as it is now; undefined if it is gone, or cannot be read. */
    async row(id: string, environment: EnvironmentView): Promise<WorkspaceRow | undefined> {
      const found = await find(id)
      return found.ok ? rowOf(found.value, environment) : undefined
    },

    /** What is shown of the list before it is read. */
    early(rows: FirstRows): EarlyList {
      return { ...rows, favourites: marks.among(new Set(rows.rows.map(({ id }) => id))).favourites }
    },

    /** The workspace that was open last, or else the first one of these that are sorted by name; null if there is none. */
    async opened(sorted: readonly { id: string }[]): Promise<WorkspaceRecord | null> {
      const last = await find(marks.lastOpened() ?? '')
      if (last.ok) return last.value
      const { favourites } = marks.among(new Set(sorted.map(({ id }) => id)))
      const first = await find(favouritesFirst(sorted, new Set(favourites))[0]?.id ?? '')
      return first.ok ? first.value : null
    },

    /** Keeps unsaved edits on disk. */
    keepDraft: ({ id, draft }: CallInput<'keepDraft'>): Promise<Result<null>> => files.keepDraft(id, draft),

    /** Drops unsaved edits; null when the workspace was never saved and so is removed. */
    discardDraft: (id: string): Promise<Result<WorkspaceRecord | null>> =>
      turns.take(id, () => discardNow(id)),

    /**
     * Saves a workspace and its secrets together: secrets first, file second. If the file cannot be written, the
     * secrets are restored.
     */
    save(input: SaveRequest): Promise<Result<WorkspaceRecord>> {
      // The edits are kept as a draft before the keychain is called, because it might wait for a person. They are
      // kept at once, so that they stay in order with earlier and later edits.
      const kept = files.keepDraft(input.id, input.workspace)
      return turns.take(input.id, async () => {
        const answer = await kept
        return answer.ok ? saveNow(input) : answer
      })
    },

    /** Saves only secrets, for the saved access keys; unsaved edits stay unsaved. */
    saveSecrets: (id: string, changes: BothSides<SecretChanges>): Promise<Result<WorkspaceRecord>> =>
      turns.take(id, async () => {
        const found = await findStored(id)
        if (!found.ok) return found
        const workspace = found.value.saved ?? found.value.draft ?? blankWorkspace()
        return saveNow({ id, workspace, secrets: changes, thisRunOnly: false })
      }),

    /**
     * Copies a workspace with its unsaved edits under the given name, without reports; the copy is saved if the
     * original was. If requested, its secrets are copied between keychain entries, all or none.
     */
    async duplicate(input: CallInput<'duplicateWorkspace'>): Promise<Result<WorkspaceRecord>> {
      const duplicated = await duplicateIn({ files, secrets, turns }, input)
      return duplicated.ok ? find(duplicated.value) : duplicated
    },

    /** Removes a workspace and its draft from the list; its secrets stay until it is forgotten. */
    delete: (id: string): Promise<Result<null>> => turns.take(id, () => files.deleted.hide(id)),

    /** Restores a deleted workspace as it was. */
    restore: (id: string): Promise<Result<WorkspaceRecord>> =>
      turns.take(id, async () => {
        const restored = await files.deleted.restore(id)
        return restored.ok ? find(id) : restored
      }),

    /** Deletes a deleted workspace for good. If the keychain fails, its file stays and the next start tries again. */
    async forgetDeleted(id: string): Promise<Result<null>> {
      const forgotten = await forgetting.forget(id)
      return forgotten.ok ? marks.forget(id) : forgotten
    },

    /**
     * Deletes for good the deleted workspaces and what earlier runs left unfinished. Called when the application
     * starts and quits; does nothing in a read-only folder.
     */
    purgeDeleted: async (): Promise<Result<null>> => (files.isWritable() ? forgetting.purge() : ok(null)),

    /** Marks are kept only for existing workspaces. */
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

    /** Stores a report with its workspace; this counts neither as an edit nor as a save. */
    addReport: (id: string, report: TestReport): Promise<Result<null>> => files.addReport(id, report),
  }
}
export type Workspaces = ReturnType<typeof createWorkspaces>

const notSaved = 'The workspace was not saved: its name is missing or cannot be used.'

function sameContent(one: Workspace | null, other: Workspace | null): boolean {
  return one === null || other === null ? one === other : sameWorkspace(one, other)
}

/** Compares ids of workspaces with equal names, so that the list has the same order at each start. */
function byId(one: { id: string }, other: { id: string }): number {
  return byCodeUnits(one.id, other.id)
}
