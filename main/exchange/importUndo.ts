import { randomUUID } from 'node:crypto'
import type { Failure } from '../../domain/failure'
import type { ImportUndone } from '../../domain/exchange/importPlan'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import type { Workspaces } from '../workspaces/workspaces'

/** What the last import has done, until it is undone, the next import begins or nobody can undo it any more. */
type Done = { importId: string; added: string[]; kept: string[] }

/**
 * The Undo of the last import as a whole: what it added goes, what it changed comes back with secrets and reports. Both
 * are renames of files, as deleting and restoring are; a start after a crash drops what was kept.
 */
export function createImportUndo(
  workspaces: Pick<Workspaces, 'keep' | 'putBack' | 'letGo' | 'delete' | 'forgetDeleted'>,
) {
  let done: Done = { importId: '', added: [], kept: [] }

  async function letGo(): Promise<void> {
    const { kept } = done
    done = { importId: '', added: [], kept: [] }
    for (const id of kept) await workspaces.letGo(id)
  }

  async function remove(id: string): Promise<Result<null>> {
    const deleted = await workspaces.delete(id)
    // One that a person deleted meanwhile is gone as well.
    if (!deleted.ok && deleted.failure.code !== 'notFound') return deleted
    return workspaces.forgetDeleted(id)
  }

  return {
    /** Begins an import, after which the one before cannot be undone; returns its id. */
    async begin(): Promise<string> {
      await letGo()
      done = { importId: randomUUID(), added: [], kept: [] }
      return done.importId
    },

    /** Notes a workspace that the import has added. */
    added: (id: string): void => void done.added.push(id),

    /** Keeps a workspace that the import is about to change. */
    async keep(id: string): Promise<Result<null>> {
      const kept = await workspaces.keep(id)
      if (kept.ok) done.kept.push(id)
      return kept
    },

    /** Undoes an import. One failure stops none of the others; the first is returned with what was undone. */
    async undo(importId: string): Promise<Result<ImportUndone>> {
      if (done.importId !== importId) return failed(tooLate)
      const { added, kept } = done
      done = { importId: '', added: [], kept: [] }
      const undone: ImportUndone = { gone: [], back: [] }
      const note = (result: Result<unknown>, ids: string[], id: string): void => {
        if (result.ok) ids.push(id)
        else undone.failure ??= result.failure
      }
      for (const id of added) note(await remove(id), undone.gone, id)
      for (const id of kept) note(await workspaces.putBack(id), undone.back, id)
      return ok(undone)
    },

    /** Lets go of what was kept for the Undo of an import, unless another one was begun since. */
    async settle(importId: string): Promise<Result<null>> {
      if (done.importId === importId) await letGo()
      return ok(null)
    },
  }
}

const tooLate: Failure = {
  code: 'notFound',
  message: 'This import cannot be undone any more.',
  remedy: 'Change or delete the workspaces one by one.',
}
