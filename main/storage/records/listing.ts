import { setImmediate as othersTurn } from 'node:timers/promises'
import { ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import type { SetAside } from '../../../domain/setAside'
import type { RecordFolder } from '../files/recordFolder'
import { fileNames, idOfFile, idsAmong } from './storedWorkspace'
import type { StoredWorkspace } from './storedWorkspace'
import type { Turns } from '../files/turns'

/** What was made of every workspace that can be read, and the files that cannot. */
export type Listed<T> = { workspaces: T[]; setAside: SetAside[] }

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
  let ahead:
    { changes: number; listed: Promise<Result<Listed<StoredWorkspace>>>; isRead: boolean } | undefined

  let wasRead = false

  /** Keeps only what `as` makes of each workspace, so that many of them are never held at a time. */
  async function read<T>(as: (stored: StoredWorkspace) => T): Promise<Result<Listed<T>>> {
    const names = await folder.names()
    if (!names.ok) return names
    const there = new Set(names.value)
    const workspaces: T[] = []
    const unreadable: SetAside[] = []
    let begun = performance.now()
    for (const id of idsAmong(names.value)) {
      if (performance.now() - begun > stretchMs) {
        await othersTurn()
        begun = performance.now()
      }
      const found = await find(id, there)
      if (!found.ok) unreadable.push({ file: fileOf(id, there), reason: found.failure.message })
      else if (found.value) workspaces.push(as(found.value))
    }
    wasRead = true
    return ok({ workspaces, setAside: [...folder.setAside(), ...unreadable] })
  }

  return {
    /** Starts reading before the list is requested. */
    async begin(): Promise<void> {
      const begun = { changes: folder.changes(), listed: read((stored) => stored), isRead: false }
      ahead = begun
      await begun.listed
      begun.isRead = true
    },

    /** Looks at all files, or at those of these names, a stretch at a time. */
    async look(names?: readonly string[]): Promise<void> {
      // Before the list was read, every file would count as new.
      if (!names && !wasRead) return
      const there = names ? ok(names) : await folder.names()
      if (!there.ok) return
      let begun = performance.now()
      for (const name of new Set([...there.value, ...(names ? [] : folder.known())])) {
        if (performance.now() - begun > stretchMs) {
          await othersTurn()
          begun = performance.now()
        }
        const id = idOfFile(name)
        // In its turn, so that a write of this application is not taken for one from outside.
        if (id !== undefined) await turns.take(id, async () => folder.look(name))
      }
    },

    /** Whether `list` has an answer ready that was read ahead. */
    isRead: (): boolean => ahead?.isRead === true && ahead.changes === folder.changes(),

    /**
     * All workspaces as they are now, each as what `as` makes of it. A list that was read ahead is used once, and only if nothing was written since.
     */
    async list<T>(as: (stored: StoredWorkspace) => T): Promise<Result<Listed<T>>> {
      // Pending writes finish first, so that the names of their files are found.
      await turns.present()
      const begun = ahead
      ahead = undefined
      if (begun?.changes !== folder.changes()) return read(as)
      const listed = await begun.listed
      return listed.ok ? ok({ ...listed.value, workspaces: listed.value.workspaces.map(as) }) : listed
    },
  }
}

/** The name of the file that represents a workspace: the saved file, or the draft if there is none. */
function fileOf(id: string, names: ReadonlySet<string>): string {
  return names.has(fileNames.saved(id)) ? fileNames.saved(id) : fileNames.draft(id)
}
