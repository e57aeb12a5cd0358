import { mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ListChange } from '../../domain/list/workspaceList'
import { shownOf } from '../../domain/list/workspaceRow'
import type { Result } from '../../domain/result'
import { blankWorkspace } from '../../domain/workspace/workspace'
import type { Workspace } from '../../domain/workspace/workspace'
import { createFakeKeytar } from '../../test-support/fakeKeytar'
import { watchFolder } from '../storage/files/watching'
import { openFirstRowsFile } from '../storage/records/firstRowsFile'
import { createStateFile } from '../storage/records/stateFile'
import { createWorkspaceFiles } from '../storage/records/workspaceFiles'
import { createKeychain } from '../storage/secrets/keychain'
import { createListChanges } from './listChanges'
import { createWorkspaces } from './workspaces'

const environment = { secretKey: false, container: false }
const idOf = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`
const [one, two, three] = [1, 2, 3].map(idOf) as [string, string, string]
const named = (name: string): Workspace => ({ ...blankWorkspace(), name })

let userData = ''
let folder = ''
let ends: (() => void)[] = []
beforeEach(async () => {
  userData = mkdtempSync(join(tmpdir(), 'list-changes-'))
  folder = join(userData, 'workspaces')
  await mkdir(folder)
})
afterEach(() => {
  for (const end of ends) end()
  ends = []
  rmSync(userData, { recursive: true })
})

/** The application's parts on this folder, as one run has them. */
function run() {
  const news: ListChange[] = []
  const changes = createListChanges({
    workspaces: () => workspaces,
    files: () => files,
    environment: () => environment,
    send: (change) => news.push(change),
  })
  const files = createWorkspaceFiles({ folder, appVersion: '1.0.0', onChange: changes.note })
  const keychain = createKeychain({ service: 'test', load: createFakeKeytar().load })
  const workspaces = createWorkspaces({
    files,
    keychain,
    stateFile: createStateFile(join(userData, 'state.json')),
  })
  return { files, workspaces, firstRows: openFirstRowsFile(userData, folder), news }
}

/** A run that has read its list and watches its folder. */
async function runAndWatch() {
  const parts = run()
  const listed = await value(parts.workspaces.rows(environment))
  const stop = watchFolder(folder, {
    onNames: (names) => void parts.files.look(names),
    onAny: () => void parts.files.look(),
  })
  if (stop) ends.push(stop)
  return { ...parts, listed }
}

async function value<T>(result: Promise<Result<T>>): Promise<T> {
  const answer = await result
  if (!answer.ok) throw new Error(answer.failure.message)
  return answer.value
}

const pathOf = (id: string): string => join(folder, `${id}.json`)

/** Writes a file in place, as another program would. */
async function put(id: string, name: string): Promise<void> {
  const workspace = named(name)
  const none = { source: {}, destination: {} }
  const reports = { source: [], destination: [] }
  const content = { schemaVersion: 1, appVersion: '1.0.0', savedAt: '', workspace, secrets: none, reports }
  await writeFile(pathOf(id), JSON.stringify(content))
  // Whole seconds, which can be given back to a file that is changed unnoticed.
  utimesSync(pathOf(id), 1_750_000_000, 1_750_000_000 + name.length)
}

/** Writes a file with the size and the times of the one before. */
async function putUnnoticed(id: string, name: string): Promise<void> {
  const before = statSync(pathOf(id))
  await put(id, name)
  utimesSync(pathOf(id), before.atime, before.mtime)
  expect(statSync(pathOf(id))).toMatchObject({ size: before.size, mtimeMs: before.mtimeMs })
}

describe('rows of an earlier run', () => {
  beforeEach(async () => {
    for (const [at, name] of ['Alpha', 'Beta', 'Gamma'].entries()) await put(idOf(at + 1), name)
    const { workspaces, firstRows } = run()
    const { workspaces: rows } = await value(workspaces.rows(environment))
    // Only a long list has them.
    await firstRows.keep({ total: 300, rows: rows.map(shownOf) })
  })

  it.each<[string, () => Promise<unknown> | undefined, string[]]>([
    ['are older than a file', () => put(one, 'Omega'), ['Beta', 'Gamma', 'Omega']],
    [
      'stand for a file with the same size and time',
      () => putUnnoticed(one, 'Omega'),
      ['Beta', 'Gamma', 'Omega'],
    ],
    [
      'were kept before the clock was set back',
      async () => {
        await put(one, 'Omega')
        utimesSync(pathOf(one), new Date(0), new Date(0))
      },
      ['Beta', 'Gamma', 'Omega'],
    ],
    [
      'were not written any more, since the application was killed after a save',
      async () => {
        const { workspaces } = run()
        const secrets = { secretKey: { kind: 'keep' }, sessionToken: { kind: 'keep' } } as const
        await value(
          workspaces.save({
            id: one,
            workspace: named('Omega'),
            secrets: { source: secrets, destination: secrets },
            thisRunOnly: false,
          }),
        )
      },
      ['Beta', 'Gamma', 'Omega'],
    ],
    ['name a file that is gone', () => rm(pathOf(one)), ['Beta', 'Gamma']],
    ['lack a new file', () => put(idOf(4), 'Delta'), ['Alpha', 'Beta', 'Delta', 'Gamma']],
    [
      'name files that have changed places',
      async () => {
        renameSync(pathOf(one), join(userData, 'one'))
        renameSync(pathOf(two), pathOf(one))
        renameSync(join(userData, 'one'), pathOf(two))
      },
      ['Alpha', 'Beta', 'Gamma'],
    ],
  ])('that %s: what is opened and listed is what the files say', async (_what, attack, expected) => {
    await attack()
    const { workspaces, firstRows } = run()
    const early = firstRows.read()
    expect(early?.rows.map(({ title }) => title)).toEqual(['Alpha', 'Beta', 'Gamma'])
    const opened = await workspaces.opened(early?.rows ?? [])
    const ofFile = await readFile(pathOf(one), 'utf8').catch(() => undefined)
    expect(opened?.saved?.name).toBe(
      ofFile === undefined ? undefined : (JSON.parse(ofFile) as { workspace: Workspace }).workspace.name,
    )
    const { workspaces: rows } = await value(workspaces.rows(environment))
    expect(rows.map(({ title }) => title)).toEqual(expected)
  })
})

describe('while the window is open', () => {
  beforeEach(async () => {
    await put(one, 'Alpha')
    await put(two, 'Beta')
  })
  const soon = { timeout: 3_000 }

  it.each<[string, () => Promise<unknown>, { titles: string[]; gone: string[]; outside: string }]>([
    ['changes', () => put(one, 'Omega'), { titles: ['Omega'], gone: [], outside: one }],
    [
      'changes and has the same size and time',
      () => putUnnoticed(one, 'Omega'),
      { titles: ['Omega'], gone: [], outside: one },
    ],
    [
      'is replaced by a rename',
      async () => {
        await put(three, 'Omega')
        renameSync(pathOf(three), pathOf(one))
      },
      { titles: ['Omega'], gone: [three], outside: one },
    ],
    ['is new', () => put(three, 'Gamma'), { titles: ['Gamma'], gone: [], outside: three }],
    ['is deleted', () => rm(pathOf(one)), { titles: [], gone: [one], outside: one }],
  ])('a file that %s from outside is read anew', async (_what, change, { titles, gone, outside }) => {
    const { news } = await runAndWatch()
    await change()
    await vi.waitFor(() => expect(news.flatMap(({ fromOutside }) => fromOutside)).toContain(outside), soon)
    expect(news.flatMap(({ rows }) => rows.map(({ title }) => title))).toEqual(titles)
    expect(news.flatMap((change_) => change_.gone)).toEqual(gone)
  })

  it('what this application writes is sent as well, and does not count as from outside', async () => {
    const { workspaces, news } = await runAndWatch()
    await value(workspaces.keepDraft({ id: one, draft: named('Edited') }))
    await vi.waitFor(() => expect(news).toHaveLength(1), soon)
    expect(news[0]).toMatchObject({ rows: [{ id: one, title: 'Edited', unsaved: true }], fromOutside: [] })
    await value(workspaces.delete(two))
    await vi.waitFor(() => expect(news).toHaveLength(2), soon)
    expect(news[1]).toMatchObject({ rows: [], gone: [two], fromOutside: [] })
  })

  it('a file that is being written is read when it is whole, and not set aside', async () => {
    const { workspaces, news } = await runAndWatch()
    await put(three, 'Omega')
    const text = await readFile(pathOf(three), 'utf8')
    writeFileSync(pathOf(one), text.slice(0, 40))
    const found = workspaces.find(one)
    await new Promise((turn) => setImmediate(turn))
    writeFileSync(pathOf(one), text)
    expect(await found).toMatchObject({ ok: true, value: { saved: { name: 'Omega' } } })
    await vi.waitFor(() => expect(news.flatMap(({ fromOutside }) => fromOutside)).toContain(one), soon)
    expect(news.at(-1)?.setAside).toEqual([])
  })

  it('a file that is cut off for good is set aside, and named', async () => {
    const { news } = await runAndWatch()
    await writeFile(pathOf(one), '{')
    await vi.waitFor(() => expect(news.flatMap(({ gone }) => gone)).toEqual([one]), soon)
    expect(news.at(-1)?.setAside).toEqual([
      { file: expect.stringMatching(`^${one}.json.damaged-`), reason: expect.any(String) },
    ])
  })

  it('a look at all files finds what no event told of', async () => {
    const { files, workspaces, news } = run()
    await files.look()
    await value(workspaces.rows(environment))
    await put(one, 'Omega')
    await put(three, 'Gamma')
    await rm(pathOf(two))
    await files.look()
    await vi.waitFor(() => expect(news).toHaveLength(1), soon)
    expect(news[0]?.rows.map(({ title }) => title).sort()).toEqual(['Gamma', 'Omega'])
    expect(news[0]?.gone).toEqual([two])
    expect([...(news[0]?.fromOutside ?? [])].sort()).toEqual([one, two, three])
  })
})

it('a folder that is not there yet cannot be watched, and is when it is', async () => {
  const quiet = { onNames: () => undefined, onAny: () => undefined }
  expect(watchFolder(join(userData, 'none'), quiet)).toBeUndefined()
  const stop = watchFolder(folder, quiet)
  expect(stop).toBeTypeOf('function')
  stop?.()
})
