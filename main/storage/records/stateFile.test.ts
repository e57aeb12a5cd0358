import { execFileSync } from 'node:child_process'
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { defaultSettings } from '../../../domain/app/settings'
import { createStateFile } from './stateFile'

const root = mkdtempSync(join(tmpdir(), 'state-file-'))
afterAll(() => rmSync(root, { recursive: true }))
let path = ''
beforeEach(() => (path = join(mkdtempSync(join(root, 'case-')), 'state.json')))

const bounds = { x: -5, y: 10, width: 900, height: 700 }
const onDisk = () => JSON.parse(readFileSync(path, 'utf8'))

test('is empty at first, and remembers what was updated, now and in the next run', async () => {
  const stateFile = createStateFile(path)
  expect(stateFile.read()).toEqual({})
  const first = stateFile.update({ lastOpened: 'one' })
  expect(stateFile.read()).toEqual({ lastOpened: 'one' })
  const answers = await Promise.all([
    first,
    stateFile.update({ bounds }),
    stateFile.update({ maximized: true }),
  ])
  expect(answers.every(({ ok }) => ok)).toBe(true)
  expect(createStateFile(path).read()).toEqual({ lastOpened: 'one', bounds, maximized: true })
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
})

const damaged = ['{"favourites":["one"],"settings":{"deadlineSeconds":60}', '[]', '', 'null']

test.each(damaged)('a damaged file (%s) is empty, set aside and reported', async (text) => {
  writeFileSync(path, text)
  const stateFile = createStateFile(path, { now: () => new Date('2026-11-22T10:00:00.000Z') })
  expect(stateFile.read()).toEqual({})
  const file = 'state.json.damaged-20261122T100000000Z'
  const reason = 'Its text is not complete JSON.'
  expect(stateFile.setAside()).toEqual([{ file, reason }])
  await stateFile.update({ lastOpened: 'one' })
  expect(onDisk()).toEqual({ lastOpened: 'one' })
  expect(readFileSync(join(dirname(path), file), 'utf8')).toBe(text)
})

test('a read-only process reports a damaged file without moving it', () => {
  writeFileSync(path, '{')
  const stateFile = createStateFile(path, { readOnly: true })
  expect(stateFile.setAside()).toEqual([{ file: 'state.json', reason: 'Its text is not complete JSON.' }])
  expect(readFileSync(path, 'utf8')).toBe('{')
})

test.each<[string, () => void]>([
  ['a pipe', () => void execFileSync('mkfifo', [path])],
  ['a folder', () => mkdirSync(path)],
  ['a link to an endless device', () => symlinkSync('/dev/zero', path)],
])('%s in its place is reported without waiting, and not overwritten', async (_what, make) => {
  make()
  const kindBefore = lstatSync(path).mode
  const stateFile = createStateFile(path)
  expect(stateFile.read()).toEqual({})
  expect(stateFile.setAside()).toEqual([{ file: 'state.json', reason: 'It is not a regular file.' }])
  expect(await stateFile.update({ lastOpened: 'one' })).toMatchObject({ failure: { code: 'fileNotRead' } })
  expect(stateFile.read()).toEqual({ lastOpened: 'one' })
  expect(lstatSync(path).mode).toBe(kindBefore)
})

test('a file with a value of the wrong type loses only that value', () => {
  writeFileSync(path, '{"bounds":{"x":"left"},"lastOpened":"one"}')
  const stateFile = createStateFile(path)
  expect(stateFile.read()).toEqual({ lastOpened: 'one' })
  expect(stateFile.setAside()).toEqual([])
})

test('a value that cannot be read is dropped without affecting the others', async () => {
  const odd = {
    favourites: ['one', 'two'],
    bounds: { x: 0.5 },
    settings: { deadlineSeconds: 20, theme: 'sepia' },
  }
  writeFileSync(path, JSON.stringify(odd))
  const stateFile = createStateFile(path)
  expect(stateFile.read()).toMatchObject({ favourites: ['one', 'two'] })
  expect(stateFile.read()).toEqual({
    favourites: ['one', 'two'],
    settings: { ...defaultSettings, deadlineSeconds: 20 },
  })
  await stateFile.update({ lastOpened: 'one' })
  expect(onDisk()).toMatchObject({ lastOpened: 'one', favourites: ['one', 'two'] })
})

test('keeps keys that it does not know', async () => {
  writeFileSync(path, JSON.stringify({ zoom: 2, bounds: { ...bounds, display: 'left' } }))
  await createStateFile(path).update({ maximized: false })
  expect(onDisk()).toEqual({ zoom: 2, bounds: { ...bounds, display: 'left' }, maximized: false })
})

test('a failed write is reported, and the change applies to this run', async () => {
  const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' }))
  const stateFile = createStateFile(path, { write: full })
  expect(await stateFile.update({ lastOpened: 'one' })).toMatchObject({
    failure: { code: 'fileNotWritten', detail: { error: 'ENOSPC' } },
  })
  expect(stateFile.read()).toEqual({ lastOpened: 'one' })
})
