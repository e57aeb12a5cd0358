import { randomUUID } from 'node:crypto'
import { closeSync, fsync, openSync, renameSync, writeFile } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

/** A file or folder that is open. */
type OpenFile = {
  writeFile: (text: string) => Promise<void>
  sync: () => Promise<void>
  close: () => void
}

/** The parts of the file system that a test can replace. */
export type Disk = {
  open: (path: string, flags: 'wx' | 'r') => OpenFile
  rename: (from: string, to: string) => void | Promise<void>
  wait: (ms: number) => Promise<unknown>
  platform: NodeJS.Platform
}

const writeAll = promisify(writeFile)
const syncAll = promisify(fsync)

/**
 * The file system of this machine. What only changes a name takes less time than passing it to another thread, so it is
 * done at once; a write and a sync can take long, so they do not keep this thread waiting.
 */
export const realDisk: Disk = {
  open(path, flags) {
    const file = openSync(path, flags, 0o600)
    return {
      writeFile: (text) => writeAll(file, text),
      sync: () => syncAll(file),
      close: () => closeSync(file),
    }
  },
  rename: renameSync,
  wait,
  platform: process.platform,
}

/** The temporary files that this process is writing. */
const inUse = new Set<string>()

const temporaryName = /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/

/**
 * Replaces the whole content of a file and lets only its owner read it. If it rejects, the old file is unchanged. At
 * any moment, also on a full disk or after a crash, a reader finds either the old text or the new one.
 */
export async function replaceFile(path: string, text: string, disk: Disk = realDisk): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  inUse.add(basename(temporary))
  try {
    const file = disk.open(temporary, 'wx')
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      file.close()
    }
    await renamePatiently(temporary, path, disk)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw error
  } finally {
    inUse.delete(basename(temporary))
  }
  await syncFolder(dirname(path), disk)
}

/** Renames a file within its folder; the new name survives a power failure. */
export async function moveFile(from: string, to: string, disk: Disk = realDisk): Promise<void> {
  await renamePatiently(from, to, disk)
  await syncFolder(dirname(to), disk)
}

/** Deletes the temporary files that `replaceFile` left in a folder when the process was killed, and no other file. */
export async function sweepTemporaries(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    if (temporaryName.test(name) && !inUse.has(name)) await rm(join(folder, name), { force: true })
  }
}

/** Retries a rename on Windows for about two seconds, because virus scanners hold a new file open for a moment. */
async function renamePatiently(from: string, to: string, { rename, wait, platform }: Disk): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (platform !== 'win32' || attempt === 9 || !isBusy(error)) throw error
      await wait(5 * 2 ** attempt)
    }
  }
}

function isBusy(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return code === 'EPERM' || code === 'EACCES' || code === 'EBUSY'
}

/** Syncs a folder. Some file systems refuse this; the rename is done by then, so a refusal is ignored. */
async function syncFolder(folder: string, { open, platform }: Disk): Promise<void> {
  if (platform === 'win32') return
  try {
    const handle = open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch {
    // It was refused.
  }
}
