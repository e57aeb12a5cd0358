import { setImmediate as othersTurn } from 'node:timers/promises'
import { ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import type { SetAside } from '../../../domain/setAside'
import type { RecordFolder } from '../files/recordFolder'
import { fileNames, idsAmong } from './storedWorkspace'
import type { StoredWorkspace } from './storedWorkspace'
import type { Turns } from '../files/turns'

/** Every workspace that can be read, and the files that cannot. */
export type Listed = { workspaces: StoredWorkspace[]; setAside: SetAside[] }

/** How long reading goes on before other work runs, in milliseconds: half a frame, so that no call waits long. */
const stretchMs = 8

/**
 * Reads the list of a folder's workspaces. `find` reads one of them in its turn; it receives the names of all files.
 */
export function createListing(parts: {
  folder: RecordFolder
  turns: Turns
  find: (id: string, names: ReadonlySet<string>) => Promise<Result<StoredWorkspace | null>>
}) {
  const { folder, turns, find } = parts
  let ahead: { changes: number; listed: Promise<Result<Listed>>; isRead: boolean } | undefined

  async function read(): Promise<Result<Listed>> {
    const names = await folder.names()
    if (!names.ok) return names
    const there = new Set(names.value)
    const workspaces: StoredWorkspace[] = []
    const unreadable: SetAside[] = []
    let begun = performance.now()
    for (const id of idsAmong(names.value)) {
      if (performance.now() - begun > stretchMs) {
        await othersTurn()
        begun = performance.now()
      }
      const found = await find(id, there)
      if (!found.ok) unreadable.push({ file: fileOf(id, there), reason: found.failure.message })
      else if (found.value) workspaces.push(found.value)
    }
    return ok({ workspaces, setAside: [...folder.setAside(), ...unreadable] })
  }

  return {
    /** Starts reading before the list is requested. */
    async begin(): Promise<void> {
      const begun = { changes: folder.changes(), listed: read(), isRead: false }
      ahead = begun
      await begun.listed
      begun.isRead = true
    },

    /** Whether `list` has an answer ready that was read ahead. */
    isRead: (): boolean => ahead?.isRead === true && ahead.changes === folder.changes(),

    /**
     * All workspaces as they are now. A list that was read ahead is used once, and only if nothing was written since.
     */
    async list(): Promise<Result<Listed>> {
      // Pending writes finish first, so that the names of their files are found.
      await turns.present()
      const begun = ahead
      ahead = undefined
      return begun?.changes === folder.changes() ? begun.listed : read()
    },
  }
}

/** The name of the file that represents a workspace: the saved file, or the draft if there is none. */
function fileOf(id: string, names: ReadonlySet<string>): string {
  return names.has(fileNames.saved(id)) ? fileNames.saved(id) : fileNames.draft(id)
}
