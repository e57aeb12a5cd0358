import type { WorkspaceList } from '../../domain/contract'
import { inParallel } from '../../domain/inParallel'
import { ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import type { RecordFolder } from './recordFolder'
import { fileNames, idsAmong } from './storedWorkspace'
import type { StoredWorkspace } from './storedWorkspace'
import type { Turns } from './turns'

/** Every workspace that can be read, and the files that cannot. */
export type Listed = { workspaces: StoredWorkspace[]; setAside: WorkspaceList['setAside'] }

/** How many workspaces are read at a time: as many as Node's file threads keep busy, far below any limit on open files. */
const openFiles = 16

/** The list of a folder's workspaces; `find` reads one of them in its turn, given the names of all files. */
export function createListing(parts: {
  folder: RecordFolder
  turns: Turns
  find: (id: string, names: ReadonlySet<string>) => Promise<Result<StoredWorkspace | null>>
}) {
  const { folder, turns, find } = parts
  let ahead: { changes: number; listed: Promise<Result<Listed>> } | undefined

  async function read(): Promise<Result<Listed>> {
    const names = await folder.names()
    if (!names.ok) return names
    const there = new Set(names.value)
    const workspaces: StoredWorkspace[] = []
    const unreadable: WorkspaceList['setAside'] = []
    const ids = idsAmong(names.value)
    const all = await inParallel(ids, openFiles, async (id) => ({ id, found: await find(id, there) }))
    for (const { id, found } of all) {
      if (!found.ok) unreadable.push({ file: fileNames.saved(id), reason: found.failure.message })
      else if (found.value) workspaces.push(found.value)
    }
    return ok({ workspaces, setAside: [...folder.setAside(), ...unreadable] })
  }

  return {
    /** Begins to read before the list is asked for. */
    begin(): void {
      ahead = { changes: folder.changes(), listed: read() }
    },

    /** All workspaces as they are now: what was read ahead counts once, and only if nothing was written since. */
    async list(): Promise<Result<Listed>> {
      // What is being written now is written first, so that its name is among those that are there.
      await turns.idle()
      const begun = ahead
      ahead = undefined
      return begun?.changes === folder.changes() ? begun.listed : read()
    },
  }
}
