import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { SetAside } from '../../../domain/setAside'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { fileIdentity, readRegularText, sizeInWords } from '../../machine/regularFile'
import type { FileReading } from '../format/fileReading'
import { fileFailure, systemErrorCode } from './fileWords'
import { moveFile, replaceFile } from './replaceFile'
import { isWritable } from './writable'

type Read<T> = Extract<FileReading<T>, { kind: 'read' }>

/** A folder of JSON files that only its owner can read. A damaged file does not affect the others. */
export type RecordFolder = {
  names: () => Promise<Result<string[]>>
  /**
   * The content of a file, or null when there is none. A damaged file that nothing is writing is renamed to a free name and reported; if it
   * cannot be renamed, it is reported under its own name. Anything but a regular file, and a file that is far too
   * large, fails and is left as it is.
   */
  read: <T>(name: string, parse: (text: string) => FileReading<T>) => Promise<Result<Read<T> | null>>
  /** Like `read`, but synchronous. */
  readNow: <T>(name: string, parse: (text: string) => FileReading<T>) => Result<Read<T> | null>
  write: (name: string, content: unknown) => Promise<Result<null>>
  move: (from: string, to: string) => Promise<Result<null>>
  remove: (name: string) => Promise<Result<null>>
  has: (name: string) => Promise<boolean>
  /** Whether files can probably be written here; nothing is written to find out. */
  isWritable: () => boolean
  /** How many writes, moves and removals were attempted since the folder was opened. */
  changes: () => number
  /**
   * Looks whether a file is another one than when it was last read or written here, or is gone, and says so to
   * `onChange`.
   */
  look: (name: string) => void
  /** The names of the files that were read or written here and are still there. */
  known: () => string[]
  /** Files that were set aside since the folder was opened. */
  setAside: () => SetAside[]
}

/** How long a file that looks damaged must be left alone before it is set aside, in milliseconds. */
const restMs = 250
const unfinished = Symbol('unfinished')

/** Whether a file was changed by this application or by something else. */
export type ChangedFrom = 'here' | 'outside'

/** The largest file that is read, in bytes. A workspace with all its results needs less than a tenth of this. */
const largest = 8 * 1024 * 1024

/**
 * Opens a folder. It is created by the first write and counts as empty until then. With `readOnly`, damaged files are
 * reported under their own names and nothing is changed. `write` is `replaceFile` unless a test replaces it.
 */
export function openRecordFolder(options: {
  folder: string
  now: () => Date
  readOnly?: boolean
  write?: (path: string, text: string) => Promise<void>
  /** Hears of each file that was changed, by this application or from outside. */
  onChange?: (name: string, from: ChangedFrom) => void
}): RecordFolder {
  const { now, readOnly = false, write = replaceFile, onChange = () => undefined } = options
  const folder = resolve(options.folder)
  const aside = new Map<string, SetAside>()
  let changes = 0
  /** Which file each name was when it was last read or written; undefined for one that was not there. */
  const identities = new Map<string, string | undefined>()

  function pathOf(name: string): string {
    const path = resolve(folder, name)
    if (dirname(path) !== folder) throw new Error('The file is outside its folder.')
    return path
  }

  /** Remembers which file a name is now. If it is another one than before, that came from outside. */
  function seen(name: string, identity: string | undefined): void {
    const isOther = identities.has(name) ? identities.get(name) !== identity : false
    identities.set(name, identity)
    if (isOther) onChange(name, 'outside')
  }

  /** Remembers which file a name is after this application has changed it. */
  function changed(...names: string[]): void {
    for (const name of names) {
      identities.set(name, fileIdentity(pathOf(name)))
      onChange(name, 'here')
    }
  }

  function prepare(): void {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
  }

  async function has(name: string): Promise<boolean> {
    return lstat(pathOf(name)).then(
      () => true,
      () => false,
    )
  }

  function setAside(name: string, reason: string): void {
    const file = readOnly ? name : moveAside(name)
    aside.set(file, { file, reason })
  }

  /** Returns the new name, or the old one if the file system refuses to move the file. */
  function moveAside(name: string): string {
    const stamp = now().toISOString().replace(/[-:.]/g, '')
    let file = `${name}.damaged-${stamp}`
    for (let number = 2; existsSync(pathOf(file)); number++) file = `${name}.damaged-${stamp}-${number}`
    try {
      renameSync(pathOf(name), pathOf(file))
      return file
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error
      return name
    }
  }

  /** `atRest` says whether a damaged file may be set aside; if not, it is answered as `unfinished`. */
  function readOnce<T>(
    name: string,
    parse: (text: string) => FileReading<T>,
    atRest: (changedAt: number) => boolean,
  ): Result<Read<T> | null> | typeof unfinished {
    try {
      const found = readRegularText(pathOf(name), largest)
      seen(name, found.kind === 'read' ? found.identity : undefined)
      if (found.kind === 'missing') return ok(null)
      if (found.kind !== 'read') return failed(found.kind === 'tooLarge' ? tooLarge : notRegular)
      const reading = parse(found.content)
      if (reading.kind === 'read') return ok(reading)
      if (!atRest(found.changedAt)) return unfinished
      setAside(name, reading.reason)
      return ok(null)
    } catch (error) {
      return failed(fileFailure('fileNotRead', error))
    }
  }

  /** Something else might be writing a file in place, so one that looks damaged gets time to become whole. */
  async function read<T>(
    name: string,
    parse: (text: string) => FileReading<T>,
  ): Promise<Result<Read<T> | null>> {
    for (;;) {
      const age = (changedAt: number): number => Math.abs(Date.now() - changedAt)
      const answer = readOnce(name, parse, (changedAt) => age(changedAt) >= restMs)
      if (answer !== unfinished) return answer
      await wait(restMs / 5)
    }
  }

  function readNow<T>(name: string, parse: (text: string) => FileReading<T>): Result<Read<T> | null> {
    const answer = readOnce(name, parse, () => true)
    if (answer === unfinished) throw new Error('A file is always finished here.')
    return answer
  }

  async function attempt<T>(
    code: 'fileNotWritten' | 'fileNotRead',
    work: () => Promise<T>,
  ): Promise<Result<T>> {
    if (code === 'fileNotWritten') changes++
    try {
      return ok(await work())
    } catch (error) {
      return failed(fileFailure(code, error))
    }
  }

  return {
    has,
    names: () =>
      attempt('fileNotRead', async () => {
        return readdir(folder).catch((error: unknown) => {
          if (systemErrorCode(error) === 'ENOENT') return []
          throw error
        })
      }),
    read,
    readNow,
    write: (name, content) =>
      attempt('fileNotWritten', async () => {
        const path = pathOf(name)
        prepare()
        await write(path, `${JSON.stringify(content, null, 2)}\n`)
        changed(name)
        return null
      }),
    move: (from, to) =>
      attempt('fileNotWritten', async () => {
        await moveFile(pathOf(from), pathOf(to))
        changed(from, to)
        return null
      }),
    remove: (name) =>
      attempt('fileNotWritten', async () => {
        rmSync(pathOf(name), { force: true })
        changed(name)
        return null
      }),
    isWritable: () => isWritable(folder),
    changes: () => changes,
    look(name) {
      const identity = fileIdentity(pathOf(name))
      if (identities.has(name)) seen(name, identity)
      else if (identity !== undefined) {
        identities.set(name, identity)
        onChange(name, 'outside')
      }
    },
    known: () => [...identities].flatMap(([name, identity]) => (identity === undefined ? [] : [name])),
    setAside: () => [...aside.values()],
  }
}

const notRegular = {
  code: 'fileNotRead',
  message: 'It is not a regular file.',
  remedy: 'Move it out of the application’s data folder, then restart the application.',
} as const
const tooLarge = {
  ...notRegular,
  message: `It is larger than ${sizeInWords(largest)}, which is too large for a file of this application.`,
} as const
