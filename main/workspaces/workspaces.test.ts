import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Result } from '../../domain/result'
import { keepBoth } from '../../domain/secret/secret'
import type { SecretChange, SecretChanges } from '../../domain/secret/secret'
import type { BothSides } from '../../domain/side'
import type { TestReport } from '../../domain/test/testReport'
import { blankWorkspace } from '../../domain/workspace/workspace'
import type { Workspace } from '../../domain/workspace/workspace'
import { createFakeKeytar } from '../../test-support/fakeKeytar'
import type { FakeKeytar } from '../../test-support/fakeKeytar'
import { createKeychain } from '../storage/secrets/keychain'
import { replaceFile } from '../storage/files/replaceFile'
import { createStateFile } from '../storage/records/stateFile'
import { createWorkspaceFiles } from '../storage/records/workspaceFiles'
import { createWorkspaces } from './workspaces'
import type { Workspaces } from './workspaces'

const root = mkdtempSync(join(tmpdir(), 'workspaces-'))
afterAll(() => rmSync(root, { recursive: true }))

const key = 'AKIAIOSFODNN7EXAMPLE'
const otherKey = 'AKIAI44QH8DHBEXAMPLE'
const oldSecret = 'old/wJalrXUtnFEMI'
const newSecret = 'new/K7MDENGbPxRfi'

let userData = ''
let folder = ''
let keytar: FakeKeytar
let workspaces: Workspaces
let clock = 0
let writeFails: (path: string) => boolean = () => false

/** Starts the parts of the application under test, with empty memory and the existing disk and keychain. */
function start(): void {
  const write = (path: string, text: string): Promise<void> =>
    writeFails(path)
      ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' }))
      : replaceFile(path, text)
  const now = (): Date => new Date(Date.UTC(2025, 10, 22) + clock++ * 1_000)
  workspaces = createWorkspaces({
    files: createWorkspaceFiles({ folder, appVersion: '1.0.0', now, write }),
    keychain: createKeychain({ service: 'test', load: keytar.load, waitMs: 20 }),
    stateFile: createStateFile(join(userData, 'state.json')),
    now,
  })
}
beforeEach(() => {
  userData = mkdtempSync(join(root, 'case-'))
  folder = join(userData, 'workspaces')
  keytar = createFakeKeytar()
  clock = 0
  writeFails = () => false
  start()
})

async function valueOf<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`)
  return result.value
}
const ok = (value: unknown) => ({ ok: true, value })
const failure = (code: string) => ({ ok: false, failure: expect.objectContaining({ code }) })
const named = (name: string, accessKey = key): Workspace => ({
  ...blankWorkspace(),
  name,
  source: { ...blankWorkspace().source, accessKey },
})
const set = (value: string, version: string = randomUUID()): SecretChange => ({ kind: 'set', value, version })
const forget: SecretChange = { kind: 'forget' }
const changes = (source: Partial<SecretChanges> = {}): BothSides<SecretChanges> => ({
  source: { ...keepBoth(), ...source },
  destination: keepBoth(),
})
const save = (id: string, workspace: Workspace, secrets = changes(), thisRunOnly = false) =>
  workspaces.save({ id, workspace, secrets, thisRunOnly })
const secretKey = (id: string, accessKey = key) => workspaces.readSecret(id, 'source', 'secretKey', accessKey)
const list = () => valueOf(workspaces.list())
const names = async () => (await list()).workspaces.map(({ draft, saved }) => (draft ?? saved)?.name)
const entries = () => [...keytar.entries.keys()].sort()
const fileNames = () => readdirSync(folder).sort()

/** A saved workspace, with a secret if one is given. */
async function saved(name: string, value?: string): Promise<string> {
  const { id } = await valueOf(workspaces.create())
  await valueOf(save(id, named(name), changes(value ? { secretKey: set(value) } : {})))
  return id
}
const report = (side: TestReport['side'] = 'source'): TestReport => ({
  runId: randomUUID(),
  side,
  outcome: 'passed',
  startedAt: '2025-11-22T10:00:00.000Z',
  ms: 12,
  fingerprint: 'f',
  stages: [],
  place: {},
})

describe('create, edit, discard', () => {
  test('a new workspace is a draft, and is kept for the next run', async () => {
    const record = await valueOf(workspaces.create())
    expect(record).toMatchObject({ saved: null, savedAt: null, draft: blankWorkspace(), readOnly: false })
    expect(await workspaces.keepDraft({ id: record.id, draft: named('Typed') })).toEqual(ok(null))
    start()
    expect((await list()).workspaces).toMatchObject([
      { id: record.id, saved: null, draft: { name: 'Typed' } },
    ])
  })

  test('discarding restores the saved workspace, or removes one that was never saved', async () => {
    const id = await saved('Saved')
    await workspaces.keepDraft({ id, draft: named('Edited') })
    expect(await workspaces.discardDraft(id)).toMatchObject({
      value: { saved: { name: 'Saved' }, draft: null },
    })
    const { id: unsaved } = await valueOf(workspaces.create())
    expect(await workspaces.discardDraft(unsaved)).toEqual(ok(null))
    expect(await names()).toEqual(['Saved'])
    expect(await workspaces.keepDraft({ id: unsaved, draft: named('late') })).toEqual(failure('notFound'))
  })

  test('of two saves at once, the second keeps the secret that the first saved', async () => {
    const id = await saved('Once')
    const both = [save(id, named('Once'), changes({ secretKey: set(newSecret) })), save(id, named('Twice'))]
    for (const one of both) await valueOf(one)
    expect(await secretKey(id)).toEqual(ok(newSecret))
    expect(await names()).toEqual(['Twice'])
  })

  test('an incomplete workspace is saved, one without a usable name is not', async () => {
    const { id } = await valueOf(workspaces.create())
    expect(await save(id, named('  '))).toMatchObject({
      failure: { code: 'workspaceInvalid', remedy: 'Enter a name to save.' },
    })
    expect(await save(id, named('n'.repeat(101)))).toEqual(failure('workspaceInvalid'))
    expect(await save(id, { ...named('Half'), description: 'd'.repeat(300) })).toMatchObject({
      value: { id, saved: { name: 'Half' }, savedAt: expect.stringContaining('2025-11-22'), draft: null },
    })
  })

  test('the list is in the order of names, with the one that was open last', async () => {
    const ids = []
    for (const name of ['b 10', 'ä', 'B 9', 'c']) ids.push(await saved(name))
    expect(await names()).toEqual(['ä', 'B 9', 'b 10', 'c'])
    expect((await list()).lastOpened).toBeNull()
    expect(await workspaces.rememberOpened(ids[2] ?? '')).toEqual(ok(null))
    start()
    expect((await list()).lastOpened).toBe(ids[2])
    await workspaces.delete(ids[2] ?? '')
    expect((await list()).lastOpened).toBeNull()
  })

  test('a duplicate has the given name, is saved if the original is, and has neither secrets nor reports', async () => {
    const id = await saved('Sales', oldSecret)
    await workspaces.addReport(id, report())
    await workspaces.keepDraft({ id, draft: { ...named('Sales'), description: 'Edited', sample: true } })
    const copy = await valueOf(workspaces.duplicate({ id, name: 'Copy', withSecrets: false }))
    expect(copy).toMatchObject({
      saved: { name: 'Copy', description: 'Edited' },
      draft: null,
      secrets: { source: { secretKey: { kind: 'none' } } },
      reports: { source: [] },
    })
    expect(copy.saved).not.toHaveProperty('sample')
    const { id: unsaved } = await valueOf(workspaces.create())
    expect(await workspaces.duplicate({ id: unsaved, name: 'Copy', withSecrets: false })).toMatchObject({
      value: { saved: null, draft: { name: 'Copy' } },
    })
    expect(await workspaces.duplicate({ id: randomUUID(), name: 'Copy', withSecrets: false })).toEqual(
      failure('notFound'),
    )
  })

  test('a report is added and carried over by a save, and is neither an edit nor a save', async () => {
    const id = await saved('One')
    const before = await valueOf(workspaces.find(id))
    const one = report()
    expect(await workspaces.addReport(id, one)).toEqual(ok(null))
    expect(await workspaces.find(id)).toEqual(ok({ ...before, reports: { source: [one], destination: [] } }))
    await save(id, named('Two'))
    expect(await workspaces.find(id)).toMatchObject({ value: { reports: { source: [one] } } })
  })

  test('a damaged file does not keep the others from the list', async () => {
    await saved('Good')
    writeFileSync(join(folder, `${randomUUID()}.json`), '{')
    const { workspaces: all, setAside } = await list()
    expect(all).toHaveLength(1)
    expect(setAside).toHaveLength(1)
  })
})

test('marks are kept of workspaces that are there, and of no other id', async () => {
  const id = randomUUID()
  await workspaces.create(id, named('Orders'))
  await workspaces.setFavourite({ id, isFavourite: true })
  await workspaces.rememberOpened(id)
  const state = (): string => readFileSync(join(userData, 'state.json'), 'utf8')
  const before = state()
  const gone = randomUUID()
  await workspaces.create(gone, named('Gone'))
  await workspaces.delete(gone)
  for (const unknown of [randomUUID(), gone]) {
    expect(await workspaces.setFavourite({ id: unknown, isFavourite: true })).toEqual(failure('notFound'))
    expect(await workspaces.rememberOpened(unknown)).toEqual(failure('notFound'))
  }
  expect(state()).toBe(before)
})

describe('secrets', () => {
  test('are saved in the keychain with a marker in the file, and read for their access key alone', async () => {
    const { id } = await valueOf(workspaces.create())
    const version = randomUUID()
    const record = await valueOf(
      save(id, named('One', ` ${key} `), changes({ secretKey: set(oldSecret, version) })),
    )
    const marker = { savedAt: record.savedAt, accessKey: key, version }
    expect(record.savedAt).toMatch(/^2025-11-22T00:00:/)
    expect(record.secrets.source).toEqual({
      secretKey: { kind: 'saved', ...marker },
      sessionToken: { kind: 'none' },
    })
    expect(await workspaces.secretStates(id)).toEqual(ok(record.secrets))
    expect(JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')).secrets.source).toEqual({
      secretKey: marker,
    })
    start()
    expect(await secretKey(id)).toEqual(ok(oldSecret))
    expect(await secretKey(id, ` ${key}`)).toEqual(ok(oldSecret))
    expect(await secretKey(id, otherKey)).toEqual(ok(null))
    expect(await workspaces.readSecret(id, 'source', 'sessionToken', key)).toEqual(ok(null))
    expect(await workspaces.readSecret(id, 'destination', 'secretKey', key)).toEqual(ok(null))
  })

  test('both of a side and both sides are kept apart, long tokens whole', async () => {
    const { id } = await valueOf(workspaces.create())
    const token = 'FwoGZXIvYXdzE'.repeat(1_500)
    const side = { secretKey: set('s'), sessionToken: set(token) }
    const other = { secretKey: set('d'), sessionToken: set('t') }
    await valueOf(save(id, named('One'), { source: side, destination: other }))
    expect(await workspaces.readSecret(id, 'source', 'sessionToken', key)).toEqual(ok(token))
    expect(await workspaces.readSecret(id, 'source', 'secretKey', key)).toEqual(ok('s'))
    expect(await workspaces.readSecret(id, 'destination', 'secretKey', '')).toEqual(ok('d'))
    expect(await workspaces.readSecret(id, 'destination', 'sessionToken', '')).toEqual(ok('t'))
  })

  test('that are kept stay as they were, also when the access key changes', async () => {
    const id = await saved('One', oldSecret)
    const before = (await valueOf(workspaces.find(id))).secrets
    const after = await valueOf(save(id, named('One', otherKey)))
    expect(after.secrets).toEqual(before)
    expect(await secretKey(id, otherKey)).toEqual(ok(null))
    expect(await secretKey(id, key)).toEqual(ok(oldSecret))
  })

  test('that are replaced or forgotten leave nothing of the earlier ones', async () => {
    const id = await saved('One', oldSecret.repeat(400))
    await valueOf(save(id, named('One'), changes({ secretKey: set(newSecret) })))
    expect(await secretKey(id)).toEqual(ok(newSecret))
    expect(entries()).toHaveLength(2)
    const record = await valueOf(save(id, named('One'), changes({ secretKey: forget })))
    expect(record.secrets.source.secretKey).toEqual({ kind: 'none' })
    expect(await secretKey(id)).toEqual(ok(null))
    expect(entries()).toEqual([])
    expect(fileNames()).toEqual([`${id}.json`])
  })

  test('saved twice under one version stay readable, also when the second save fails', async () => {
    const id = await saved('One')
    const change = changes({ secretKey: set(oldSecret) })
    await valueOf(save(id, named('One'), change))
    writeFails = (path) => path.endsWith(`${id}.json`)
    expect(await save(id, named('One'), change)).toEqual(failure('fileNotWritten'))
    expect(await secretKey(id)).toEqual(ok(oldSecret))
    writeFails = () => false
    await valueOf(save(id, named('One'), change))
    expect(await secretKey(id)).toEqual(ok(oldSecret))
    expect(entries()).toHaveLength(2)
  })

  test('are in no file, whatever was done with them', async () => {
    const id = await saved('One', oldSecret)
    await save(
      id,
      named('One'),
      changes({ secretKey: set(newSecret), sessionToken: set('token-in-memory') }),
      true,
    )
    await save(id, named('One'), changes({ sessionToken: set('token-in-keychain') }))
    writeFails = (path) => path.endsWith(`${id}.json`)
    await save(id, named('Two'), changes({ secretKey: set(newSecret) }))
    keytar.mood = 'failing'
    await save(id, named('Two'), changes({ secretKey: set(newSecret) }))
    await workspaces.delete(id)
    const texts = fileNames().map((name) => readFileSync(join(folder, name), 'utf8'))
    expect(texts.length).toBeGreaterThan(1)
    for (const secret of [oldSecret, newSecret, 'token-in-memory', 'token-in-keychain']) {
      for (const text of texts) {
        expect(text).not.toContain(secret)
        expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12))
      }
    }
  })

  test('that the keychain does not return are reported as locked or lost', async () => {
    const id = await saved('One', oldSecret)
    keytar.mood = 'locked'
    expect(await secretKey(id)).toMatchObject({
      failure: { code: 'keychainUnreadable', message: expect.stringContaining('was saved') },
    })
    expect((await valueOf(workspaces.find(id))).secrets.source.secretKey.kind).toBe('saved')
    expect(await save(id, named('Renamed'))).toMatchObject({ ok: true })
    keytar.mood = 'well'
    expect(await secretKey(id)).toEqual(ok(oldSecret))
  })

  test('that are damaged are reported', async () => {
    const id = await saved('One', oldSecret)
    const chunk = entries().find((name) => name.includes('#')) ?? ''
    keytar.entries.set(chunk, 'AAAA')
    expect(await secretKey(id)).toEqual(failure('secretDamaged'))
  })
})

describe('secrets for this run only', () => {
  test('change neither keychain nor marker, take precedence, and are dropped when the run ends', async () => {
    const id = await saved('One', oldSecret)
    const calls = keytar.calls.length
    const version = randomUUID()
    const record = await valueOf(
      save(id, named('One'), changes({ secretKey: set(newSecret, version) }), true),
    )
    expect(record.secrets.source.secretKey).toMatchObject({ kind: 'thisRun', accessKey: key, version })
    expect(await secretKey(id)).toEqual(ok(newSecret))
    expect(await secretKey(id, otherKey)).toEqual(ok(null))
    expect(keytar.calls).toHaveLength(calls)
    await valueOf(save(id, named('Renamed')))
    expect(await secretKey(id)).toEqual(ok(newSecret))
    start()
    expect(await secretKey(id)).toEqual(ok(oldSecret))
  })

  test('are replaced by a saved one, and forgotten together with it', async () => {
    const id = await saved('One', oldSecret)
    await save(id, named('One'), changes({ secretKey: set('memory') }), true)
    await valueOf(save(id, named('One'), changes({ secretKey: set(newSecret) })))
    expect(await secretKey(id)).toEqual(ok(newSecret))
    await save(id, named('One'), changes({ secretKey: set('memory') }), true)
    const record = await valueOf(save(id, named('One'), changes({ secretKey: forget })))
    expect(record.secrets.source.secretKey).toEqual({ kind: 'none' })
    expect(entries()).toEqual([])
  })

  test('work without any keychain', async () => {
    keytar.mood = 'failing'
    const id = await saved('One')
    await valueOf(save(id, named('One'), changes({ secretKey: set(newSecret) }), true))
    expect(await secretKey(id)).toEqual(ok(newSecret))
    expect(keytar.calls).toEqual([])
  })
})

describe('a save that fails', () => {
  test.each([
    ['before anything was saved', undefined],
    ['over a saved secret', oldSecret],
  ])('in the keychain changes neither, and keeps the edits: %s', async (_, earlier) => {
    const id = await saved('One', earlier)
    const before = await valueOf(workspaces.find(id))
    const kept = new Map(keytar.entries)
    keytar.moodOf = (call) => (/^set .*sessionToken/.test(call) ? 'failing' : undefined)
    const answer = await save(
      id,
      named('Two'),
      changes({ secretKey: set(newSecret), sessionToken: set('t') }),
    )
    expect(answer).toEqual(failure('keychainNotWritten'))
    expect(await workspaces.find(id)).toEqual(ok({ ...before, draft: named('Two') }))
    expect(keytar.entries).toEqual(kept)
    expect(fileNames()).toEqual([`${id}.draft.json`, `${id}.json`])
  })

  test('in the file puts the old secrets back', async () => {
    const id = await saved('One', oldSecret)
    await save(id, named('One'), changes({ sessionToken: set('old token') }))
    const before = await valueOf(workspaces.find(id))
    const kept = entries().filter((name) => !name.includes('#'))
    writeFails = (path) => path.endsWith(`${id}.json`)
    const answer = await save(id, named('Two'), changes({ secretKey: set(newSecret), sessionToken: forget }))
    expect(answer).toMatchObject({ failure: { code: 'fileNotWritten', detail: { error: 'ENOSPC' } } })
    expect(await workspaces.find(id)).toEqual(ok({ ...before, draft: named('Two') }))
    expect(await secretKey(id)).toEqual(ok(oldSecret))
    expect(await workspaces.readSecret(id, 'source', 'sessionToken', key)).toEqual(ok('old token'))
    expect(entries().filter((name) => !name.includes('#'))).toEqual(kept)
    expect(fileNames()).toEqual([`${id}.draft.json`, `${id}.json`])
  })

  test('in the file keeps nothing in memory', async () => {
    const id = await saved('One')
    writeFails = (path) => path.endsWith(`${id}.json`)
    expect(await save(id, named('One'), changes({ secretKey: set('m') }), true)).toEqual(
      failure('fileNotWritten'),
    )
    expect(await secretKey(id)).toEqual(ok(null))
  })

  test('on a full disk does not touch the keychain', async () => {
    const id = await saved('One', oldSecret)
    const calls = keytar.calls.length
    writeFails = () => true
    expect(await save(id, named('Two'), changes({ secretKey: set(newSecret) }))).toEqual(
      failure('fileNotWritten'),
    )
    expect(await save(id, named('One'), changes({ secretKey: set(newSecret) }))).toEqual(
      failure('fileNotWritten'),
    )
    expect(keytar.calls).toHaveLength(calls)
  })

  test('to forget changes nothing', async () => {
    const id = await saved('One', oldSecret)
    const before = await valueOf(workspaces.find(id))
    for (const mood of ['failing', 'locked'] as const) {
      keytar.mood = mood
      expect(await save(id, named('One'), changes({ secretKey: forget }))).toEqual(
        failure('keychainNotWritten'),
      )
    }
    keytar.mood = 'well'
    expect(await workspaces.find(id)).toEqual(ok(before))
    expect(await secretKey(id)).toEqual(ok(oldSecret))
  })

  test('because the keychain is asking for its password does not block edits, and leaves no trace later', async () => {
    const id = await saved('One', oldSecret)
    const kept = new Map(keytar.entries)
    keytar.mood = 'hanging'
    const saving = save(id, named('Two'), changes({ secretKey: set(newSecret) }))
    expect(await workspaces.keepDraft({ id, draft: named('Three') })).toEqual(ok(null))
    expect(await saving).toEqual(failure('keychainWaiting'))
    expect(await workspaces.find(id)).toMatchObject({
      value: { saved: { name: 'One' }, draft: { name: 'Three' } },
    })
    keytar.answer()
    for (let tries = 0; tries < 100 && !(await secretKey(id)).ok; tries++) await new Promise(setImmediate)
    expect(await secretKey(id)).toEqual(ok(oldSecret))
    await workspaces.purgeDeleted()
    expect(keytar.entries).toEqual(kept)
    expect(fileNames()).toEqual([`${id}.draft.json`, `${id}.json`])
  })
})

describe('a crash during a save', () => {
  test.each(['after the new secret was written', 'after the file was written'])(
    '%s leaves one whole state, and no entry that nothing names',
    async (moment) => {
      const id = await saved('One', oldSecret)
      // From here on the process counts as killed: no write and no call takes effect.
      const dead = new Promise<never>(() => {})
      const files = createWorkspaceFiles({
        folder,
        appVersion: '1.0.0',
        write: async (path, text) => {
          if (!path.endsWith(`${id}.json`)) return replaceFile(path, text)
          if (moment === 'after the file was written') await replaceFile(path, text)
          crashed()
          return dead
        },
      })
      let crashed = (): void => {}
      const crash = new Promise<void>((resolve) => (crashed = resolve))
      const dying = createWorkspaces({
        files,
        keychain: createKeychain({ service: 'test', load: keytar.load }),
        stateFile: createStateFile(join(userData, 'state.json')),
      })
      const secrets = changes({ secretKey: set(newSecret) })
      void dying.save({ id, workspace: named('Two', otherKey), secrets, thisRunOnly: false })
      await crash

      start()
      const isNew = moment === 'after the file was written'
      const { saved: after } = await valueOf(workspaces.find(id))
      expect(after?.name).toBe(isNew ? 'Two' : 'One')
      expect(await secretKey(id, isNew ? otherKey : key)).toEqual(ok(isNew ? newSecret : oldSecret))
      expect(entries()).toHaveLength(4)
      expect(await workspaces.purgeDeleted()).toEqual(ok(null))
      expect(entries()).toHaveLength(2)
      expect(fileNames().some((name) => name.includes('entries'))).toBe(false)
      expect(await secretKey(id, isNew ? otherKey : key)).toEqual(ok(isNew ? newSecret : oldSecret))
    },
  )

  test('is not cleaned up by making the system ask for a password at the start', async () => {
    const id = await saved('One', oldSecret)
    writeFileSync(
      join(folder, `${id}.entries.json`),
      JSON.stringify({ schemaVersion: 1, entries: ['left over'] }),
    )
    start()
    const calls = keytar.calls.length
    await workspaces.purgeDeleted()
    expect(keytar.calls).toHaveLength(calls)
    expect(fileNames()).toContain(`${id}.entries.json`)
  })

  test('is not cleaned up if the file that records it is damaged', async () => {
    const id = await saved('One', oldSecret)
    await saved('Other', 'so that the keychain is in use')
    const [entry = ''] = entries().filter((name) => name.startsWith(id) && !name.includes('#'))
    writeFileSync(join(folder, `${id}.entries.json`), JSON.stringify({ schemaVersion: 1, entries: [entry] }))
    writeFileSync(join(folder, `${id}.json`), 'damaged')
    await workspaces.purgeDeleted()
    expect(entries()).toContain(entry)
  })
})

test('discarding a workspace that was never saved deletes what a failed save left in the keychain', async () => {
  const { id } = await valueOf(workspaces.create())
  keytar.moodOf = (call) => (call.startsWith('delete') ? 'failing' : undefined)
  writeFails = (path) => path.endsWith(`${id}.json`)
  expect(await save(id, named('One'), changes({ secretKey: set(newSecret) }))).toMatchObject({ ok: false })
  expect(entries()).not.toEqual([])
  keytar.moodOf = () => undefined
  expect(await workspaces.discardDraft(id)).toEqual(ok(null))
  expect(entries().filter((name) => name !== 'canary')).toEqual([])
  expect(fileNames()).toEqual([])
})

describe('delete and restore', () => {
  test('no call finds a deleted workspace, and it can be restored completely', async () => {
    const id = await saved('One', oldSecret)
    await workspaces.addReport(id, report())
    await workspaces.keepDraft({ id, draft: named('Edited') })
    const before = await valueOf(workspaces.find(id))
    expect(await workspaces.delete(id)).toEqual(ok(null))
    expect((await list()).workspaces).toEqual([])
    const answers = [
      await workspaces.find(id),
      await workspaces.keepDraft({ id, draft: named('late') }),
      await save(id, named('late')),
      await workspaces.discardDraft(id),
      await workspaces.addReport(id, report()),
      await workspaces.duplicate({ id, name: 'Copy', withSecrets: false }),
      await workspaces.delete(id),
      await secretKey(id),
    ]
    expect(answers).toEqual(answers.map(() => failure('notFound')))
    expect(await workspaces.restore(id)).toEqual(ok(before))
    expect(await secretKey(id)).toEqual(ok(oldSecret))
  })

  test('one that was never saved can be restored, too', async () => {
    const { id } = await valueOf(workspaces.create())
    await workspaces.keepDraft({ id, draft: named('Typed') })
    await workspaces.delete(id)
    expect((await list()).workspaces).toEqual([])
    expect(await workspaces.restore(id)).toMatchObject({ value: { saved: null, draft: { name: 'Typed' } } })
  })

  test('forgetting deletes the keychain entries and every file; a restored workspace is left as it is', async () => {
    const id = await saved('One', oldSecret)
    await save(id, named('One'), changes({ sessionToken: set('t'.repeat(5_000)) }))
    await workspaces.keepDraft({ id, draft: named('Edited') })
    await workspaces.delete(id)
    await workspaces.restore(id)
    expect(await workspaces.forgetDeleted(id)).toEqual(ok(null))
    expect(await workspaces.find(id)).toMatchObject({ value: { draft: { name: 'Edited' } } })
    expect(await secretKey(id)).toEqual(ok(oldSecret))
    await workspaces.delete(id)
    expect(await workspaces.forgetDeleted(id)).toEqual(ok(null))
    expect(entries()).toEqual([])
    expect(fileNames()).toEqual([])
    expect(await workspaces.restore(id)).toEqual(failure('notFound'))
    expect(await workspaces.forgetDeleted(id)).toEqual(ok(null))
  })

  test('a purge forgets all that are deleted, and no other', async () => {
    const kept = await saved('Kept', oldSecret)
    for (const name of ['One', 'Two']) await workspaces.delete(await saved(name, newSecret))
    const { id } = await valueOf(workspaces.create())
    await workspaces.delete(id)
    start()
    expect(await workspaces.purgeDeleted()).toEqual(ok(null))
    expect(fileNames()).toEqual([`${kept}.json`])
    expect(entries()).toHaveLength(2)
    expect(await secretKey(kept)).toEqual(ok(oldSecret))
  })

  test('while the keychain fails, the file stays for the next start, and the others go', async () => {
    const id = await saved('With secret', oldSecret)
    const plain = await saved('Without')
    await workspaces.delete(id)
    await workspaces.delete(plain)
    keytar.mood = 'locked'
    expect(await workspaces.purgeDeleted()).toEqual(failure('keychainNotWritten'))
    expect(fileNames()).toEqual([`${id}.deleted.json`])
    keytar.mood = 'well'
    start()
    expect(await workspaces.purgeDeleted()).toEqual(ok(null))
    expect(fileNames()).toEqual([])
    expect(entries()).toEqual([])
  })

  test('a workspace without secrets is deleted without the keychain', async () => {
    const id = await saved('Plain')
    await workspaces.delete(id)
    await workspaces.forgetDeleted(id)
    expect(keytar.calls).toEqual([])
  })
})

describe('a workspace from a newer version', () => {
  test('can be read, duplicated, deleted and restored, and not changed', async () => {
    const id = await saved('One', oldSecret)
    const path = join(folder, `${id}.json`)
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), schemaVersion: 2 }))
    const before = readFileSync(path, 'utf8')
    expect(await workspaces.find(id)).toMatchObject({ value: { readOnly: true, saved: { name: 'One' } } })
    expect(await secretKey(id)).toEqual(ok(oldSecret))
    const calls = keytar.calls.length
    expect(await save(id, named('Two'), changes({ secretKey: set(newSecret) }))).toEqual(failure('readOnly'))
    expect(await workspaces.keepDraft({ id, draft: named('Two') })).toEqual(failure('readOnly'))
    expect(keytar.calls).toHaveLength(calls)
    expect(await workspaces.duplicate({ id, name: 'Copy', withSecrets: false })).toMatchObject({
      value: { readOnly: false, saved: { name: 'Copy' } },
    })
    await workspaces.delete(id)
    await workspaces.restore(id)
    expect(readFileSync(path, 'utf8')).toBe(before)
  })
})
