import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { defaultSettings } from '../../domain/settings'
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

test.each(['{"lastOpened":', '[]', '{"bounds":{"x":"left"}}', ''])(
  'a damaged file (%s) is empty',
  async (text) => {
    writeFileSync(path, text)
    const stateFile = createStateFile(path)
    expect(stateFile.read()).toEqual({})
    await stateFile.update({ lastOpened: 'one' })
    expect(onDisk()).toMatchObject({ lastOpened: 'one' })
  },
)

test('what cannot be read costs nothing but itself', async () => {
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

test('a failed write is answered, and stays known for this run', async () => {
  const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' }))
  const stateFile = createStateFile(path, full)
  expect(await stateFile.update({ lastOpened: 'one' })).toMatchObject({
    failure: { code: 'fileNotWritten', detail: { error: 'ENOSPC' } },
  })
  expect(stateFile.read()).toEqual({ lastOpened: 'one' })
})
