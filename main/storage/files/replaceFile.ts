import { randomUUID } from 'node:crypto'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** The parts of the file system that a test stands in for. */
export type Disk = {
  open: typeof open
  rename: typeof rename
  wait: (ms: number) => Promise<unknown>
  platform: NodeJS.Platform
}
const realDisk: Disk = { open, rename, wait, platform: process.platform }

/** The temporary files of this process that are being written. */
const inUse = new Set<string>()

const temporaryName = /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/

/**
 * Replaces a file's whole content, readable by its owner alone, or rejects and leaves the old file as it was: on a
 * full disk, after a crash, at any moment, a reader finds the old text or the new one.
 */
export async function replaceFile(path: string, text: string, disk: Disk = realDisk): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  inUse.add(basename(temporary))
  try {
    const file = await disk.open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
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

/** Renames a file within its folder so that the new name survives a power failure. */
export async function moveFile(from: string, to: string, disk: Disk = realDisk): Promise<void> {
  await renamePatiently(from, to, disk)
  await syncFolder(dirname(to), disk)
}

/** Deletes the temporary files that `replaceFile` left in a folder when the process was killed; no other file. */
export async function sweepTemporaries(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    if (temporaryName.test(name) && !inUse.has(name)) await rm(join(folder, name), { force: true })
  }
}

/** Virus scanners on Windows hold a new file open for a moment, in which it cannot be renamed: about 2 s of tries. */
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

/** Some file systems refuse to sync a folder. The rename has happened by then, so this is no reason to reject. */
async function syncFolder(folder: string, { open, platform }: Disk): Promise<void> {
  if (platform === 'win32') return
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
