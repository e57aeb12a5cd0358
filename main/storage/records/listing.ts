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

/** What was made of all workspaces, some at a time, and at the end the files that cannot be read. */
export type Parts<T> = AsyncGenerator<T[], Result<SetAside[]>, undefined>

/** How many workspaces are read at a time, so that a long list is never held as a whole. */
const atOnce = 100
/**
 * How many workspaces are read before the first page is shown. Reading more would hold the page back, so that the first
 * rows of an earlier run are shown until all files are read.
 */
export const readAtOnce = 200
/** How long reading goes on before other work runs, in milliseconds: half a frame, so that no call waits long. */
const stretchMs = 8

/**
 * Reads the list of a folder's workspaces. `find` reads one of them in its turn; it receives the names of all files.
 */
export function createListing(options: {
  folder: RecordFolder
  turns: Turns
  find: (id: string, names: ReadonlySet<string>) => Promise<Result<StoredWorkspace | null>>
}) {
  const { folder, turns, find } = options
  let ahead:
    { changes: number; listed: Promise<Result<Listed<StoredWorkspace>>>; isRead: boolean } | undefined

  let wasRead = false

  /** Yields what `as` makes of each workspace, some at a time, and returns the files that could not be read. */
  async function* parts<T>(as: (stored: StoredWorkspace) => T): Parts<T> {
    const names = await folder.names()
    if (!names.ok) return names
    const there = new Set(names.value)
    const unreadable: SetAside[] = []
    let part: T[] = []
    let begun = performance.now()
    for (const id of idsAmong(names.value)) {
      if (performance.now() - begun > stretchMs) {
        await othersTurn()
        begun = performance.now()
      }
      const found = await find(id, there)
      if (!found.ok) unreadable.push({ file: fileOf(id, there), reason: found.failure.message })
      else if (found.value) part.push(as(found.value))
      if (part.length < atOnce) continue
      yield part
      part = []
    }
    if (part.length > 0) yield part
    wasRead = true
    return ok([...folder.setAside(), ...unreadable])
  }

  async function read<T>(as: (stored: StoredWorkspace) => T): Promise<Result<Listed<T>>> {
    const reading = parts(as)
    const workspaces: T[] = []
    for (;;) {
      const next = await reading.next()
      if (!next.done) workspaces.push(...next.value)
      else return next.value.ok ? ok({ workspaces, setAside: next.value.value }) : next.value
    }
  }

  return {
    /** Starts reading before the list is requested, unless it is long. */
    async begin(): Promise<void> {
      const names = await folder.names()
      if (names.ok && idsAmong(names.value).length > readAtOnce) return
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

    /** All workspaces as they are now, some at a time. */
    async *parts<T>(as: (stored: StoredWorkspace) => T): Parts<T> {
      // Pending writes finish first, so that the names of their files are found.
      await turns.present()
      return yield* parts(as)
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
