import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TestReport } from '../../../domain/test/testReport'
import { blankWorkspace } from '../../../domain/workspace/workspace'
import type { Workspace } from '../../../domain/workspace/workspace'
import { openRecordFolder } from '../files/recordFolder'
import { replaceFile } from '../files/replaceFile'
import { readPair } from './storedWorkspace'
import { createWorkspaceFiles } from './workspaceFiles'
import { noMarkers } from './workspaceFormat'
import type { WorkspaceFiles } from './workspaceFiles'

const root = mkdtempSync(join(tmpdir(), 'workspace-files-'))
afterAll(() => rmSync(root, { recursive: true }))
const at = '2025-11-22T10:15:00.000Z'
const stamp = '20251122T101500000Z'
let folder = ''
let files: WorkspaceFiles
const open = (write = replaceFile) =>
  createWorkspaceFiles({ folder, appVersion: '1.2.3', now: () => new Date(at), write })
beforeEach(() => {
  folder = join(mkdtempSync(join(root, 'case-')), 'workspaces')
  files = open()
})

const named = (name: string): Workspace => ({ ...blankWorkspace(), name })
const none = { source: {}, destination: {} }
const noReports = { source: [], destination: [] }
const ok = (value: unknown) => ({ ok: true, value })
const failure = (code: string) => ({ ok: false, failure: expect.objectContaining({ code }) })
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const put = (name: string, content: unknown) => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
}
/** The files of a folder with their content. */
const contentOf = (of: string) =>
  readdirSync(of, { withFileTypes: true }).map((entry) => [
    entry.name,
    entry.isFile() ? readFileSync(join(of, entry.name), 'utf8') : '',
  ])
const writeLarge = (path: string, megabytes: number) => {
  writeFileSync(path, '')
  truncateSync(path, megabytes * 1024 * 1024)
}
const envelope = (name = 'Kept') => ({
  schemaVersion: 1,
  appVersion: '1.0.0',
  savedAt: at,
  workspace: named(name),
  secrets: none,
  reports: noReports,
})
const report = (runId: string, side: TestReport['side'] = 'source'): TestReport => ({
  runId,
  side,
  outcome: 'passed',
  startedAt: at,
  ms: 12,
  fingerprint: 'f',
  stages: [{ name: 'settings', status: 'passed', text: 'Complete' }],
  place: {},
})
const listed = async () => {
  const answer = await files.list((stored) => stored)
  if (!answer.ok) throw new Error(answer.failure.message)
  return answer.value
}
const found = async (id: string) => {
  const answer = await files.find(id)
  if (!answer.ok || !answer.value) throw new Error('Not found.')
  return answer.value
}

describe('files on disk', () => {
  test.skipIf(process.platform === 'win32')('and their folder are readable only by their owner', async () => {
    mkdirSync(folder)
    chmodSync(folder, 0o755)
    const id = randomUUID()
    await files.create(id, 'saved', named('One'))
    await files.keepDraft(id, named('Two'))
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(readdirSync(folder).sort()).toEqual([`${id}.draft.json`, `${id}.json`])
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  })

  test('have the documented shape', async () => {
    const id = randomUUID()
    await files.create(id, 'draft', named('One'))
    expect(read(`${id}.draft.json`)).toEqual({ schemaVersion: 1, keptAt: at, draft: named('One') })
    await files.save(id, { workspace: named('One'), savedAt: at, secrets: none })
    expect(read(`${id}.json`)).toEqual({ ...envelope('One'), appVersion: '1.2.3' })
    expect(readdirSync(folder)).toEqual([`${id}.json`])
  })

  test('are written only for an id', async () => {
    for (const id of ['../outside', '', 'a/b', `${randomUUID()}/..`, randomUUID().toUpperCase(), '%2e%2e']) {
      expect(await files.find(id)).toEqual(ok(null))
      expect(await files.keepDraft(id, named('x'))).toEqual(failure('notFound'))
      expect(await files.deleted.restore(id)).toEqual(failure('notFound'))
    }
    expect(await files.create('../outside', 'draft', named('x'))).toEqual(failure('idTaken'))
    expect(readdirSync(join(folder, '..'))).toEqual([])
  })

  test('that a killed write left are swept away', async () => {
    const id = randomUUID()
    await files.create(id, 'saved', named('One'))
    put(`${id}.json.${randomUUID()}.tmp`, 'half')
    await files.sweep()
    expect(readdirSync(folder)).toEqual([`${id}.json`])
  })
})

describe('a new workspace', () => {
  type Kept = [string, (id: string) => Promise<unknown>]
  const saved = (id: string): Promise<unknown> => files.create(id, 'saved', named('Kept'))
  test.each<Kept>([
    ['a draft that was never saved', (id) => files.create(id, 'draft', named('Kept'))],
    ['a saved one', saved],
    ['one with unsaved edits', (id) => saved(id).then(() => files.keepDraft(id, named('Edited')))],
    ['a deleted one', (id) => saved(id).then(() => files.deleted.hide(id))],
    ['a deleted draft', (id) => files.create(id, 'draft', named('Kept')).then(() => files.deleted.hide(id))],
    ['a newer one', async (id) => put(`${id}.json`, { ...envelope(), schemaVersion: 99 })],
    ['a newer draft', async (id) => put(`${id}.draft.json`, { schemaVersion: 99, draft: {} })],
    [
      'a file that cannot be read',
      async (id) => void mkdirSync(join(folder, `${id}.json`), { recursive: true }),
    ],
    ['a damaged one', async (id) => put(`${id}.json`, '{')],
    ['one that was set aside earlier', async (id) => put(`${id}.json.damaged-20260101T000000000Z`, '{')],
  ])('is never created beside %s', async (_what, keep) => {
    const id = randomUUID()
    await keep(id)
    await files.list((stored) => stored)
    const before = contentOf(folder)
    for (const as of ['draft', 'saved'] as const) {
      expect(await files.create(id, as, named('Blank'))).toEqual(failure('idTaken'))
    }
    expect(contentOf(folder)).toEqual(before)
    expect(await files.create(randomUUID(), 'draft', named('Other'))).toEqual(ok(null))
  })

  test('is not overwritten by one that is restored', async () => {
    const id = randomUUID()
    await saved(id)
    await files.deleted.hide(id)
    put(`${id}.json`, envelope('Newer'))
    expect(await files.deleted.restore(id)).toEqual(failure('idTaken'))
    expect(await files.find(id)).toMatchObject({ value: { saved: { name: 'Newer' } } })
  })
})

describe('drafts', () => {
  const id = randomUUID()
  beforeEach(() => files.create(id, 'saved', named('Saved')))

  test('are kept beside what is saved, and found again in the next run', async () => {
    await files.keepDraft(id, named('Edited'))
    files = open()
    expect(await found(id)).toMatchObject({
      saved: { name: 'Saved' },
      draft: { name: 'Edited' },
      savedAt: at,
    })
  })

  test('that equal the saved workspace are not kept', async () => {
    await files.keepDraft(id, named('Edited'))
    await files.keepDraft(id, named('Saved'))
    expect(await found(id)).toMatchObject({ draft: null })
    expect(readdirSync(folder)).toEqual([`${id}.json`])
    put(`${id}.draft.json`, { schemaVersion: 1, keptAt: at, draft: named('Saved') })
    expect(await found(id)).toMatchObject({ draft: null })
  })

  test('are removed when they are saved, unless they were edited again in the meantime', async () => {
    const save = () => files.save(id, { workspace: named('Edited'), savedAt: at, secrets: none })
    await files.keepDraft(id, named('Edited'))
    await save()
    expect(await found(id)).toMatchObject({ saved: { name: 'Edited' }, draft: null })
    await files.keepDraft(id, named('Edited further'))
    await save()
    expect(await found(id)).toMatchObject({ saved: { name: 'Edited' }, draft: { name: 'Edited further' } })
  })

  test('that are discarded leave the saved workspace; a workspace that was never saved is removed', async () => {
    const other = randomUUID()
    await files.create(other, 'draft', named('Never saved'))
    await files.keepDraft(id, named('Edited'))
    await files.discardDraft(id)
    await files.discardDraft(other)
    expect((await listed()).workspaces).toMatchObject([{ id, saved: { name: 'Saved' }, draft: null }])
    expect(readdirSync(folder)).toEqual([`${id}.json`])
    expect(await files.discardDraft(other)).toEqual(failure('notFound'))
  })

  test('are written in the order in which they were kept', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `Edit ${index}`)
    await Promise.all(names.map((name) => files.keepDraft(id, named(name))))
    expect(await found(id)).toMatchObject({ draft: { name: 'Edit 29' } })
  })
})

describe('what looks like a secret in a field that is not for one', () => {
  const secret = 'NotASecret+1/'.repeat(4).slice(0, 40)
  const token = 'NotAToken/3+'.repeat(30)
  const everywhere = (): Workspace => {
    const workspace = named(`Orders ${secret}`)
    const form = workspace.source
    const texts = Object.entries(form).map(([field, value]) =>
      typeof value === 'string' && field !== 'way' ? [field, ` ${secret}\n`] : [field, value],
    )
    return {
      ...workspace,
      description: `see ${token}`,
      tags: ['kept', secret],
      source: Object.fromEntries(texts) as Workspace['source'],
      destination: { ...form, roleArn: `aws_secret_access_key=${secret}` },
    }
  }
  const isFree = (text: string): boolean => !text.includes(secret) && !text.includes(token)

  test('is in no file, whichever call writes it', async () => {
    const [draft, saved, edited] = [randomUUID(), randomUUID(), randomUUID()]
    await files.create(draft, 'draft', everywhere())
    await files.create(saved, 'saved', everywhere())
    await files.create(edited, 'saved', named('Kept'))
    await files.keepDraft(edited, everywhere())
    expect(JSON.stringify(contentOf(folder))).toSatisfy(isFree)
    await files.save(edited, { workspace: everywhere(), secrets: noMarkers(), savedAt: '2026-01-01' })
    expect(JSON.stringify(contentOf(folder))).toSatisfy(isFree)
    expect(JSON.stringify(contentOf(folder))).toContain('kept')
  })

  test('is not shown when an earlier version wrote it, and the next save removes it from the file', async () => {
    const id = randomUUID()
    put(`${id}.json`, { ...envelope(), workspace: everywhere() })
    const found = await files.find(id)
    expect(JSON.stringify(found)).toSatisfy(isFree)
    expect(found).toMatchObject({
      value: { saved: { name: 'Orders …', description: 'see …', tags: ['kept'] } },
    })
    await files.addReport(id, report('one'))
    expect(JSON.stringify(contentOf(folder))).toSatisfy(isFree)
  })
})

describe('reports', () => {
  test('are the newest twenty of each side, newest first; nothing else changes', async () => {
    const id = randomUUID()
    await files.create(id, 'saved', named('Saved'))
    await files.keepDraft(id, named('Edited'))
    const before = readFileSync(join(folder, `${id}.draft.json`), 'utf8')
    for (let run = 1; run <= 22; run++) await files.addReport(id, report(`run ${run}`))
    await files.addReport(id, report('other side', 'destination'))
    const { reports, savedAt } = await found(id)
    expect(reports.source.map(({ runId }) => runId)).toEqual(
      Array.from({ length: 20 }, (_, index) => `run ${22 - index}`),
    )
    expect(reports.destination).toEqual([report('other side', 'destination')])
    expect(savedAt).toBe(at)
    expect(readFileSync(join(folder, `${id}.draft.json`), 'utf8')).toBe(before)
  })

  test('of a workspace that was never saved are carried over by its first save', async () => {
    const id = randomUUID()
    await files.create(id, 'draft', named('New'))
    await files.addReport(id, report('one'))
    await files.keepDraft(id, named('Newer'))
    expect((await found(id)).reports.source).toEqual([report('one')])
    await files.save(id, { workspace: named('Newer'), savedAt: at, secrets: none })
    expect(await found(id)).toMatchObject({ draft: null, reports: { source: [report('one')] } })
  })

  test('that cannot be read are left out without affecting the rest, and stay in the file', async () => {
    const id = randomUUID()
    const strange = { ...report('strange'), outcome: 'postponed' }
    put(`${id}.json`, { ...envelope(), reports: { source: [strange, report('one')], destination: 'lost' } })
    expect((await found(id)).reports).toEqual({ source: [report('one')], destination: [] })
    await files.addReport(id, report('two'))
    expect(read(`${id}.json`).reports.source).toEqual([report('two'), report('one'), strange])
  })
})

describe('damage', () => {
  const [good, bad] = [randomUUID(), randomUUID()]
  beforeEach(() => files.create(good, 'saved', named('Good')))

  test.each([
    ['half a file', '{"schemaVersion":1,"appV', 'JSON'],
    ['an empty file', '', 'JSON'],
    ['no version', '{}', 'version'],
    ['a wrong shape', { ...envelope(), workspace: { ...named('x'), tags: 'one' } }, 'workspace.tags'],
  ])(
    '%s is set aside under a name of its own, reported, and does not affect the others',
    async (_, content, reason) => {
      put(`${bad}.json`, content)
      const text = readFileSync(join(folder, `${bad}.json`), 'utf8')
      const { workspaces, setAside } = await listed()
      expect(workspaces.map(({ id }) => id)).toEqual([good])
      const file = `${bad}.json.damaged-${stamp}`
      expect(setAside).toEqual([{ file, reason: expect.stringContaining(reason) }])
      expect(readFileSync(join(folder, file), 'utf8')).toBe(text)
      expect((await listed()).setAside).toHaveLength(1)
    },
  )

  test('a second damaged file of the same name does not replace the first', async () => {
    put(`${bad}.json`, 'first')
    await listed()
    put(`${bad}.json`, 'second')
    await listed()
    expect(readFileSync(join(folder, `${bad}.json.damaged-${stamp}`), 'utf8')).toBe('first')
    expect(readFileSync(join(folder, `${bad}.json.damaged-${stamp}-2`), 'utf8')).toBe('second')
  })

  test('a damaged draft does not affect the saved workspace, nor the other way round', async () => {
    put(`${good}.draft.json`, 'nonsense')
    expect(await found(good)).toMatchObject({ saved: { name: 'Good' }, draft: null })
    await files.create(bad, 'draft', named('Draft'))
    put(`${bad}.json`, 'nonsense')
    expect(await found(bad)).toMatchObject({ saved: null, draft: { name: 'Draft' } })
    expect((await listed()).setAside).toHaveLength(2)
  })

  test('a file that cannot be read at all is reported under its own name and left alone', async () => {
    mkdirSync(join(folder, `${bad}.json`))
    const { workspaces, setAside } = await listed()
    expect(workspaces).toHaveLength(1)
    expect(setAside).toEqual([{ file: `${bad}.json`, reason: 'It is not a regular file.' }])
    expect(await files.find(bad)).toEqual(failure('fileNotRead'))
    expect(await files.keepDraft(bad, named('x'))).toEqual(failure('fileNotRead'))
  })

  test.skipIf(process.platform === 'win32').each<[string, (path: string) => void, string]>([
    ['a pipe', (path) => void execFileSync('mkfifo', [path]), 'It is not a regular file.'],
    ['a link to an endless device', (path) => symlinkSync('/dev/zero', path), 'It is not a regular file.'],
    [
      '560 MB',
      (path) => writeLarge(path, 560),
      'It is larger than 8 MB, which is too large for a file of this application.',
    ],
    [
      '1.1 GB',
      (path) => writeLarge(path, 1_100),
      'It is larger than 8 MB, which is too large for a file of this application.',
    ],
  ])('%s in the place of a file is named, and the others are listed', async (_what, make, reason) => {
    const ids = [randomUUID(), randomUUID()]
    make(join(folder, `${ids[0]}.json`))
    make(join(folder, `${ids[1]}.draft.json`))
    const { workspaces, setAside } = await listed()
    expect(workspaces).toHaveLength(1)
    expect(setAside).toHaveLength(2)
    expect(new Set(setAside.map((one) => one.reason))).toEqual(new Set([reason]))
    expect(setAside.map(({ file }) => file).sort()).toEqual([`${ids[0]}.json`, `${ids[1]}.draft.json`].sort())
  })
})

describe('a list', () => {
  const names = async () => (await listed()).workspaces.map(({ saved, draft }) => (saved ?? draft)?.name)

  test('lets other work run between two files when reading takes long', async () => {
    for (let number = 0; number < 5; number++) put(`${randomUUID()}.json`, envelope())
    let [now, turns, isDone] = [0, 0, false]
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 100))
    const work = (): void => {
      turns++
      if (!isDone) setImmediate(work)
    }
    setImmediate(work)
    expect((await listed()).workspaces).toHaveLength(5)
    isDone = true
    clock.mockRestore()
    expect(turns).toBeGreaterThanOrEqual(5)
  })

  test('that was read ahead is used once', async () => {
    put(`${randomUUID()}.json`, envelope('Before'))
    expect(files.isListRead()).toBe(false)
    await files.beginList()
    expect(files.isListRead()).toBe(true)
    put(`${randomUUID()}.json`, envelope('From elsewhere'))
    expect(await names()).toEqual(['Before'])
    expect(await names()).toHaveLength(2)
  })

  test('that was read ahead is not used when something was written, deleted or dropped since', async () => {
    const [id, other] = [randomUUID(), randomUUID()]
    const changes: [() => Promise<unknown>, string[]][] = [
      [() => files.create(id, 'saved', named('New')), ['New']],
      [() => files.keepDraft(id, named('Draft')), ['New']],
      [() => files.create(other, 'draft', named('Other')), ['New', 'Other']],
      [() => files.discardDraft(other), ['New']],
      [() => files.deleted.hide(id), []],
      [() => files.deleted.restore(id), ['New']],
    ]
    for (const [change, expected] of changes) {
      files = open()
      await files.beginList()
      void change()
      expect((await names()).sort()).toEqual(expected)
    }
  })
})

test('edits that are on disk already are not written again', async () => {
  const written: string[] = []
  const counting = open(async (path, text) => {
    written.push(path)
    await replaceFile(path, text)
  })
  const id = randomUUID()
  await counting.create(id, 'saved', named('Saved'))
  written.length = 0
  for (let time = 0; time < 3; time++)
    expect(await counting.keepDraft(id, named('Edited'))).toMatchObject({ ok: true })
  expect(written).toHaveLength(1)
  await counting.keepDraft(id, named('Edited again'))
  expect(written).toHaveLength(2)
  expect(await counting.find(id)).toMatchObject({ value: { draft: { name: 'Edited again' } } })
})

describe('a file from a newer version', () => {
  const id = randomUUID()
  const future = {
    schemaVersion: 2,
    workspace: {
      name: 'Future',
      tags: ['a'],
      source: { useLocal: true, way: 'sso', port: '1' },
      mood: 'blue',
    },
    secrets: { source: { secretKey: { savedAt: at, accessKey: 'A', version: 'v' } } },
    reports: { source: [report('one'), { odd: true }] },
  }
  beforeEach(() => put(`${id}.json`, future))

  test('is read as far as this version knows its format', async () => {
    expect(await found(id)).toEqual({
      id,
      saved: {
        ...named('Future'),
        tags: ['a'],
        source: { ...blankWorkspace().source, useLocal: true, port: '1' },
      },
      savedAt: null,
      draft: null,
      readOnly: true,
      secrets: { source: { secretKey: { savedAt: at, accessKey: 'A', version: 'v' } }, destination: {} },
      reports: { source: [report('one')], destination: [] },
    })
  })

  test('is never rewritten, and accepts no draft', async () => {
    const before = readFileSync(join(folder, `${id}.json`), 'utf8')
    const answers = [
      await files.keepDraft(id, named('x')),
      await files.save(id, { workspace: named('x'), savedAt: at, secrets: none }),
      await files.addReport(id, report('two')),
    ]
    expect(answers).toEqual([failure('readOnly'), failure('readOnly'), failure('readOnly')])
    expect(readFileSync(join(folder, `${id}.json`), 'utf8')).toBe(before)
    expect(readdirSync(folder)).toEqual([`${id}.json`])
  })

  test('can also be a draft', async () => {
    put(`${id}.json`, envelope())
    put(`${id}.draft.json`, { schemaVersion: 3, draft: { name: 'Future draft' } })
    expect(await found(id)).toMatchObject({ readOnly: true, draft: { name: 'Future draft' } })
    expect(await files.keepDraft(id, named('x'))).toEqual(failure('readOnly'))
  })
})

describe('keys that this version does not know', () => {
  const id = randomUUID()
  const marker = { savedAt: at, accessKey: 'A', version: 'v' }
  const rich = {
    ...envelope(),
    extra: 1,
    workspace: {
      ...named('Rich'),
      colour: 'red',
      source: { ...blankWorkspace().source, retries: 3 },
    },
    secrets: { source: { secretKey: { ...marker, by: 'me' }, third: {} }, destination: {}, note: 'n' },
    reports: {
      ...noReports,
      source: [{ ...report('one'), cost: 5, stages: [{ ...report('one').stages[0], icon: '✓' }] }],
    },
  }
  beforeEach(() => put(`${id}.json`, rich))

  test('survive a save at every level', async () => {
    const workspace = { ...named('New name'), source: { ...blankWorkspace().source, port: '1' } }
    await files.keepDraft(id, workspace)
    expect(read(`${id}.draft.json`).draft).toMatchObject({ colour: 'red', source: { retries: 3, port: '1' } })
    await files.save(id, {
      workspace,
      savedAt: 'later',
      secrets: { source: { secretKey: marker }, destination: {} },
    })
    expect(read(`${id}.json`)).toEqual({
      ...rich,
      appVersion: '1.2.3',
      savedAt: 'later',
      workspace: { ...rich.workspace, name: 'New name', source: { ...rich.workspace.source, port: '1' } },
    })
  })

  test('survive a new report, which moves the others down', async () => {
    await files.addReport(id, report('two'))
    expect(read(`${id}.json`)).toEqual({
      ...rich,
      appVersion: '1.2.3',
      reports: { ...noReports, source: [report('two'), rich.reports.source[0]] },
    })
  })

  test('do not bring back a secret that was forgotten', async () => {
    await files.save(id, { workspace: named('Rich'), savedAt: at, secrets: none })
    expect(read(`${id}.json`).secrets).toEqual({ source: { third: {} }, destination: {}, note: 'n' })
  })

  test('of a draft are kept when it is saved for the first time', async () => {
    const other = randomUUID()
    put(`${other}.draft.json`, { schemaVersion: 1, keptAt: at, draft: { ...named('New'), colour: 'red' } })
    await files.save(other, { workspace: named('Newer'), savedAt: at, secrets: none })
    expect(read(`${other}.json`).workspace).toEqual({ ...named('Newer'), colour: 'red' })
  })
})

test('are listed while others are written without a pause', async () => {
  const ids = [randomUUID(), randomUUID()]
  for (const id of ids) await files.create(id, 'saved', named('Kept'))
  let goesOn = true
  const write = async (id: string): Promise<void> => {
    for (let number = 0; goesOn; number++) await files.keepDraft(id, named(`${number}`))
  }
  const writing = ids.map(write)
  expect((await listed()).workspaces).toHaveLength(2)
  goesOn = false
  await Promise.all(writing)
})

test('one that is saved for the first time after the folder was read is found', async () => {
  const id = randomUUID()
  await files.create(id, 'draft', named('One'))
  const names = new Set(readdirSync(folder))
  await files.save(id, { workspace: named('One'), secrets: none, savedAt: at })
  const pair = await readPair(openRecordFolder({ folder, now: () => new Date(at) }), id, names)
  expect(pair).toMatchObject({ value: { saved: { file: { workspace: { name: 'One' } } } } })
})

test('a full disk is reported with a remedy, and the old content stays', async () => {
  const id = randomUUID()
  await files.create(id, 'saved', named('Saved'))
  const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' }))
  files = open(full)
  const expected = {
    failure: {
      code: 'fileNotWritten',
      remedy: expect.stringContaining('disk is full'),
      detail: { error: 'ENOSPC' },
    },
  }
  expect(await files.keepDraft(id, named('x'))).toMatchObject(expected)
  expect(await files.save(id, { workspace: named('x'), savedAt: at, secrets: none })).toMatchObject(expected)
  expect(await found(id)).toMatchObject({ saved: { name: 'Saved' }, draft: null })
})
