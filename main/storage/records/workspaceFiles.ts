import { isId } from '../../../domain/workspace/id'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { withoutLookalikes } from '../../../domain/workspace/withoutLookalikes'
import { withReport } from '../../../domain/test/testReport'
import type { TestReport } from '../../../domain/test/testReport'
import type { Workspace } from '../../../domain/workspace/workspace'
import { openDeletedFiles } from './deletedFiles'
import type { DeletedFiles } from './deletedFiles'
import { openEntryNotes } from './entryNotes'
import type { EntryNotes } from './entryNotes'
import { idTaken, workspaceNotFound, workspaceReadOnly } from '../files/fileWords'
import { createListing } from './listing'
import type { Listed } from './listing'
import { openRecordFolder } from '../files/recordFolder'
import { sweepTemporaries } from '../files/replaceFile'
import { fileNames, readPair, sameWorkspace, storedFrom } from './storedWorkspace'
import type { StoredWorkspace, WorkspacePair } from './storedWorkspace'
import { createTurns } from '../files/turns'
import { keepUnknown } from '../format/unknownKeys'
import { draftFileSchema, noMarkers, noReports, savedFileSchema, schemaVersion } from './workspaceFormat'
import type { DraftFile, SavedFile } from './workspaceFormat'

/** The files of all workspaces. What is written for one id is written in the order in which it was asked for. */
export type WorkspaceFiles = {
  /** Every workspace that can be read, and the files that cannot. */
  list: () => Promise<Result<Listed>>
  /** Reads what the next `list` will answer, unless something is written before; resolves when it is read. */
  beginList: () => Promise<void>
  /** One workspace, null when there is none. */
  find: (id: string) => Promise<Result<StoredWorkspace | null>>
  /**
   * Writes a new workspace: as a draft that was never saved, or as saved with the markers of its secrets. Refused where
   * anything is kept under the id, whether it can be read or not.
   */
  create: (
    id: string,
    as: 'draft' | 'saved',
    workspace: Workspace,
    secrets?: SavedFile['secrets'],
  ) => Promise<Result<null>>
  /** Keeps unsaved edits. Edits that lead back to what is saved leave no draft. */
  keepDraft: (id: string, draft: Workspace) => Promise<Result<null>>
  /** Drops unsaved edits, and with them a workspace that was never saved. */
  discardDraft: (id: string) => Promise<Result<null>>
  /** Writes a saved workspace and carries its reports over. A draft stays if it was edited further meanwhile. */
  save: (id: string, content: Pick<SavedFile, 'workspace' | 'secrets' | 'savedAt'>) => Promise<Result<null>>
  /** Keeps a report as `withReport` puts it among those of its side; nothing else changes. */
  addReport: (id: string, report: TestReport) => Promise<Result<null>>
  /** Whether a damaged file of this id was set aside, in this run or an earlier one. */
  isDamaged: (id: string) => Promise<boolean>
  /** Whether the folder can be written to. */
  isWritable: () => boolean
  deleted: DeletedFiles
  notes: EntryNotes
  /** Deletes what writes left behind that were cut off. */
  sweep: () => Promise<void>
  /** Resolves when everything that was asked for is on disk. */
  idle: () => Promise<void>
}

/** Opens the folder of the workspaces' files, `readOnly` for a process that must change nothing. `write` is `replaceFile` unless a test stands in for the disk. */
export function createWorkspaceFiles(options: {
  folder: string
  appVersion: string
  now?: () => Date
  readOnly?: boolean
  write?: (path: string, text: string) => Promise<void>
}): WorkspaceFiles {
  const { appVersion, now = () => new Date() } = options
  const folder = openRecordFolder({ ...options, now })
  const deleted = openDeletedFiles(folder)
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

  /** Does in its turn what needs a workspace that is there and may be written. */
  function change(
    id: string,
    work: (pair: WorkspacePair, stored: StoredWorkspace) => Promise<Result<null>>,
  ): Promise<Result<null>> {
    return turns.take(id, async () => {
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

  /** Whether a file has this id, whatever became of it. Earlier runs' damaged files are looked for once. */
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
    beginList: listing.begin,
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
        // A draft that stays by accident equals what is saved, and so counts as none.
        const settled = pair.draft && sameWorkspace(pair.draft.file.draft, content.workspace)
        if (written.ok && settled) await folder.remove(fileNames.draft(id))
        return written
      }),
    addReport: (id, report) =>
      change(id, async ({ saved, draft }, stored) => {
        const reports = {
          ...stored.reports,
          [report.side]: withReport(stored.reports[report.side], report),
        }
        if (saved) return writeSaved(id, { ...saved.file, reports }, saved.raw)
        return draft ? writeDraft(id, { ...draft.file, reports }, draft.raw) : failed(workspaceNotFound)
      }),
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
    notes: openEntryNotes(folder),
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

/** A draft's file as the first saved one is based on it, for the sake of keys that this version does not know. */
function draftAsSaved(raw: unknown): unknown {
  const { draft, reports } = (raw ?? {}) as { draft?: unknown; reports?: unknown }
  return { workspace: draft, reports }
}
