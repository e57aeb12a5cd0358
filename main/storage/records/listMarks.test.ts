import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createListMarks } from './listMarks'
import { createStateFile } from './stateFile'

const root = mkdtempSync(join(tmpdir(), 'list-marks-'))
afterAll(() => rmSync(root, { recursive: true }))
let path = ''
beforeEach(() => (path = join(mkdtempSync(join(root, 'case-')), 'state.json')))

const moment = '2026-11-22T10:00:00.000Z'
const open = () => createListMarks(createStateFile(path), () => new Date(moment))

test('remembers nothing at first', () => {
  expect(open().among(new Set(['a']))).toEqual({
    lastOpened: null,
    favourites: [],
    recents: [],
    openedAt: {},
  })
})

test('favourites are added and removed, each once, and are kept for the next run', async () => {
  const marks = open()
  await marks.setFavourite({ id: 'a', isFavourite: true })
  await marks.setFavourite({ id: 'b', isFavourite: true })
  await marks.setFavourite({ id: 'b', isFavourite: true })
  await marks.setFavourite({ id: 'a', isFavourite: false })
  expect(open().among(new Set(['a', 'b'])).favourites).toEqual(['b'])
})

test('the twenty most recently opened are kept, the latest first', async () => {
  const marks = open()
  const ids = Array.from({ length: 25 }, (_, number) => `id ${number}`)
  for (const id of [...ids, 'id 10']) await marks.rememberOpened(id)
  const { lastOpened, recents, openedAt } = open().among(new Set(ids))
  expect(lastOpened).toBe('id 10')
  expect(recents.slice(0, 3)).toEqual(['id 10', 'id 24', 'id 23'])
  expect(recents).toHaveLength(20)
  expect(openedAt).toEqual(Object.fromEntries(recents.map((id) => [id, moment])))
})

test('a deleted workspace has its marks again when it is restored, and none once it is forgotten', async () => {
  const marks = open()
  await marks.setFavourite({ id: 'a', isFavourite: true })
  await marks.rememberOpened('a')
  expect(marks.among(new Set())).toEqual({ lastOpened: null, favourites: [], recents: [], openedAt: {} })
  expect(marks.among(new Set(['a']))).toMatchObject({ lastOpened: 'a', favourites: ['a'], recents: ['a'] })
  await marks.forget('a')
  expect(marks.among(new Set(['a']))).toMatchObject({ favourites: [], recents: [], openedAt: {} })
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ favourites: [], recents: [], openedAt: {} })
})
