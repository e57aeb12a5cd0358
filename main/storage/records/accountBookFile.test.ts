import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import type { NamedAccount } from '../../../domain/accounts/accountBook'
import { createAccountBookFile } from './accountBookFile'

const root = mkdtempSync(join(tmpdir(), 'account-book-'))
afterAll(() => rmSync(root, { recursive: true }))
let folder = ''
beforeEach(() => (folder = mkdtempSync(join(root, 'case-'))))

const now = () => new Date('2026-11-22T10:00:00Z')
const open = () => createAccountBookFile({ folder, now })
const path = () => join(folder, 'accounts.json')
const onDisk = () => JSON.parse(readFileSync(path(), 'utf8'))

const prod: NamedAccount = { account: '111122223333', partition: 'aws', name: 'prod-data', colour: 'red' }
const staging: NamedAccount = { account: '444455556666', partition: 'aws', name: 'staging', colour: 'green' }

it('is empty at first, is kept for the next run, and only its owner can read it', async () => {
  expect(await open().read()).toEqual({ ok: true, value: { accounts: [], readOnly: false, setAside: [] } })
  expect(readdirSync(folder)).toEqual([])
  expect(await open().keep([prod, staging])).toMatchObject({ value: { accounts: [prod, staging] } })
  expect(await open().read()).toMatchObject({ value: { accounts: [prod, staging] } })
  if (process.platform !== 'win32') expect(statSync(path()).mode & 0o777).toBe(0o600)
})

it('is written in the order of the calls', async () => {
  const book = open()
  await Promise.all([book.keep([prod]), book.keep([prod, staging]), book.keep([staging])])
  expect(onDisk()).toEqual({ schemaVersion: 1, accounts: [staging] })
})

it('keeps keys that it does not know', async () => {
  const accounts = [{ ...prod, owner: 'data team' }]
  writeFileSync(path(), JSON.stringify({ schemaVersion: 1, accounts, theme: 'sea' }))
  await open().keep([prod, staging])
  expect(onDisk()).toEqual({ schemaVersion: 1, accounts: [...accounts, staging], theme: 'sea' })
})

it.each([
  ['{"schemaVersion":1,', 'Its text is not complete JSON.'],
  ['[]', 'The version of its format (schemaVersion) is missing.'],
  [
    JSON.stringify({ schemaVersion: 1, accounts: [{ ...prod, account: '1' }] }),
    'A value is missing or wrong: accounts.0.account.',
  ],
])('sets a damaged file aside and reports it: %s', async (text, reason) => {
  writeFileSync(path(), text)
  const book = open()
  const file = 'accounts.json.damaged-20261122T100000000Z'
  expect(await book.read()).toEqual({
    ok: true,
    value: { accounts: [], readOnly: false, setAside: [{ file, reason }] },
  })
  expect(readFileSync(join(folder, file), 'utf8')).toBe(text)
  expect(await book.keep([prod])).toMatchObject({ ok: true })
  expect(await book.read()).toMatchObject({ value: { accounts: [prod] } })
})

it('shows what it can read of a newer version’s book, and does not write it', async () => {
  const text = JSON.stringify({ schemaVersion: 2, accounts: [prod, { ...staging, colour: 'plaid' }] })
  writeFileSync(path(), text)
  expect(await open().read()).toMatchObject({ value: { readOnly: true, setAside: [] } })
  expect(await open().keep([])).toMatchObject({ ok: false, failure: { code: 'readOnly' } })
  expect(readFileSync(path(), 'utf8')).toBe(text)
})

it('reports a full disk, and leaves the book as it was', async () => {
  await open().keep([prod])
  const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' }))
  const answer = await createAccountBookFile({ folder, now, write: full }).keep([])
  expect(answer).toMatchObject({ failure: { code: 'fileNotWritten', detail: { error: 'ENOSPC' } } })
  expect(await open().read()).toMatchObject({ value: { accounts: [prod] } })
})
