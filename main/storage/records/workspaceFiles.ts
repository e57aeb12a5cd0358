import { setImmediate as othersTurn } from 'node:timers/promises'
import { isId } from '../../../domain/workspace/id'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { withoutLookalikes } from '../../../domain/workspace/withoutLookalikes'
import { withReport } from '../../../domain/test/testReport'
import type { TestReport } from '../../../domain/test/testReport'
import type { Workspace } from '../../../domain/workspace/workspace'
import { openDeletedFiles } from './deletedFiles'
import type { DeletedFiles } from './deletedFiles'
import { openKeptFiles } from './keptFiles'
import type { KeptFiles } from './keptFiles'
import { openEntryNotes } from './entryNotes'
import type { EntryNotes } from './entryNotes'
import { idTaken, workspaceNotFound, workspaceReadOnly } from '../files/fileWords'
import { createListing } from './listing'
import type { Listed, Parts } from './listing'
import { openRecordFolder } from '../files/recordFolder'
import type { ChangedFrom } from '../files/recordFolder'
import type { SetAside } from '../../../domain/setAside'
import { sweepTemporaries } from '../files/replaceFile'
import { fileNames, idOfFile, readPair, sameWorkspace, storedFrom } from './storedWorkspace'
import type { StoredWorkspace, WorkspacePair } from './storedWorkspace'
import { createTurns } from '../files/turns'
import { keepUnknown } from '../format/unknownKeys'
import { draftFileSchema, noMarkers, noReports, savedFileSchema, schemaVersion } from './workspaceFormat'
import type { DraftFile, SavedFile } from './workspaceFormat'

/** The files of all workspaces. Writes for one id happen in the order in which they were requested. */
export type WorkspaceFiles = {
  /** What `as` makes of every workspace that can be read, and the files that cannot. */
  list: <T>(as: (stored: StoredWorkspace) => T) => Promise<Result<Listed<T>>>
  /** The same, some at a time; returns the files that cannot be read. */
  listParts: <T>(as: (stored: StoredWorkspace) => T) => Parts<T>
  /**
   * Starts reading what the next `list` returns, unless something is written before; resolves when it is read. A long
   * list is not read ahead.
   */
  beginList: () => Promise<void>
  /** Whether the list was read ahead, so that `list` answers at once. */
  isListRead: () => boolean
  /** One workspace, null when there is none. */
  find: (id: string) => Promise<Result<StoredWorkspace | null>>
  /**
   * Writes a new workspace: either as a draft that was never saved, or as saved, with the markers of its secrets.
   * Fails if any file has this id, readable or not.
   */
  create: (
    id: string,
    as: 'draft' | 'saved',
    workspace: Workspace,
    secrets?: SavedFile['secrets'],
  ) => Promise<Result<null>>
  /** Keeps unsaved edits. If the edits equal the saved workspace, the draft is removed. */
  keepDraft: (id: string, draft: Workspace) => Promise<Result<null>>
  /** Drops unsaved edits. A workspace that was never saved is removed with them. */
  discardDraft: (id: string) => Promise<Result<null>>
  /** Writes a saved workspace with its earlier reports. The draft stays if it was edited again in the meantime. */
  save: (id: string, content: Pick<SavedFile, 'workspace' | 'secrets' | 'savedAt'>) => Promise<Result<null>>
  /** Adds a report to those of its side, as `withReport` does; nothing else changes. */
  addReport: (id: string, report: TestReport) => Promise<Result<null>>
  /** Whether a damaged file of this id was set aside, in this run or an earlier one. */
  isDamaged: (id: string) => Promise<boolean>
  /** Whether the folder can be written to. */
  isWritable: () => boolean
  deleted: DeletedFiles
  kept: KeptFiles
  notes: EntryNotes
  /** Deletes the temporary files of interrupted writes. */
  sweep: () => Promise<void>
  /** Looks for files that were changed from outside, those that are gone included, and says so to `onChange`. */
  look: (names?: readonly string[]) => Promise<void>
  /** Files that were set aside since the start. */
  setAside: () => SetAside[]
  /** Resolves when every requested write is on disk. */
  idle: () => Promise<void>
}

/**
 * Opens the folder of the workspaces' files. `readOnly` is for a process that must not change anything. `write` is
 * `replaceFile` unless a test replaces it.
 */
export function createWorkspaceFiles(options: {
  folder: string
  appVersion: string
  now?: () => Date
  readOnly?: boolean
  write?: (path: string, text: string) => Promise<void>
  /** Hears of each workspace whose files were changed, by this application or from outside. */
  onChange?: (id: string, from: ChangedFrom) => void
}): WorkspaceFiles {
  const { appVersion, now = () => new Date(), onChange = () => undefined } = options
  const folder = openRecordFolder({
    ...options,
    now,
    onChange(name, from) {
      const id = idOfFile(name)
      if (id !== undefined) onChange(id, from)
    },
  })
  const deleted = openDeletedFiles(folder)
  const kept = openKeptFiles(folder)
  const turns = createTurns()

  type SavedContent = Omit<SavedFile, 'schemaVersion' | 'appVersion'>
  const writeSaved = (id: string, content: SavedContent, before: unknown): Promise<Result<null>> => {
    const { savedAt, secrets, reports } = content
    const { workspace } = withoutLookalikes(content.workspace)
    const file: SavedFile = { schemaVersion, appVersion, savedAt, workspace, secrets, reports }
    return folder.write(fileNames.saved(id), keepUnknown(savedFileSchema, before, file))
  }
  const writeDraft = (
    id: string,
    content: Omit<DraftFile, 'schemaVersion'>,
    before: unknown,
  ): Promise<Result<null>> =>
    folder.write(
      fileNames.draft(id),
      keepUnknown(draftFileSchema, before, {
        ...content,
        draft: withoutLookalikes(content.draft).workspace,
        schemaVersion,
      }),
    )

  /**
   * Runs a job in its turn, once what it waits for is there, on a workspace that exists and that this version is allowed
   * to change.
   */
  function change(
    id: string,
    work: (pair: WorkspacePair, stored: StoredWorkspace) => Promise<Result<null>>,
    waitFor: () => Promise<unknown> = async () => undefined,
  ): Promise<Result<null>> {
    return turns.take(id, async () => {
      await waitFor()
      const pair = await readPair(folder, id)
      if (!pair.ok) return pair
      if (!pair.value) return failed(workspaceNotFound)
      const stored = storedFrom(id, pair.value)
      return stored.readOnly ? failed(workspaceReadOnly) : work(pair.value, stored)
    })
  }

  function find(id: string, names?: ReadonlySet<string>): Promise<Result<StoredWorkspace | null>> {
    return turns.take(id, async () => {
      const pair = await readPair(folder, id, names)
      return pair.ok ? ok(pair.value && storedFrom(id, pair.value)) : pair
    })
  }

  /**
   * Whether any file has this id, in whatever state. The folder is searched once for damaged files of earlier runs.
   */
  async function isTaken(id: string): Promise<boolean> {
    for (const nameOf of Object.values(fileNames)) if (await folder.has(nameOf(id))) return true
    damagedBefore ??= folder.names().then((names) => idsOfDamaged(names.ok ? names.value : []))
    return (await damagedBefore).has(id) || idsOfDamaged(folder.setAside().map(({ file }) => file)).has(id)
  }
  let damagedBefore: Promise<Set<string>> | undefined

  const listing = createListing({ folder, turns, find })

  return {
    find: (id) => find(id),
    list: listing.list,
    listParts: listing.parts,
    beginList: listing.begin,
    isListRead: listing.isRead,
    create(id, as, workspace, secrets = noMarkers()) {
      const at = now().toISOString()
      return turns.take(id, async () => {
        if (!isId(id) || (await isTaken(id))) return failed(idTaken)
        if (as === 'draft') return writeDraft(id, { keptAt: at, draft: workspace }, undefined)
        return writeSaved(id, { savedAt: at, workspace, secrets, reports: noReports() }, undefined)
      })
    },
    keepDraft: (id, draft) =>
      change(id, async (pair, { saved, reports }) => {
        if (saved && sameWorkspace(saved, draft)) return folder.remove(fileNames.draft(id))
        // A save keeps the edits as a draft first; mostly they have been on disk since typing paused.
        if (pair.draft && sameWorkspace(pair.draft.file.draft, draft)) return ok(null)
        const before = pair.draft?.raw ?? (pair.saved && { draft: workspaceIn(pair.saved.raw) })
        return writeDraft(id, { keptAt: now().toISOString(), draft, ...(saved ? {} : { reports }) }, before)
      }),
    discardDraft: (id) =>
      turns.take(id, async () => {
        const pair = await readPair(folder, id)
        if (!pair.ok) return pair
        return pair.value ? folder.remove(fileNames.draft(id)) : failed(workspaceNotFound)
      }),
    save: (id, content) =>
      change(id, async (pair, { reports }) => {
        const before = pair.saved?.raw ?? draftAsSaved(pair.draft?.raw)
        const written = await writeSaved(id, { ...content, reports }, before)
        // If removing the draft fails, it equals the saved workspace and so counts as none.
        const settled = pair.draft && sameWorkspace(pair.draft.file.draft, content.workspace)
        if (written.ok && settled) await folder.remove(fileNames.draft(id))
        return written
      }),
    addReport: (id, report) =>
      // The turn is taken at once, so that what reads the workspace next has the report; the work waits until the
      // report itself has been passed on.
      change(
        id,
        async ({ saved, draft }, stored) => {
          const reports = {
            ...stored.reports,
            [report.side]: withReport(stored.reports[report.side], report),
          }
          if (saved) return writeSaved(id, { ...saved.file, reports }, saved.raw)
          return draft ? writeDraft(id, { ...draft.file, reports }, draft.raw) : failed(workspaceNotFound)
        },
        othersTurn,
      ),
    async isDamaged(id) {
      const names = await folder.names()
      return !names.ok || names.value.some((name) => name.startsWith(`${fileNames.saved(id)}.damaged-`))
    },
    isWritable: folder.isWritable,
    deleted: {
      ...deleted,
      hide: (id) => turns.take(id, () => deleted.hide(id)),
      restore: (id) => turns.take(id, () => deleted.restore(id)),
      remove: (id) => turns.take(id, () => deleted.remove(id)),
    },
    kept: {
      ...kept,
      keep: (id) => turns.take(id, () => kept.keep(id)),
      putBack: (id) => turns.take(id, () => kept.putBack(id)),
      remove: (id) => turns.take(id, () => kept.remove(id)),
    },
    notes: openEntryNotes(folder),
    look: listing.look,
    setAside: folder.setAside,
    sweep: () => sweepTemporaries(options.folder),
    idle: () => turns.idle(),
  }
}

function idsOfDamaged(names: readonly string[]): Set<string> {
  return new Set(names.filter((name) => name.includes('.damaged-')).map((name) => name.split('.')[0] ?? ''))
}

function workspaceIn(raw: unknown): unknown {
  return (raw as { workspace?: unknown }).workspace
}

/**
 * Converts the content of a draft file into what the first saved file is based on, so that keys that this version
 * does not know are kept.
 */
function draftAsSaved(raw: unknown): unknown {
  const { draft, reports } = (raw ?? {}) as { draft?: unknown; reports?: unknown }
  return { workspace: draft, reports }
}
