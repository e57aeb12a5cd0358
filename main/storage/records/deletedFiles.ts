import { isId } from '../../../domain/workspace/id'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import type { SecretMarkers } from '../../../domain/secret/secret'
import type { BothSides } from '../../../domain/side'
import { idTaken, workspaceNotFound } from '../files/fileWords'
import type { RecordFolder } from '../files/recordFolder'
import { fileNames, readPair } from './storedWorkspace'
import { noMarkers, readSavedFile } from './workspaceFormat'

/** Workspaces that were deleted and can still be restored. Deleting and restoring are one rename each. */
export type DeletedFiles = {
  hide: (id: string) => Promise<Result<null>>
  restore: (id: string) => Promise<Result<null>>
  ids: () => Promise<Result<string[]>>
  has: (id: string) => Promise<boolean>
  /** The secret markers in the file of a deleted workspace. */
  markers: (id: string) => Promise<Result<BothSides<SecretMarkers>>>
  /**
   * Deletes the files for good. The file that marks the deletion is deleted last, so that an interrupted call can be
   * repeated.
   */
  remove: (id: string) => Promise<Result<null>>
}

const deletedName = /^([0-9a-f-]{36})(?:\.draft)?\.deleted\.json$/

/** Opens the deleted workspaces of a folder. */
export function openDeletedFiles(folder: RecordFolder): DeletedFiles {
  return {
    async hide(id) {
      const pair = await readPair(folder, id)
      if (!pair.ok) return pair
      if (!pair.value) return failed(workspaceNotFound)
      return pair.value.saved
        ? folder.move(fileNames.saved(id), fileNames.deleted(id))
        : folder.move(fileNames.draft(id), fileNames.deletedDraft(id))
    },
    async restore(id) {
      if (!isId(id)) return failed(workspaceNotFound)
      if (await folder.has(fileNames.saved(id))) return failed(idTaken)
      if (await folder.has(fileNames.deleted(id)))
        return folder.move(fileNames.deleted(id), fileNames.saved(id))
      if (!(await folder.has(fileNames.deletedDraft(id)))) return failed(workspaceNotFound)
      return folder.move(fileNames.deletedDraft(id), fileNames.draft(id))
    },
    async has(id) {
      if (!isId(id) || (await folder.has(fileNames.saved(id)))) return false
      if (await folder.has(fileNames.deleted(id))) return true
      return (await folder.has(fileNames.deletedDraft(id))) && !(await folder.has(fileNames.draft(id)))
    },
    async ids() {
      const names = await folder.names()
      if (!names.ok) return names
      const ids = names.value.flatMap((name) => deletedName.exec(name)?.[1] ?? []).filter(isId)
      return ok([...new Set(ids)])
    },
    async markers(id) {
      const deleted = await folder.read(fileNames.deleted(id), readSavedFile)
      return deleted.ok ? ok(deleted.value?.file.secrets ?? noMarkers()) : deleted
    },
    async remove(id) {
      for (const name of [fileNames.draft(id), fileNames.deletedDraft(id), fileNames.deleted(id)]) {
        const removed = await folder.remove(name)
        if (!removed.ok) return removed
      }
      return ok(null)
    },
  }
}
