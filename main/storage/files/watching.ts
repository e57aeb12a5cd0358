import { statfsSync, watch } from 'node:fs'
import { once } from '../../../domain/once'

/** How often a folder is looked through if the system does not say what changes in it, in milliseconds. */
const lookEveryMs = 2_500

/** File systems of Linux that report only the changes of this machine: NFS, SMB, FUSE, 9P (`man 2 statfs`). */
const remoteTypes: readonly number[] = [0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997]

/**
 * Calls `onNames` with the names of files that might have changed in a folder, and `onAny` if it is not known which.
 * Both are called for changes of this process, too. Returns undefined if there is no such folder yet, else a function
 * that ends it.
 */
export function watchFolder(
  folder: string,
  { onNames, onAny }: { onNames: (names: string[]) => void; onAny: () => void },
): (() => void) | undefined {
  let timer: ReturnType<typeof setInterval> | undefined
  const lookAgain = once(() => {
    timer = setInterval(onAny, lookEveryMs)
    timer.unref()
  })
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) =>
      name === null ? onAny() : onNames([name]),
    )
    // Such as too many watched folders, or a folder that was removed.
    watcher.on('error', () => {
      watcher.close()
      lookAgain()
    })
    if (isRemote(folder)) lookAgain()
    return () => {
      watcher.close()
      clearInterval(timer)
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    lookAgain()
    return () => clearInterval(timer)
  }
}

function isRemote(folder: string): boolean {
  try {
    return process.platform === 'linux' && remoteTypes.includes(statfsSync(folder).type)
  } catch {
    return false
  }
}
