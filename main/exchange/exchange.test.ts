import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import type { ImportChoice } from '../../domain/exchange/importPlan'
import type { Result } from '../../domain/result'
import { keepBoth, noChanges } from '../../domain/secret/secret'
import { failedReport } from '../../domain/test/reports.fixture'
import { blankWorkspace } from '../../domain/workspace/workspace'
import type { Workspace } from '../../domain/workspace/workspace'
import { createFakeKeytar } from '../../test-support/fakeKeytar'
import type { FakeKeytar } from '../../test-support/fakeKeytar'
import { createKeychain } from '../storage/secrets/keychain'
import { createStateFile } from '../storage/records/stateFile'
import { createWorkspaceFiles } from '../storage/records/workspaceFiles'
import { createWorkspaces } from '../workspaces/workspaces'
import { createExporting } from './exporting'
import { createImporting } from './importing'
import { createProfileImport } from './profileImport'
import type { AgreeToLeave, SecretsLeave } from './secretsLeave'
import { createWorkspaceImport } from './workspaceImport'

const root = mkdtempSync(join(tmpdir(), 'exchange-'))
afterAll(() => rmSync(root, { recursive: true }))

const key = 'AKIAIOSFODNN7EXAMPLE'
const passphrase = 'gravel moonlit teapot'

/** A computer with the application on it: disk, keychain, and the dialogs answered by `path`. */
function computer() {
  const home = mkdtempSync(join(root, 'home-'))
  const keytar: FakeKeytar = createFakeKeytar()
  const keychain = createKeychain({ service: 'test', load: keytar.load, waitMs: 200 })
  const folder = join(home, 'workspaces')
  const files = createWorkspaceFiles({ folder, appVersion: '1.0.0' })
  const stateFile = createStateFile(join(home, 'state.json'))
  const workspaces = createWorkspaces({ files, keychain, stateFile })
  const workspaceImport = createWorkspaceImport({ workspaces, keychain, deleted: files.deleted })
  const here = { path: undefined as string | undefined, agrees: true }
  const asked: { leave: SecretsLeave; keychainBefore: number }[] = []
  const agree: AgreeToLeave = async (leave) => {
    asked.push({ leave, keychainBefore: keytar.calls.length })
    return here.agrees
  }
  const environment: NodeJS.ProcessEnv = {}
  const chooseFile = async (): Promise<string | undefined> => here.path
  const describeMachine = () => ({
    environment: { secretKey: false, container: false },
    machine: { names: [], addresses: [] },
  })
  const chooseTarget = async (): Promise<string | undefined> => here.path
  const saved = async () => (await value(workspaces.list())).workspaces
  return {
    home,
    folder,
    keytar,
    workspaces,
    undo: workspaceImport.undo,
    environment,
    here,
    asked,
    exporting: createExporting({ workspaces, chooseTarget, agree }),
    importing: createImporting({ workspaces, workspaceImport, describeMachine, chooseFile }),
    profileImport: createProfileImport({ workspaces, workspaceImport, environment, home, agree }),
    saved,
    names: async () => (await saved()).map((record) => (record.saved ?? record.draft)?.name),
  }
}
type Computer = ReturnType<typeof computer>

async function value<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`)
  return result.value
}
const withKey = (name: string): Workspace => {
  const blank = blankWorkspace()
  return {
    ...blank,
    name,
    source: { ...blank.source, way: 'userCredentials', accessKey: key, region: 'eu-west-1' },
  }
}
const made = (): string => `made/up/${randomUUID()}`

/** Saves a workspace, with a secret key on its source if one is given. */
async function save({ workspaces }: Computer, workspace: Workspace, secret?: string): Promise<string> {
  const { id } = await value(workspaces.create())
  const secretKey = { kind: 'set', value: secret ?? '', version: randomUUID() } as const
  const secrets = { source: { ...keepBoth(), ...(secret && { secretKey }) }, destination: keepBoth() }
  await value(workspaces.save({ id, workspace, secrets, thisRunOnly: false }))
  return id
}
async function exportAll(from: Computer, path: string, secretly = false) {
  from.here.path = path
  const ids = (await from.saved()).map(({ id }) => id)
  return value(from.exporting.run({ ids, passphrase: secretly ? passphrase : null }))
}
async function importAll(to: Computer, path: string, choice: ImportChoice = 'keep') {
  to.here.path = path
  const preview = await value(to.importing.preview())
  const plan = preview?.kind === 'locked' ? await value(to.importing.unlock(passphrase)) : preview
  if (plan?.kind !== 'plan') throw new Error('no plan')
  return value(to.importing.run(plan.items.map(() => choice)))
}
const secretOf = ({ workspaces }: Computer, id = '') => workspaces.readSecret(id, 'source', 'secretKey', key)
const filesOf = ({ folder }: Computer) =>
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])

let mine: Computer
let theirs: Computer
let path = ''
beforeEach(() => {
  mine = computer()
  theirs = computer()
  path = join(mkdtempSync(join(root, 'files-')), 'workspaces.json')
})

describe('without secrets', () => {
  test('an empty computer gets equal workspaces, and exports the same bytes', async () => {
    const secret = made()
    await save(mine, withKey('Keys'), secret)
    await save(mine, { ...blankWorkspace(), name: 'Orders', tags: ['b', 'a'] })
    expect(await exportAll(mine, path)).toEqual({
      file: 'workspaces.json',
      workspaces: 2,
      secrets: 0,
    })
    const text = readFileSync(path, 'utf8')
    expect(text.includes(secret)).toBe(false)
    expect(await importAll(theirs, path)).toMatchObject({
      created: 2,
      ids: [expect.any(String), expect.any(String)],
    })
    const content = async (of: Computer) => (await of.saved()).map(({ id, saved }) => ({ id, saved }))
    expect(await content(theirs)).toEqual(await content(mine))
    await exportAll(theirs, `${path}.again`)
    expect(readFileSync(`${path}.again`, 'utf8')).toBe(text)
    expect(theirs.keytar.calls).toEqual([])
  })

  test('exports only what is saved and selected, and no draft', async () => {
    const id = await save(mine, withKey('Saved'))
    await save(mine, withKey('Other'))
    await mine.workspaces.keepDraft({ id, draft: withKey('Edited') })
    const { id: unsaved } = await value(mine.workspaces.create())
    mine.here.path = path
    expect(await value(mine.exporting.run({ ids: [id, unsaved], passphrase: null }))).toMatchObject({
      workspaces: 1,
    })
    expect(readFileSync(path, 'utf8')).toContain('"name": "Saved"')
    expect(readFileSync(path, 'utf8')).not.toMatch(/Edited|Other/)
  })

  test('a secret in a field that is not for one is in no file, and an import that contains one is reported', async () => {
    const secret = 'aB3/'.repeat(10)
    const workspace = withKey('Swapped')
    await save(mine, { ...workspace, source: { ...workspace.source, accessKey: secret } })
    await exportAll(mine, path)
    expect(JSON.stringify(filesOf(mine)).includes(secret)).toBe(false)
    const text = readFileSync(path, 'utf8')
    expect(text.includes(secret)).toBe(false)
    writeFileSync(path, text.replace('"region": ""', `"region": "${secret}"`))
    theirs.here.path = path
    const preview = await value(theirs.importing.preview())
    expect(preview).toMatchObject({ blanked: [expect.stringMatching(/^Swapped, .*: AWS Region$/)] })
    expect(JSON.stringify(preview).includes(secret)).toBe(false)
    await value(theirs.importing.run(['keep']))
    expect(JSON.stringify(filesOf(theirs)).includes(secret)).toBe(false)
    expect(JSON.stringify(await theirs.saved()).includes(secret)).toBe(false)
  })

  test('exports nothing without a chosen file; reports a missing folder', async () => {
    await save(mine, withKey('Keys'))
    expect(await mine.exporting.run({ ids: [], passphrase: null })).toEqual({ ok: true, value: null })
    mine.here.path = join(root, 'not there', 'file.json')
    expect(await mine.exporting.run({ ids: [], passphrase: null })).toMatchObject({
      failure: {
        code: 'fileNotWritten',
        message: 'file.json could not be written.',
        detail: { error: 'ENOENT' },
      },
    })
  })
})

describe('a conflict', () => {
  let id = ''
  const secret = made()
  beforeEach(async () => {
    id = await save(mine, withKey('Keys'), secret)
    await exportAll(mine, path)
    await mine.workspaces.save({
      id,
      workspace: { ...withKey('Keys'), description: 'Mine' },
      secrets: noChanges(),
      thisRunOnly: false,
    })
    await mine.workspaces.keepDraft({ id, draft: withKey('Edited') })
  })

  test('kept, nothing changes', async () => {
    const before = filesOf(mine)
    expect(await importAll(mine, path, 'keep')).toMatchObject({ kept: 1, ids: [] })
    expect(filesOf(mine)).toEqual(before)
  })

  test('replaced, the content is theirs, the secret of the same access key stays', async () => {
    expect(await importAll(mine, path, 'replace')).toMatchObject({ replaced: 1, ids: [id] })
    expect(await mine.saved()).toMatchObject([{ id, saved: { name: 'Keys', description: '' }, draft: null }])
    expect(await secretOf(mine, id)).toEqual({ ok: true, value: secret })
  })

  test('imported as a copy, both are there', async () => {
    expect(await importAll(mine, path, 'copy')).toMatchObject({ copied: 1 })
    const records = await mine.saved()
    expect(records.map(({ saved }) => [saved?.name, saved?.description])).toEqual([
      ['Keys', 'Mine'],
      ['Keys (2)', ''],
    ])
    expect(await importAll(mine, path, 'copy')).toMatchObject({ copied: 1 })
    expect((await mine.saved()).map(({ saved }) => saved?.name)).toContain('Keys (3)')
  })
})

test('many are imported side by side, and each copy has a name of its own', async () => {
  for (let number = 0; number < 40; number++) await save(mine, withKey('Orders'))
  await exportAll(mine, path)
  for (const { id } of await mine.saved()) await mine.workspaces.delete(id)
  await save(mine, { ...withKey('Orders'), description: 'Mine' })
  expect(await importAll(mine, path, 'copy')).toMatchObject({ created: 39, copied: 1 })
  expect(await mine.names()).toEqual([...Array.from({ length: 40 }, () => 'Orders'), 'Orders (2)'])
})

test('two copies of one name get different names', async () => {
  for (const description of ['1', '2']) await save(mine, { ...withKey('Orders'), description })
  await exportAll(mine, path)
  for (const description of ['3', '4']) await save(theirs, { ...withKey('Orders'), description })
  expect(await importAll(theirs, path, 'copy')).toMatchObject({ copied: 2 })
  expect(await theirs.names()).toEqual(['Orders', 'Orders', 'Orders (2)', 'Orders (3)'])
})

test('a deleted workspace that can be restored keeps its id', async () => {
  const id = await save(mine, withKey('Keys'))
  await exportAll(mine, path)
  await mine.workspaces.delete(id)
  const { ids } = await importAll(mine, path)
  expect(ids).toEqual([expect.not.stringMatching(id)])
  await value(mine.workspaces.forgetDeleted(id))
  expect(await mine.names()).toEqual(['Keys'])
})

test('a workspace whose file cannot be read keeps its id', async () => {
  const id = await save(mine, withKey('Keys'))
  await exportAll(mine, path)
  mkdirSync(join(theirs.folder, `${id}.json`), { recursive: true })
  expect(await importAll(theirs, path)).toMatchObject({ created: 1, ids: [expect.not.stringMatching(id)] })
})

test('an export that is too large to import is not written', async () => {
  await save(mine, withKey('Large'))
  const [record] = await mine.saved()
  const tags = Array.from({ length: 1_000 }, (_, at) => `${at} `.padEnd(1_000, 'x'))
  const large = Array.from({ length: 35 }, () => {
    return { ...record, id: randomUUID(), saved: { ...withKey('Large'), tags } } as WorkspaceRecord
  })
  const list: Computer['workspaces']['list'] = async () => {
    const none = {
      setAside: [],
      isWritable: true,
      lastOpened: null,
      favourites: [],
      recents: [],
      openedAt: {},
    }
    return { ok: true, value: { ...none, workspaces: large } }
  }
  const { readSecret } = mine.workspaces
  const exporting = createExporting({
    workspaces: { list, readSecret },
    chooseTarget: async () => path,
    agree: async () => false,
  })
  const ids = large.map(({ id }) => id)
  expect(await exporting.run({ ids, passphrase: null })).toMatchObject({
    failure: { code: 'exportTooLarge' },
  })
  expect(existsSync(path)).toBe(false)
  expect(await exporting.run({ ids: ids.slice(5), passphrase: null })).toMatchObject({
    value: { workspaces: 30 },
  })
})

describe('with secrets', () => {
  test('they go from keychain to keychain, and are in no file in the clear', async () => {
    const secret = made()
    const id = await save(mine, withKey('Keys'), secret)
    expect(await exportAll(mine, path, true)).toMatchObject({ workspaces: 1, secrets: 1 })
    const text = readFileSync(path, 'utf8')
    const forms = [secret, Buffer.from(secret).toString('base64').replace(/=+$/, ''), 'Keys', key]
    expect(forms.map((form) => text.includes(form))).toEqual([false, false, false, false])
    expect(await importAll(theirs, path)).toMatchObject({ created: 1, ids: [id] })
    expect(await secretOf(theirs, id)).toEqual({ ok: true, value: secret })
    expect(JSON.stringify(filesOf(theirs)).includes(secret)).toBe(false)
    expect(await theirs.saved()).toMatchObject([
      { secrets: { source: { secretKey: { kind: 'saved', accessKey: key } } } },
    ])
  })

  test('leave only after the person, who sees how many and whose they are, agreed; the keychain is read after that', async () => {
    await save(mine, withKey('First'), made())
    await save(mine, withKey('Second'), made())
    await save(mine, withKey('Without'))
    mine.keytar.calls.length = 0
    mine.here.agrees = false
    const ids = (await mine.saved()).map(({ id }) => id)
    mine.here.path = path
    expect(await mine.exporting.run({ ids, passphrase })).toEqual({ ok: true, value: null })
    expect(existsSync(path)).toBe(false)
    expect(mine.keytar.calls).toEqual([])
    const leave = { how: 'export', names: ['First', 'Second'], secrets: 2 }
    expect(mine.asked).toEqual([{ leave, keychainBefore: 0 }])
    mine.here.agrees = true
    expect(await mine.exporting.run({ ids, passphrase })).toMatchObject({ value: { secrets: 2 } })
    expect(mine.asked).toHaveLength(2)
    // The person is not asked when no secret leaves: for a plain file, and when there is no secret.
    await exportAll(mine, path)
    const none = ids.filter((_, at) => at === 2)
    expect(await mine.exporting.run({ ids: none, passphrase })).toMatchObject({ value: { secrets: 0 } })
    expect(mine.asked).toHaveLength(2)
  })

  test('an equal workspace gets those that it lacks, and keeps its own', async () => {
    const secret = made()
    const id = await save(mine, withKey('Keys'), secret)
    await exportAll(mine, path)
    await exportAll(mine, `${path}.secret`, true)
    await importAll(theirs, path)
    expect(await importAll(theirs, `${path}.secret`)).toMatchObject({ same: 1, secretsAdded: 1, ids: [id] })
    expect(await secretOf(theirs, id)).toEqual({ ok: true, value: secret })
    theirs.keytar.calls.length = 0
    expect(await importAll(theirs, `${path}.secret`)).toMatchObject({ same: 1, secretsAdded: 0, ids: [] })
    expect(theirs.keytar.calls.filter((call) => call.startsWith('set') && !call.includes('canary'))).toEqual(
      [],
    )
  })

  test('an equal workspace with unsaved edits gets those that it lacks, and keeps the edits', async () => {
    const secret = made()
    const id = await save(mine, withKey('Keys'), secret)
    await exportAll(mine, path)
    await exportAll(mine, `${path}.secret`, true)
    await importAll(theirs, path)
    await value(theirs.workspaces.keepDraft({ id, draft: withKey('Edited') }))
    expect(await importAll(theirs, `${path}.secret`)).toMatchObject({ same: 1, secretsAdded: 1 })
    expect(await secretOf(theirs, id)).toEqual({ ok: true, value: secret })
    expect(await theirs.saved()).toMatchObject([{ saved: { name: 'Keys' }, draft: { name: 'Edited' } }])
  })

  test('if the keychain is locked, the import and the export fail as a whole', async () => {
    await save(mine, withKey('A'), made())
    await save(mine, withKey('B'))
    await exportAll(mine, path, true)
    theirs.keytar.mood = 'locked'
    theirs.here.path = path
    await value(theirs.importing.preview())
    await value(theirs.importing.unlock(passphrase))
    expect(await theirs.importing.run(['keep', 'keep'])).toMatchObject({
      failure: { code: 'keychainUnreadable' },
    })
    expect(await theirs.names()).toEqual([])
    mine.keytar.calls.length = 0
    mine.keytar.mood = 'locked'
    // The keychain is not called, because there is nothing new to write.
    expect(await importAll(mine, path)).toMatchObject({ same: 2, secretsAdded: 0 })
    expect(mine.keytar.calls).toEqual([])
    rmSync(path)
    const ids = (await mine.saved()).map(({ id }) => id)
    expect(await mine.exporting.run({ ids, passphrase })).toMatchObject({
      failure: { code: 'keychainUnreadable' },
    })
    expect(() => readFileSync(path)).toThrow('ENOENT')
  })

  test('if the keychain fails during an import, the import stops there and leaves no partial workspace', async () => {
    await save(mine, withKey('A'), made())
    await save(mine, withKey('B'), made())
    await exportAll(mine, path, true)
    let sets = 0
    theirs.keytar.moodOf = (call) => (/^set .*secretKey/.test(call) && ++sets > 2 ? 'failing' : undefined)
    expect(await importAll(theirs, path)).toMatchObject({
      created: 1,
      failure: { code: 'keychainNotWritten' },
    })
    expect(await theirs.names()).toEqual(['A'])
    theirs.keytar.moodOf = () => undefined
    expect(await importAll(theirs, path)).toMatchObject({ created: 1, same: 1 })
  })

  test('a wrong passphrase and a damaged file are reported alike, and the right passphrase still works', async () => {
    await save(mine, withKey('A'), made())
    await exportAll(mine, path, true)
    theirs.here.path = path
    expect(await value(theirs.importing.preview())).toEqual({ kind: 'locked', file: 'workspaces.json' })
    const refused = await theirs.importing.unlock('another passphrase')
    expect(refused).toMatchObject({ failure: { code: 'passphraseRefused' } })
    expect(await theirs.importing.unlock(passphrase)).toMatchObject({ value: { kind: 'plan' } })
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"data": "..../, '"data": "AAAA'))
    await value(theirs.importing.preview())
    expect(await theirs.importing.unlock(passphrase)).toEqual(refused)
  })

  test('what was read is dropped at the end', async () => {
    await save(mine, withKey('A'), made())
    await exportAll(mine, path, true)
    theirs.here.path = path
    await value(theirs.importing.preview())
    theirs.importing.end()
    expect(await theirs.importing.unlock(passphrase)).toMatchObject({ failure: { code: 'importRefused' } })
    expect(await theirs.importing.run([])).toMatchObject({ failure: { code: 'importRefused' } })
  })

  test('what is being opened when the import ends is dropped as well', async () => {
    await save(mine, withKey('A'), made())
    await exportAll(mine, path, true)
    theirs.here.path = path
    await value(theirs.importing.preview())
    const opening = theirs.importing.unlock(passphrase)
    theirs.importing.end()
    await opening
    expect(await theirs.importing.run(['keep'])).toMatchObject({ failure: { code: 'importRefused' } })
    const looking = theirs.importing.preview()
    theirs.importing.end()
    await looking
    expect(await theirs.importing.unlock(passphrase)).toMatchObject({ failure: { code: 'importRefused' } })
  })
})

describe('the Undo of a whole import', () => {
  const report = failedReport

  /** Mine has Keys with a secret and a result, Same without a secret; the file has other content, and secrets. */
  async function prepared() {
    const ids = {
      keys: await save(theirs, withKey('Keys'), made()),
      same: await save(theirs, withKey('Same'), made()),
      fresh: await save(theirs, withKey('Fresh'), made()),
    }
    await exportAll(theirs, path, true)
    const before = made()
    const keys = await save(mine, { ...withKey('Keys'), description: 'Mine' }, before)
    await value(mine.workspaces.addReport(keys, report))
    await value(mine.workspaces.keepDraft({ id: keys, draft: withKey('Edited') }))
    const same = await save(mine, withKey('Same'))
    return { ids, before, keys, same, files: filesOf(mine), entries: entriesOf(mine) }
  }
  const entriesOf = ({ keytar }: Computer) => [...keytar.entries].sort()
  /** The versions of secrets in the keychain, each of which takes several entries there. */
  const versionsOf = (of: Computer) => [...new Set(entriesOf(of).map(([entry]) => entry.split('#')[0] ?? ''))]

  test('what was replaced comes back with draft, secret and results, what was added goes, and so do the new secrets', async () => {
    const { before, keys, same, files, entries } = await prepared()
    const outcome = await importAll(mine, path, 'replace')
    expect(outcome).toMatchObject({ created: 1, replaced: 1, secretsAdded: 1 })
    expect(await mine.names()).toEqual(['Fresh', 'Keys', 'Same'])
    expect(await value(mine.undo.undo(outcome.importId))).toEqual({
      gone: [expect.any(String)],
      back: expect.arrayContaining([keys, same]),
    })
    expect(filesOf(mine)).toEqual(files)
    expect(entriesOf(mine)).toEqual(entries)
    expect(await secretOf(mine, keys)).toEqual({ ok: true, value: before })
    const [edited] = await mine.saved()
    expect(edited).toMatchObject({
      id: keys,
      saved: { description: 'Mine' },
      draft: { name: 'Edited' },
      reports: { source: [{ startedAt: report.startedAt }] },
    })
  })

  test('a copy goes, and what it is a copy of stays', async () => {
    const { files, entries } = await prepared()
    const { importId } = await importAll(mine, path, 'copy')
    expect(await mine.names()).toContain('Keys (2)')
    await value(mine.undo.undo(importId))
    expect(filesOf(mine)).toEqual(files)
    expect(entriesOf(mine)).toEqual(entries)
  })

  test('what was edited or deleted since comes back as it was before the import', async () => {
    const { keys, files, entries } = await prepared()
    const { importId } = await importAll(mine, path, 'replace')
    await save(mine, withKey('Later'))
    const secretKey = { kind: 'set', value: made(), version: randomUUID() } as const
    const secrets = { source: { ...keepBoth(), secretKey }, destination: keepBoth() }
    await value(mine.workspaces.save({ id: keys, workspace: withKey('Keys'), secrets, thisRunOnly: false }))
    await value(mine.workspaces.delete(keys))
    await value(mine.undo.undo(importId))
    expect(filesOf(mine)).toEqual(expect.arrayContaining(files))
    expect(filesOf(mine)).toHaveLength(files.length + 1)
    expect(entriesOf(mine)).toEqual(entries)
  })

  test('a secret that is kept for this run alone comes back as well', async () => {
    const id = await save(theirs, withKey('Keys'), made())
    await exportAll(theirs, path, true)
    await importAll(mine, path)
    const value_ = made()
    const secretKey = { kind: 'set', value: value_, version: randomUUID() } as const
    await value(
      mine.workspaces.save({
        id,
        workspace: { ...withKey('Keys'), description: 'Mine' },
        secrets: { source: { ...keepBoth(), secretKey }, destination: keepBoth() },
        thisRunOnly: true,
      }),
    )
    const { importId } = await importAll(mine, path, 'replace')
    expect((await secretOf(mine, id)).ok).toBe(true)
    await value(mine.undo.undo(importId))
    expect(await secretOf(mine, id)).toEqual({ ok: true, value: value_ })
  })

  test('once it is too late, only what is there now is left, and no secret that nothing names', async () => {
    const { keys } = await prepared()
    const outcome = await importAll(mine, path, 'replace')
    const now = filesOf(mine).filter(([name]) => /^[0-9a-f-]{36}\.json$/.test(name ?? ''))
    expect(versionsOf(mine).filter((entry) => entry.startsWith(keys))).toHaveLength(2)
    await value(mine.undo.settle(outcome.importId))
    expect(filesOf(mine)).toEqual(now)
    expect(versionsOf(mine).filter((entry) => entry.startsWith(keys))).toHaveLength(1)
    expect(await mine.undo.undo(outcome.importId)).toMatchObject({ failure: { code: 'notFound' } })
    expect(filesOf(mine)).toEqual(now)
  })

  test('the next import ends it, and a start after a crash clears what was kept', async () => {
    await prepared()
    const first = await importAll(mine, path, 'replace')
    const second = await importAll(mine, path, 'copy')
    expect(await mine.undo.undo(first.importId)).toMatchObject({ failure: { code: 'notFound' } })
    expect(filesOf(mine).some(([name]) => name?.includes('kept'))).toBe(false)
    expect(second).toMatchObject({ same: 3 })

    const other = computer()
    await save(other, { ...withKey('Keys'), description: 'Mine' }, made())
    await importAll(other, path, 'replace')
    const { description } = (await other.saved()).find(({ saved }) => saved?.name === 'Keys')?.saved ?? {}
    await value(other.workspaces.purgeDeleted())
    expect(description).toBe('')
    expect(filesOf(other).some(([name]) => /kept|entries/.test(name ?? ''))).toBe(false)
    expect(versionsOf(other)).toHaveLength(3)
  })

  test('an import that ended early is undone as far as it came', async () => {
    const { files, entries } = await prepared()
    mine.keytar.moodOf = (call) => (/^set .*secretKey/.test(call) && isLast() ? 'failing' : undefined)
    let sets = 0
    const isLast = (): boolean => ++sets > 2
    const outcome = await importAll(mine, path, 'replace')
    expect(outcome).toMatchObject({ failure: { code: 'keychainNotWritten' } })
    mine.keytar.moodOf = () => undefined
    await value(mine.undo.undo(outcome.importId))
    expect(filesOf(mine)).toEqual(files)
    expect(entriesOf(mine)).toEqual(entries)
  })
})

describe('a secret that is saved here for the same access key', () => {
  const secret = made()
  beforeEach(async () => {
    await save(theirs, withKey('New'))
    await exportAll(theirs, path)
  })

  test('is taken over, inside the main process, and the preview says so without it', async () => {
    await save(mine, { ...withKey('Old'), description: 'Mine' }, secret)
    mine.here.path = path
    const preview = await value(mine.importing.preview())
    expect(preview).toMatchObject({
      items: [{ lacks: [{ side: 'source', name: 'secretKey', key: 'MPLE', is: 'takenOver' }] }],
    })
    expect(JSON.stringify(preview).includes(secret)).toBe(false)
    const { ids } = await value(mine.importing.run(['keep']))
    expect(await secretOf(mine, ids[0])).toEqual({ ok: true, value: secret })
    expect(JSON.stringify(filesOf(mine)).includes(secret)).toBe(false)
  })

  test('is not taken over for another key, and a workspace that has its own keeps it', async () => {
    await save(mine, withKey('Old'), secret)
    const own = made()
    const id = await save(mine, { ...withKey('New'), description: 'Mine' }, own)
    expect(await importAll(mine, path, 'replace')).toMatchObject({ replaced: 1, ids: [id] })
    expect(await secretOf(mine, id)).toEqual({ ok: true, value: own })
    const other = withKey('Other')
    other.source.accessKey = 'AKIAI44QH8DHBEXAMPLE'
    await save(theirs, other)
    await exportAll(theirs, path)
    const { ids } = await importAll(mine, path, 'replace')
    const found = await mine.workspaces.readSecret(
      ids[0] ?? '',
      'source',
      'secretKey',
      other.source.accessKey,
    )
    expect(found).toEqual({ ok: true, value: null })
  })

  test('is left out while the keychain is locked, and the rest is imported', async () => {
    await save(mine, { ...withKey('Old'), description: 'Mine' }, secret)
    mine.keytar.mood = 'locked'
    expect(await importAll(mine, path)).toMatchObject({ created: 1 })
    mine.keytar.mood = 'well'
    const created = (await mine.saved()).find(({ saved }) => saved?.name === 'New')
    expect(created?.secrets.source.secretKey).toEqual({ kind: 'none' })
  })
})

describe('a file that is refused', () => {
  test.each<[string, (file: string) => void, string]>([
    [
      'too big',
      (file) => {
        writeFileSync(file, '{')
        truncateSync(file, 33 * 1024 * 1024)
      },
      'larger than 32 MB',
    ],
    ['not UTF-8', (file) => writeFileSync(file, Buffer.from([0x7b, 0xff, 0x7d])), 'its text is not UTF-8'],
    ['not there', () => {}, 'cannot be read'],
    ['too deep', (file) => writeFileSync(file, '['.repeat(1_000_000)), 'too deeply'],
    ['not ours', (file) => writeFileSync(file, '{"workspaces": []}'), 'not an export'],
    [
      'asking for gigabytes',
      (file) =>
        writeFileSync(
          file,
          JSON.stringify({
            format: 'dynamodb-workspaces-encrypted',
            version: 1,
            kdf: { name: 'scrypt', n: 2 ** 40, r: 8, p: 1, salt: '' },
          }),
        ),
      'Not as expected in the encrypted file',
    ],
  ])('%s', async (_what, write, why) => {
    await save(mine, withKey('Mine'))
    const before = filesOf(mine)
    write(path)
    mine.here.path = path
    expect(await mine.importing.preview()).toMatchObject({
      failure: { code: 'importRefused', message: expect.stringContaining(why) },
    })
    expect(await mine.importing.run(['replace'])).toMatchObject({ ok: false })
    expect(filesOf(mine)).toEqual(before)
  })

  test('a folder', async () => {
    mine.here.path = root
    expect(await mine.importing.preview()).toMatchObject({
      failure: { message: 'This is not a regular file.' },
    })
  })
})

describe('AWS profiles', () => {
  const secret = made()
  const keys = `[default]\naws_access_key_id=${key}\naws_secret_access_key=${secret}\nregion=eu-west-1\n`
  const role = '[profile reader]\nrole_arn=arn:aws:iam::111122223333:role/Reader\nsource_profile=default\n'
  beforeEach(() => {
    writeFileSync(join(mine.home, 'credentials'), keys)
    writeFileSync(join(mine.home, 'config'), role)
    mine.environment['AWS_SHARED_CREDENTIALS_FILE'] = join(mine.home, 'credentials')
    mine.environment['AWS_CONFIG_FILE'] = join(mine.home, 'config')
  })

  test('become workspaces; without keys no access key is imported, and the window receives no secret', async () => {
    const view = await value(mine.profileImport.read())
    expect(view.profiles.map(({ name }) => name)).toEqual(['default', 'reader'])
    expect(JSON.stringify(view).includes(secret)).toBe(false)
    expect(
      await value(mine.profileImport.run({ names: ['default', 'reader'], withKeys: false })),
    ).toMatchObject({ created: 2 })
    expect(await mine.saved()).toMatchObject([
      { saved: { name: 'default', source: { way: 'userCredentials', accessKey: '', region: 'eu-west-1' } } },
      { saved: { name: 'reader', source: { roleArn: 'arn:aws:iam::111122223333:role/Reader' } } },
    ])
    expect(mine.keytar.calls).toEqual([])
  })

  test('are read in UTF-16, and from folders given by a tilde or a variable', async () => {
    writeFileSync(join(mine.home, 'credentials'), Buffer.from(`\ufeff${keys}`, 'utf16le'))
    mine.environment['AWS_SHARED_CREDENTIALS_FILE'] = '~/credentials'
    mine.environment['WHERE'] = mine.home
    mine.environment['AWS_CONFIG_FILE'] = '${WHERE}/config'
    const view = await value(mine.profileImport.read())
    expect(view.files).toEqual([join(mine.home, 'config'), join(mine.home, 'credentials')])
    expect(view.profiles.map(({ name }) => name)).toEqual(['default', 'reader'])
  })

  test('with keys, nothing is imported unless the person agrees', async () => {
    await value(mine.profileImport.read())
    mine.here.agrees = false
    const asked = { names: ['default', 'reader'], withKeys: true }
    expect(await mine.profileImport.run(asked)).toEqual({ ok: true, value: null })
    expect(await mine.names()).toEqual([])
    expect(mine.keytar.calls).toEqual([])
    expect(mine.asked.map(({ leave }) => leave)).toEqual([
      { how: 'profiles', names: ['default'], secrets: 1 },
    ])
    // A profile with a role has no key.
    expect(await mine.profileImport.run({ names: ['reader'], withKeys: true })).toMatchObject({
      value: { created: 1 },
    })
    expect(mine.asked).toHaveLength(1)
  })

  test('with keys, their secrets are saved in the keychain; a name that is taken gets a number', async () => {
    await save(mine, withKey('default'))
    await value(mine.profileImport.read())
    const { ids } = (await value(mine.profileImport.run({ names: ['default'], withKeys: true }))) ?? {
      ids: [],
    }
    expect(await mine.names()).toEqual(['default', 'default (2)'])
    expect(await secretOf(mine, ids[0])).toEqual({ ok: true, value: secret })
    expect(JSON.stringify(filesOf(mine)).includes(secret)).toBe(false)
  })

  test.skipIf(process.platform === 'win32')('are not read from a pipe', async () => {
    const pipe = join(mine.home, 'pipe')
    execFileSync('mkfifo', [pipe])
    mine.environment['AWS_CONFIG_FILE'] = pipe
    const read = mine.profileImport.read()
    // Releases a reader that opened the pipe, so that the test finishes either way.
    const writer = open(pipe, constants.O_RDWR | constants.O_NONBLOCK)
    try {
      expect((await value(read)).profiles.map(({ name }) => name)).toEqual(['default'])
    } finally {
      await (await writer).close()
    }
  })

  test('with a name of nothing but quotes are left out, and the rest is imported', async () => {
    const blank = `["  "]\naws_access_key_id=${key}\naws_secret_access_key=${secret}\n`
    writeFileSync(join(mine.home, 'config'), blank.replace('[', '[profile ') + role)
    const { profiles } = await value(mine.profileImport.read())
    expect(profiles.map(({ name }) => name)).toEqual(['default', 'reader'])
  })

  test('that are missing or were dropped are not imported', async () => {
    await value(mine.profileImport.read())
    mine.profileImport.end()
    expect(await value(mine.profileImport.run({ names: ['default'], withKeys: true }))).toMatchObject({
      created: 0,
    })
    mine.environment['AWS_SHARED_CREDENTIALS_FILE'] = undefined
    mine.environment['AWS_CONFIG_FILE'] = undefined
    expect(await mine.profileImport.read()).toMatchObject({
      failure: {
        code: 'profilesNotRead',
        remedy: expect.stringContaining(join(mine.home, '.aws', 'config')),
      },
    })
  })
})
