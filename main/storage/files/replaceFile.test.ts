import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { moveFile, realDisk, replaceFile, sweepTemporaries } from './replaceFile'
import type { Disk } from './replaceFile'

const root = mkdtempSync(join(tmpdir(), 'replace-file-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'))
  path = join(folder, 'one.json')
})

const systemError = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'test' })
const disk = (parts: Partial<Disk>): Disk => ({
  ...realDisk,
  wait: async () => {},
  platform: 'linux',
  ...parts,
})
/** A disk that writes the data of a file and then fails at one later step. */
const failing = (step: 'writeFile' | 'sync'): Disk =>
  disk({
    open: (...options) => ({
      ...realDisk.open(...options),
      [step]: () => Promise.reject(systemError('ENOSPC')),
    }),
  })

describe('replaceFile', () => {
  test('writes a new file and replaces an old one, and leaves no other file', async () => {
    await replaceFile(path, 'first')
    await replaceFile(path, 'second, longer')
    await replaceFile(path, 'third')
    expect(readFileSync(path, 'utf8')).toBe('third')
    expect(readdirSync(folder)).toEqual(['one.json'])
  })

  test.skipIf(process.platform === 'win32')('makes the file readable only by its owner', async () => {
    writeFileSync(path, 'old', { mode: 0o644 })
    await replaceFile(path, 'new')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test.each(['writeFile', 'sync'] as const)('leaves the old file when %s fails', async (step) => {
    writeFileSync(path, 'old')
    await expect(replaceFile(path, 'new', failing(step))).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['one.json'])
  })

  test('syncs the file before it takes its name, and the folder after', async () => {
    const steps: string[] = []
    const noted = disk({
      open(at, flags) {
        const file = realDisk.open(at, flags)
        const what = at === folder ? 'folder' : 'file'
        return { ...file, sync: () => file.sync().then(() => void steps.push(`${what} synced`)) }
      },
      rename(from, to) {
        renameSync(from, to)
        steps.push('renamed')
      },
    })
    await replaceFile(path, 'new', noted)
    expect(steps).toEqual(['file synced', 'renamed', 'folder synced'])
  })

  test('a folder that refuses to be synced does not fail the write', async () => {
    const refusing = disk({
      open: (at, flags) =>
        at === folder
          ? { ...realDisk.open(at, flags), sync: () => Promise.reject(systemError('EINVAL')) }
          : realDisk.open(at, flags),
    })
    await replaceFile(path, 'new', refusing)
    expect(readFileSync(path, 'utf8')).toBe('new')
  })

  test('leaves the old file when the rename fails', async () => {
    writeFileSync(path, 'old')
    const broken = disk({ rename: () => Promise.reject(systemError('EPERM')) })
    await expect(replaceFile(path, 'new', broken)).rejects.toMatchObject({ code: 'EPERM' })
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['one.json'])
  })

  test('simultaneous writes of one file leave one complete text', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000))
    await Promise.all(texts.map((text) => replaceFile(path, text)))
    expect(texts).toContain(readFileSync(path, 'utf8'))
    expect(readdirSync(folder)).toEqual(['one.json'])
  })

  test('retries a rename on Windows while the file is held open', async () => {
    const waits: number[] = []
    let refusals = 3
    const windows = disk({
      platform: 'win32',
      wait: async (ms) => waits.push(ms),
      rename: (from, to) => (refusals-- > 0 ? Promise.reject(systemError('EBUSY')) : renameSync(from, to)),
    })
    await replaceFile(path, 'new', windows)
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(waits).toEqual([10, 20, 40])
  })

  test('stops retrying on Windows after about two seconds', async () => {
    let waited = 0
    const windows = disk({
      platform: 'win32',
      wait: async (ms) => (waited += ms),
      rename: () => Promise.reject(systemError('EACCES')),
    })
    await expect(replaceFile(path, 'new', windows)).rejects.toMatchObject({ code: 'EACCES' })
    expect(waited).toBeGreaterThan(1_000)
    expect(waited).toBeLessThan(4_000)
  })
})

describe('on a full disk', () => {
  const mount = join(root, 'small disk')
  const mounted = canMount(mount)
  afterAll(() => {
    if (mounted) run('umount', mount)
  })

  test.skipIf(!mounted)('rejects, and the old file is unchanged (needs root on Linux)', async () => {
    const full = join(mount, 'one.json')
    const old = 'o'.repeat(30_000)
    await replaceFile(full, old)
    await expect(replaceFile(full, 'n'.repeat(60_000))).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(readFileSync(full, 'utf8')).toBe(old)
    expect(readdirSync(mount)).toEqual(['one.json'])
  })
})

test('moveFile renames a file', async () => {
  writeFileSync(path, 'text')
  await moveFile(path, join(folder, 'two.json'))
  expect(readdirSync(folder)).toEqual(['two.json'])
})

test('sweepTemporaries deletes what an interrupted write left, and nothing else', async () => {
  const kept = ['one.json', 'notes.tmp', 'one.json.damaged-20251122T101500000Z']
  for (const name of kept) writeFileSync(join(folder, name), '')
  writeFileSync(join(folder, 'one.json.01234567-89ab-4cde-8f01-23456789abcd.tmp'), 'half')
  await sweepTemporaries(folder)
  expect(readdirSync(folder).sort()).toEqual(kept.sort())
  await sweepTemporaries(join(folder, 'missing'))
})

test('sweepTemporaries leaves what is being written now', async () => {
  let swept: Promise<void> | undefined
  const whileSwept: Disk['rename'] = async (from, to) => {
    await (swept = sweepTemporaries(folder))
    renameSync(from, to)
  }
  await replaceFile(path, 'whole', disk({ rename: whileSwept }))
  expect(swept).toBeDefined()
  expect(readFileSync(path, 'utf8')).toBe('whole')
})

function canMount(at: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    mkdirSync(at)
    run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at)
    return true
  } catch {
    return false
  }
}

function run(program: string, ...words: string[]): void {
  execFileSync(program, words, { stdio: 'ignore' })
}
