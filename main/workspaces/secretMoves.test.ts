import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { blankConnection } from '../../domain/connection/connection'
import type { WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import type { Result } from '../../domain/result'
import { keepBoth, noChanges, secretNames } from '../../domain/secret/secret'
import type { SecretChange, SecretChanges, SecretName } from '../../domain/secret/secret'
import { swapSecrets, takeOver } from '../../domain/secret/secretMove'
import { otherSide, sides } from '../../domain/side'
import type { BothSides, Side } from '../../domain/side'
import { blankWorkspace } from '../../domain/workspace/workspace'
import type { Workspace } from '../../domain/workspace/workspace'
import { createFakeKeytar } from '../../test-support/fakeKeytar'
import type { FakeKeytar } from '../../test-support/fakeKeytar'
import { createKeychain } from '../storage/secrets/keychain'
import { createStateFile } from '../storage/records/stateFile'
import { createWorkspaceFiles } from '../storage/records/workspaceFiles'
import { createWorkspaces } from './workspaces'
import type { Workspaces } from './workspaces'

const root = mkdtempSync(join(tmpdir(), 'secret-moves-'))
afterAll(() => rmSync(root, { recursive: true }))

const keys = { source: 'AKIAIOSFODNN7EXAMPLE', destination: 'AKIAI44QH8DHBEXAMPLE' }

let folder = ''
let keytar: FakeKeytar
let workspaces: Workspaces
let writeFails: (path: string) => boolean = () => false

/** Starts the parts of the application under test, with empty memory and the existing disk and keychain. */
function start(): void {
  const write = (path: string, text: string): Promise<void> =>
    writeFails(path)
      ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' }))
      : writeFile(path, text)
  workspaces = createWorkspaces({
    files: createWorkspaceFiles({ folder: join(folder, 'workspaces'), appVersion: '1.0.0', write }),
    keychain: createKeychain({ service: 'test', load: keytar.load, waitMs: 20 }),
    stateFile: createStateFile(join(folder, 'state.json')),
  })
}
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'))
  keytar = createFakeKeytar()
  writeFails = () => false
  start()
})

async function valueOf<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`)
  return result.value
}
const failure = (code: string) => ({ ok: false, failure: expect.objectContaining({ code }) })
const connection = (accessKey: string) => ({ ...blankConnection(), accessKey })
const form = (swapped = false): Workspace => ({
  ...blankWorkspace(),
  name: 'One',
  source: connection(swapped ? keys.destination : keys.source),
  destination: connection(swapped ? keys.source : keys.destination),
})
const set = (value: string): SecretChange => ({ kind: 'set', value, version: randomUUID() })
const save = (id: string, workspace: Workspace, secrets: BothSides<SecretChanges>, thisRunOnly = false) =>
  workspaces.save({ id, workspace, secrets, thisRunOnly })

/** A saved workspace whose source has both secrets, and whose destination has a secret key alone. */
async function saved(): Promise<WorkspaceRecord> {
  const { id } = await valueOf(workspaces.create())
  const source = { secretKey: set('source-secret'), sessionToken: set('source-token') }
  const destination = { ...keepBoth(), secretKey: set('destination-secret') }
  return valueOf(save(id, form(), { source, destination }))
}

type Values = Record<`${Side} ${SecretName}`, string | null>

/** The secrets that a test of each side uses, with the access keys of the form. */
async function values(id: string, workspace: Workspace): Promise<Values> {
  const found: Partial<Values> = {}
  for (const side of sides) {
    for (const name of secretNames) {
      const { accessKey } = workspace[side]
      found[`${side} ${name}`] = await valueOf(workspaces.readSecret(id, side, name, accessKey))
    }
  }
  return found as Values
}
const unswapped: Values = {
  'source secretKey': 'source-secret',
  'source sessionToken': 'source-token',
  'destination secretKey': 'destination-secret',
  'destination sessionToken': null,
}
const swapped: Values = {
  'source secretKey': 'destination-secret',
  'source sessionToken': null,
  'destination secretKey': 'source-secret',
  'destination sessionToken': 'source-token',
}
const heads = () => [...keytar.entries.keys()].filter((name) => !name.includes('#') && name !== 'canary')
const swapOf = ({ secrets: states }: WorkspaceRecord, changes = noChanges()): BothSides<SecretChanges> =>
  swapSecrets({ states, changes })

describe('sides that are swapped with their secrets', () => {
  test('have them under the same access keys, and leave no entry behind', async () => {
    const before = await saved()
    const after = await valueOf(save(before.id, form(true), swapOf(before)))
    for (const side of sides) expect(after.secrets[side]).toEqual(before.secrets[otherSide(side)])
    expect(await values(before.id, form(true))).toEqual(swapped)
    expect(heads()).toHaveLength(3)
    start()
    expect(await values(before.id, form(true))).toEqual(swapped)
  })

  test('can be swapped back, again and again', async () => {
    let record = await saved()
    for (const isSwapped of [true, false, true, false]) {
      record = await valueOf(save(record.id, form(isSwapped), swapOf(record)))
      expect(await values(record.id, form(isSwapped))).toEqual(isSwapped ? swapped : unswapped)
      expect(heads()).toHaveLength(3)
    }
  })

  test('do so also while old entries cannot be deleted, and later nothing is left of those', async () => {
    let record = await saved()
    keytar.moodOf = (call) => (call.startsWith(`delete ${record.id}`) ? 'failing' : undefined)
    for (const isSwapped of [true, false, true]) {
      record = await valueOf(save(record.id, form(isSwapped), swapOf(record)))
      expect(await values(record.id, form(isSwapped))).toEqual(isSwapped ? swapped : unswapped)
    }
    keytar.moodOf = () => undefined
    await valueOf(workspaces.purgeDeleted())
    expect(heads()).toHaveLength(3)
    expect(await values(record.id, form(true))).toEqual(swapped)
  })

  test('keep to the access key that a secret was saved for, whatever the form says', async () => {
    const before = await saved()
    const edited = { ...form(true), source: connection('AKIAANOTHERKEYEXAMPL') }
    await valueOf(save(before.id, edited, swapOf(before)))
    const found = await values(before.id, edited)
    expect(found['source secretKey']).toBeNull()
    expect(found['destination secretKey']).toBe('source-secret')
    expect((await values(before.id, form(true)))['source secretKey']).toBe('destination-secret')
  })

  test('take a secret along that is kept for this run only', async () => {
    const before = await saved()
    const held = { ...noChanges(), source: { ...keepBoth(), secretKey: set('held') } }
    const record = await valueOf(save(before.id, form(), held, true))
    const after = await valueOf(save(before.id, form(true), swapOf(record)))
    expect(after.secrets.destination.secretKey.kind).toBe('thisRun')
    expect(after.secrets.source.secretKey.kind).toBe('saved')
    expect(await values(before.id, form(true))).toEqual({ ...swapped, 'destination secretKey': 'held' })
    start()
    expect(await values(before.id, form(true))).toEqual(swapped)
  })

  test('let one be forgotten, and keep the other', async () => {
    const before = await saved()
    const changes = swapOf(before)
    changes.destination.secretKey = { kind: 'forget' }
    await valueOf(save(before.id, form(true), changes))
    expect(await values(before.id, form(true))).toEqual({ ...swapped, 'destination secretKey': null })
    expect(heads()).toHaveLength(2)
  })

  test('let one be typed anew', async () => {
    const before = await saved()
    const changes = swapOf(before)
    changes.source.secretKey = set('typed')
    await valueOf(save(before.id, form(true), changes))
    expect(await values(before.id, form(true))).toEqual({ ...swapped, 'source secretKey': 'typed' })
    expect(heads()).toHaveLength(3)
  })
})

test('a side that copies the other’s secrets has only those', async () => {
  const before = await saved()
  const workspace = { ...form(), destination: connection(keys.source) }
  const changes = {
    ...noChanges(),
    destination: takeOver({ states: before.secrets, changes: noChanges() }, 'destination'),
  }
  await valueOf(save(before.id, workspace, changes))
  const all = { 'destination secretKey': 'source-secret', 'destination sessionToken': 'source-token' }
  expect(await values(before.id, workspace)).toEqual({ ...unswapped, ...all })
  expect(heads()).toHaveLength(4)
  // Forgetting one leaves the other, although both have the same version.
  const forget: SecretChanges = { ...keepBoth(), secretKey: { kind: 'forget' } }
  await valueOf(save(before.id, workspace, { ...noChanges(), source: forget }))
  expect(await values(before.id, workspace)).toEqual({ ...unswapped, ...all, 'source secretKey': null })
})

describe('a swap that cannot be saved loses nothing and mixes nothing up', () => {
  /** Swaps while the keychain refuses the calls of these numbers; returns whether that many calls were made. */
  async function breakAt(step: number, mood: 'failing' | 'locked', lasting: boolean): Promise<boolean> {
    folder = mkdtempSync(join(root, 'case-'))
    keytar = createFakeKeytar()
    writeFails = () => false
    start()
    const before = await saved()
    let steps = 0
    keytar.moodOf = () => ((lasting ? ++steps >= step : ++steps === step) ? mood : undefined)
    const answer = await save(before.id, form(true), swapOf(before))
    keytar.moodOf = () => undefined
    // Checked before and after the cleanup at start.
    for (const restart of [false, true]) {
      if (restart) {
        start()
        // Leftovers are deleted only when the keychain is in use.
        await values(before.id, form(answer.ok))
        await valueOf(workspaces.purgeDeleted())
      }
      const record = await valueOf(workspaces.find(before.id))
      const isSwapped = record.saved?.source.accessKey === keys.destination
      expect(isSwapped).toBe(answer.ok)
      expect(await values(before.id, form(isSwapped)), `step ${step}`).toEqual(
        isSwapped ? swapped : unswapped,
      )
    }
    expect(heads()).toHaveLength(3)
    return steps >= step
  }

  test.each([
    ['failing', true],
    ['failing', false],
    ['locked', true],
    ['locked', false],
  ] as const)('when the keychain is %s at any of its calls, and stays so: %s', async (mood, lasting) => {
    let step = 1
    while (await breakAt(step, mood, lasting)) step++
    expect(step).toBeGreaterThan(10)
  })

  test.each([
    ['the file', (path: string) => /[0-9a-f]{12}\.json$/.test(path)],
    ['the note of entries', (path: string) => path.endsWith('.entries.json')],
    ['anything', () => true],
  ])('when %s cannot be written', async (_what, fails) => {
    const before = await saved()
    const kept = new Map(keytar.entries)
    writeFails = fails
    expect(await save(before.id, form(true), swapOf(before))).toEqual(failure('fileNotWritten'))
    expect(await values(before.id, form())).toEqual(unswapped)
    expect(keytar.entries).toEqual(kept)
    writeFails = () => false
    await valueOf(save(before.id, form(true), swapOf(before)))
    expect(await values(before.id, form(true))).toEqual(swapped)
  })

  test('when the file cannot be written and the keychain does not take back what was forgotten', async () => {
    const before = await saved()
    const changes = swapOf(before)
    changes.destination.secretKey = { kind: 'forget' }
    writeFails = (path) => {
      const fails = /[0-9a-f]{12}\.json$/.test(path)
      if (fails) keytar.moodOf = (call) => (call.startsWith('set') ? 'failing' : undefined)
      return fails
    }
    expect(await save(before.id, form(true), changes)).toEqual(failure('fileNotWritten'))
    keytar.moodOf = () => undefined
    expect(await values(before.id, form())).toEqual(unswapped)
  })

  test('when something else was saved on the other side meanwhile', async () => {
    const before = await saved()
    const other = { ...noChanges(), destination: { ...keepBoth(), secretKey: set('newer') } }
    await valueOf(save(before.id, form(), other))
    expect(await save(before.id, form(true), swapOf(before))).toMatchObject({
      failure: { code: 'secretsMoved', message: expect.stringContaining('have changed') },
    })
    expect(await values(before.id, form())).toEqual({ ...unswapped, 'destination secretKey': 'newer' })
  })
})

describe('a duplicate with its secrets', () => {
  const duplicate = (id: string) => workspaces.duplicate({ id, name: 'Copy', withSecrets: true })

  test('has each of them under the same access key, in entries of its own', async () => {
    const original = await saved()
    const copy = await valueOf(duplicate(original.id))
    expect(copy.secrets).toEqual(original.secrets)
    expect(await values(copy.id, form())).toEqual(unswapped)
    await workspaces.delete(original.id)
    await valueOf(workspaces.forgetDeleted(original.id))
    start()
    expect(await values(copy.id, form())).toEqual(unswapped)
    expect(heads()).toHaveLength(3)
  })

  test('has also what is kept for this run only, and keeps it no longer', async () => {
    const original = await saved()
    const held = { ...noChanges(), source: { ...keepBoth(), secretKey: set('held') } }
    await valueOf(save(original.id, form(), held, true))
    const copy = await valueOf(duplicate(original.id))
    expect(copy.secrets.source.secretKey.kind).toBe('thisRun')
    expect((await values(copy.id, form()))['source secretKey']).toBe('held')
    start()
    expect(await values(copy.id, form())).toEqual(unswapped)
  })

  test.each(['get', 'set'])('is made whole or not at all: %s fails', async (call) => {
    const original = await saved()
    const kept = new Map(keytar.entries)
    const files = readdirSync(join(folder, 'workspaces'))
    keytar.moodOf = (name) => (name.startsWith(call) && name.includes('sessionToken') ? 'failing' : undefined)
    expect(await duplicate(original.id)).toMatchObject({ ok: false })
    expect(keytar.entries).toEqual(kept)
    expect(readdirSync(join(folder, 'workspaces'))).toEqual(files)
  })

  test('is not created while the keychain is locked and returns nothing', async () => {
    const original = await saved()
    keytar.mood = 'locked'
    expect(await duplicate(original.id)).toEqual(failure('keychainUnreadable'))
    expect((await valueOf(workspaces.list())).workspaces).toHaveLength(1)
  })

  test('leaves nothing in the keychain when its file cannot be written', async () => {
    const original = await saved()
    const kept = new Map(keytar.entries)
    writeFails = (path) => /[0-9a-f]{12}\.json$/.test(path)
    expect(await duplicate(original.id)).toEqual(failure('fileNotWritten'))
    expect(keytar.entries).toEqual(kept)
  })

  test('keeps them out of every file', async () => {
    const original = await saved()
    await valueOf(duplicate(original.id))
    await valueOf(save(original.id, form(true), swapOf(original)))
    const texts = readdirSync(join(folder, 'workspaces')).map((name) =>
      readFileSync(join(folder, 'workspaces', name), 'utf8'),
    )
    expect(texts.length).toBeGreaterThan(1)
    for (const word of ['source-secret', 'source-token', 'destination-secret']) {
      expect(texts.some((text) => text.includes(word))).toBe(false)
    }
  })
})
