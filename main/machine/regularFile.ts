import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'
import type { Stats } from 'node:fs'

/** The result of reading a file: its content and state, or why there is none. */
type Reading<T> =
  | { kind: 'read'; content: T; identity: string; changedAt: number }
  | { kind: 'missing' }
  | { kind: 'notRegular' }
  | { kind: 'tooLarge' }

// Without this flag, opening a pipe waits until another process writes to it.
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Reads a regular file of limited size in bytes, following links; throws the system's error when it cannot be read.
 * Type and size are checked on the open file, so that it cannot be replaced in between, and no more than that size is
 * read. It is read synchronously, because passing a file of a few kilobytes to another thread takes longer than
 * reading it.
 */
export function readRegularFile(path: string, mostBytes: number): Reading<Buffer> {
  return readWith(path, mostBytes, (file, size) => readInto(file, Buffer.allocUnsafe(size)))
}

const scratchBytes = 128 * 1024
/** Thousands of files are read into this one after the other, since so many buffers would scatter the memory. */
let scratch: Buffer | undefined

/** The same for a text in UTF-8. */
export function readRegularText(path: string, mostBytes: number): Reading<string> {
  return readWith(path, mostBytes, (file, size) => {
    scratch ??= Buffer.allocUnsafe(scratchBytes)
    const bytes = size <= scratchBytes ? scratch.subarray(0, size) : Buffer.allocUnsafe(size)
    return readInto(file, bytes).toString('utf8')
  })
}

function readWith<T>(path: string, mostBytes: number, read: (file: number, size: number) => T): Reading<T> {
  let file: number | undefined
  try {
    file = openSync(path, withoutWaiting)
    const found = fstatSync(file)
    if (!found.isFile()) return { kind: 'notRegular' }
    if (found.size > mostBytes) return { kind: 'tooLarge' }
    return {
      kind: 'read',
      content: read(file, found.size),
      identity: identityFrom(found),
      changedAt: found.mtimeMs,
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') return { kind: 'missing' }
    // A socket cannot be opened, and on Windows a folder cannot.
    if (code === 'ENXIO' || code === 'EISDIR') return { kind: 'notRegular' }
    throw error
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/**
 * Which file it is in which state: inode, size and times, which differ after any change. Follows links; undefined if
 * there is none.
 */
export function fileIdentity(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && identityFrom(found)
}

function identityFrom({ ino, size, mtimeMs, ctimeMs }: Stats): string {
  return `${ino} ${size} ${mtimeMs} ${ctimeMs}`
}

/** Formats a number of bytes, such as `8 MB`. */
export function sizeInWords(bytes: number): string {
  return `${bytes / (1024 * 1024)} MB`
}

/** Fills a buffer from an open file, and returns the part that was filled. */
function readInto(file: number, bytes: Buffer): Buffer {
  let length = 0
  while (length < bytes.length) {
    const read = readSync(file, bytes, length, bytes.length - length, null)
    if (read === 0) break
    length += read
  }
  return bytes.subarray(0, length)
}
