import { isDeepStrictEqual } from 'node:util'
import { idPattern, isId } from '../../../domain/workspace/id'
import { ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { withoutLookalikes } from '../../../domain/workspace/withoutLookalikes'
import type { SecretMarkers } from '../../../domain/secret/secret'
import type { BothSides } from '../../../domain/side'
import type { TestReport } from '../../../domain/test/testReport'
import type { Workspace } from '../../../domain/workspace/workspace'
import type { RecordFolder } from '../files/recordFolder'
import { noMarkers, noReports, readDraftFile, readSavedFile } from './workspaceFormat'
import type { FileReading } from '../format/fileReading'
import type { DraftFile, SavedFile } from './workspaceFormat'

/** A workspace as it is stored in its files. At least one of `saved` and `draft` is present. */
export type StoredWorkspace = {
  id: string
  saved: Workspace | null
  savedAt: string | null
  draft: Workspace | null
  readOnly: boolean
  secrets: BothSides<SecretMarkers>
  reports: BothSides<TestReport[]>
}

type Read<T> = Extract<FileReading<T>, { kind: 'read' }>

/** Both files of a workspace, as they were read. */
export type WorkspacePair = { saved: Read<SavedFile> | null; draft: Read<DraftFile> | null }

const listedName = new RegExp(`^(${idPattern})(?:\\.draft)?\\.json$`)

/**
 * The file names of one workspace. A deleted workspace keeps its draft, and what an import replaced is kept, under names
 * that the list ignores.
 */
export const fileNames = {
  saved: (id: string) => `${id}.json`,
  draft: (id: string) => `${id}.draft.json`,
  deleted: (id: string) => `${id}.deleted.json`,
  deletedDraft: (id: string) => `${id}.draft.deleted.json`,
  kept: (id: string) => `${id}.kept.json`,
  keptDraft: (id: string) => `${id}.draft.kept.json`,
}

/** The id of the workspace that a file belongs to; undefined for any other file. */
export function idOfFile(name: string): string | undefined {
  return listedName.exec(name)?.[1]
}

/** The ids of the workspaces in a folder with these files. A deleted workspace that has a draft is included. */
export function idsAmong(names: string[]): string[] {
  return [...new Set(names.flatMap((name) => idOfFile(name) ?? []))]
}

/**
 * Reads both files of a workspace; null when there is none or it is deleted. `names` are the names of all files of
 * the folder, if known, so that a missing draft is not looked for. The saved file is read in any case, because a
 * draft might have been saved since.
 */
export async function readPair(
  folder: RecordFolder,
  id: string,
  names?: ReadonlySet<string>,
): Promise<Result<WorkspacePair | null>> {
  if (!isId(id)) return ok(null)
  const none = ok(null)
  const mayHaveDraft = names?.has(fileNames.draft(id)) ?? true
  const saved = await folder.read(fileNames.saved(id), readSavedFile)
  if (!saved.ok) return saved
  if (!saved.value && (await folder.has(fileNames.deleted(id)))) return ok(null)
  const draft = mayHaveDraft ? await folder.read(fileNames.draft(id), readDraftFile) : none
  if (!draft.ok) return draft
  return ok(saved.value || draft.value ? { saved: saved.value, draft: draft.value } : null)
}

/** Combines both files. A draft that equals the saved workspace counts as none. */
export function storedFrom(id: string, { saved, draft }: WorkspacePair): StoredWorkspace {
  const isDraft = draft && !(saved && sameWorkspace(saved.file.workspace, draft.file.draft))
  return {
    id,
    saved: saved ? withoutLookalikes(saved.file.workspace).workspace : null,
    savedAt: saved?.file.savedAt || null,
    draft: isDraft ? withoutLookalikes(draft.file.draft).workspace : null,
    readOnly: Boolean(saved?.newer || draft?.newer),
    secrets: saved?.file.secrets ?? noMarkers(),
    reports: saved?.file.reports ?? draft?.file.reports ?? noReports(),
  }
}

/** Whether two workspaces would be the same in a file. */
export function sameWorkspace(one: Workspace, other: Workspace): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)))
}
