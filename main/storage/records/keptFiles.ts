import { isId } from '../../../domain/workspace/id'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import type { SecretMarkers } from '../../../domain/secret/secret'
import type { BothSides } from '../../../domain/side'
import { workspaceNotFound } from '../files/fileWords'
import type { RecordFolder } from '../files/recordFolder'
import { fileNames, readPair } from './storedWorkspace'
import { noMarkers, readSavedFile } from './workspaceFormat'

/**
 * Workspaces as they were before an import changed them, kept beside what they are now so that the import can be
 * undone. The entries of their secrets stay as long as they are kept.
 */
export type KeptFiles = {
  /** Keeps a copy of both files of a workspace as they are now. */
  keep: (id: string) => Promise<Result<null>>
  /** Puts the kept files in place of the present ones, one rename each. */
  putBack: (id: string) => Promise<Result<null>>
  /** Deletes the kept files. */
  remove: (id: string) => Promise<Result<null>>
  ids: () => Promise<Result<string[]>>
  /** The secret markers of a workspace as it is kept; null if nothing is kept. */
  markers: (id: string) => Promise<Result<BothSides<SecretMarkers> | null>>
}

const keptName = /^([0-9a-f-]{36})(?:\.draft)?\.kept\.json$/

/** Opens the kept workspaces of a folder. */
export function openKeptFiles(folder: RecordFolder): KeptFiles {
  async function remove(id: string): Promise<Result<null>> {
    const removed = await folder.remove(fileNames.keptDraft(id))
    return removed.ok ? folder.remove(fileNames.kept(id)) : removed
  }

  async function takePlace(kept: string, present: string): Promise<Result<null>> {
    return (await folder.has(kept)) ? folder.move(kept, present) : folder.remove(present)
  }

  return {
    async keep(id) {
      const pair = await readPair(folder, id)
      if (!pair.ok) return pair
      if (!pair.value) return failed(workspaceNotFound)
      const { saved, draft } = pair.value
      const removed = await remove(id)
      if (!removed.ok) return removed
      const kept = draft ? await folder.write(fileNames.keptDraft(id), draft.raw) : ok(null)
      return kept.ok && saved ? folder.write(fileNames.kept(id), saved.raw) : kept
    },
    async putBack(id) {
      const isKept = await Promise.all([fileNames.kept, fileNames.keptDraft].map((of) => folder.has(of(id))))
      if (!isId(id) || !isKept.includes(true)) return failed(workspaceNotFound)
      // It might have been deleted since, and comes back all the same.
      for (const name of [fileNames.deleted(id), fileNames.deletedDraft(id)]) {
        const removed = await folder.remove(name)
        if (!removed.ok) return removed
      }
      const draft = await takePlace(fileNames.keptDraft(id), fileNames.draft(id))
      return draft.ok ? takePlace(fileNames.kept(id), fileNames.saved(id)) : draft
    },
    remove,
    async ids() {
      const names = await folder.names()
      if (!names.ok) return names
      return ok([...new Set(names.value.flatMap((name) => keptName.exec(name)?.[1] ?? []).filter(isId))])
    },
    async markers(id) {
      const kept = await folder.read(fileNames.kept(id), readSavedFile)
      if (!kept.ok || kept.value) return kept.ok ? ok(kept.value?.file.secrets ?? null) : kept
      return ok((await folder.has(fileNames.keptDraft(id))) ? noMarkers() : null)
    },
  }
}
