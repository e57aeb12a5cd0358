import { cp, mkdtemp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FirstRows } from '../../../domain/list/workspaceRow'
import { ok } from '../../../domain/result'
import { openFirstRowsFile } from './firstRowsFile'

let userData: string
let workspaces: string
beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'first-rows-'))
  workspaces = join(userData, 'workspaces')
  await mkdir(workspaces)
})
afterEach(() => rm(userData, { recursive: true }))

const open = () => openFirstRowsFile(userData, workspaces)
const path = () => join(userData, 'list.json')
const rows = (total: number): FirstRows => ({
  total,
  rows: [
    {
      id: '00000000-0000-4000-8000-000000000001',
      title: 'Orders',
      unsaved: false,
      waiting: null,
      ends: {
        source: { label: '111122223333', account: { account: '111122223333', partition: 'aws' } },
        destination: { label: 'local :8001' },
      },
      statuses: { source: 'passed', destination: 'never' },
      causes: { source: null, destination: null },
      testedAt: '',
    },
  ],
})

it('keeps the rows for the next run', async () => {
  expect(await open().keep(rows(201))).toEqual(ok(null))
  expect(open().read()).toEqual(rows(201))
})

it('has no rows when none were kept, or the file is damaged, cut off or of another shape', async () => {
  expect(open().read()).toBeUndefined()
  await open().keep(rows(300))
  const text = await readFile(path(), 'utf8')
  for (const damaged of [
    '',
    '{',
    text.slice(0, -20),
    '[]',
    text.replace('passed', 'fine'),
    'x'.repeat(2_000_000),
  ]) {
    await writeFile(path(), damaged)
    expect(open().read()).toBeUndefined()
  }
  await rm(path())
  await mkdir(path())
  expect(open().read()).toBeUndefined()
})

it('takes no rows of another folder: a copy, one put in its place, or none', async () => {
  await open().keep(rows(300))
  await rename(workspaces, `${workspaces} of before`)
  expect(open().read()).toBeUndefined()
  await cp(`${workspaces} of before`, workspaces, { recursive: true })
  expect(open().read()).toBeUndefined()
  await rm(workspaces, { recursive: true })
  await rename(`${workspaces} of before`, workspaces)
  expect(open().read()).toEqual(rows(300))
})

it('keeps nothing that looks like a secret, which may have been typed into a wrong field', async () => {
  const secret = 'aB3/'.repeat(10)
  const [row] = rows(300).rows as [FirstRows['rows'][0]]
  const ends = {
    source: { label: `${secret.slice(0, 20)} ${secret.slice(20)}` },
    destination: { label: secret },
  }
  const { keep, read } = open()
  await keep({ total: 300, rows: [{ ...row, title: `Orders, key=${secret}`, ends }] })
  const kept = [
    { ...row, title: 'Orders, key=…', ends: { source: { label: '…' }, destination: { label: '…' } } },
  ]
  expect(read()).toEqual({ total: 300, rows: kept })
  expect(open().read()).toEqual({ total: 300, rows: kept })
  expect(await readFile(path(), 'utf8')).not.toContain('aB3/aB3/')
})

it('keeps none for a list that is read before the first page, and forgets those of a longer one', async () => {
  await open().keep(rows(200))
  await expect(readFile(path())).rejects.toThrow('ENOENT')
  await open().keep(rows(300))
  await open().keep(rows(200))
  await expect(readFile(path())).rejects.toThrow('ENOENT')
})
