import { access, chmod, mkdir, readFile, readdir, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { SetAside } from '../../domain/workspaceRecord'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import type { FileReading } from './fileReading'
import { fileFailure, systemErrorCode } from './fileWords'
import { moveFile, replaceFile } from './replaceFile'

type Read<T> = Extract<FileReading<T>, { kind: 'read' }>

/** A folder of JSON files, readable by its owner alone, in which no file can harm another. */
export type RecordFolder = {
  names: () => Promise<Result<string[]>>
  /** A file's content, null when there is none. A damaged file is set aside under a name of its own, and reported. */
  read: <T>(name: string, parse: (text: string) => FileReading<T>) => Promise<Result<Read<T> | null>>
  write: (name: string, content: unknown) => Promise<Result<null>>
  move: (from: string, to: string) => Promise<Result<null>>
  remove: (name: string) => Promise<Result<null>>
  has: (name: string) => Promise<boolean>
  /** Files that were set aside since the folder was opened. */
  setAside: () => SetAside[]
}

/**
 * Opens a folder, which is made when first needed. `readOnly` leaves everything as it is: damaged files are reported
 * where they lie, and a folder that is not there is empty. `write` is `replaceFile` unless a test stands in for the disk.
 */
export function openRecordFolder(options: {
  folder: string
  now: () => Date
  readOnly?: boolean
  write?: (path: string, text: string) => Promise<void>
}): RecordFolder {
  const { now, readOnly = false, write = replaceFile } = options
  const folder = resolve(options.folder)
  const aside: SetAside[] = []

  function pathOf(name: string): string {
    const path = resolve(folder, name)
    if (dirname(path) !== folder) throw new Error('A file outside its folder was asked for.')
    return path
  }

  async function prepare(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chmod(folder, 0o700)
  }

  async function has(name: string): Promise<boolean> {
    return access(pathOf(name)).then(
      () => true,
      () => false,
    )
  }

  async function moveAside(name: string, reason: string): Promise<void> {
    if (readOnly) return void aside.push({ file: name, reason })
    const stamp = now().toISOString().replace(/[-:.]/g, '')
    let file = `${name}.damaged-${stamp}`
    for (let number = 2; await has(file); number++) file = `${name}.damaged-${stamp}-${number}`
    await moveFile(pathOf(name), pathOf(file))
    aside.push({ file, reason })
  }

  async function attempt<T>(
    code: 'fileNotWritten' | 'fileNotRead',
    work: () => Promise<T>,
  ): Promise<Result<T>> {
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
        if (!readOnly) await prepare()
        return readdir(folder).catch((error: unknown) => {
          if (readOnly && systemErrorCode(error) === 'ENOENT') return []
          throw error
        })
      }),
    read: (name, parse) =>
      attempt('fileNotRead', async () => {
        const text = await readFile(pathOf(name), 'utf8').catch((error: unknown) => {
          if (systemErrorCode(error) === 'ENOENT') return null
          throw error
        })
        const reading = text === null ? null : parse(text)
        if (reading?.kind !== 'damaged') return reading
        await moveAside(name, reading.reason)
        return null
      }),
    write: (name, content) =>
      attempt('fileNotWritten', async () => {
        const path = pathOf(name)
        await prepare()
        await write(path, `${JSON.stringify(content, null, 2)}\n`)
        return null
      }),
    move: (from, to) =>
      attempt('fileNotWritten', async () => {
        await moveFile(pathOf(from), pathOf(to))
        return null
      }),
    remove: (name) =>
      attempt('fileNotWritten', async () => {
        await rm(pathOf(name), { force: true })
        return null
      }),
    setAside: () => [...aside],
  }
}
