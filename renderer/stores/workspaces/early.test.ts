import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Api } from '../../../domain/contract'
import { rowOf } from '../../../domain/list/workspaceRow'
import type { ListChange } from '../../../domain/list/workspaceList'
import type { ShownRow } from '../../../domain/list/workspaceRow'
import { pack } from '../../../domain/packed'
import type { Packed } from '../../../domain/packed'
import { failed, ok } from '../../../domain/result'
import { noSecrets } from '../../../domain/secret/secret'
import { blankWorkspace } from '../../../domain/workspace/workspace'
import type { WorkspaceRecord } from '../../../domain/workspace/workspaceRecord'
import { useWorkspacesStore } from './workspaces'

/** The main process as the window sees it. */
const api = vi.hoisted(() => {
  const calls = {}
  vi.stubGlobal('window', { api: calls })
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => setTimeout(work))
  return calls
})

const idOf = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`
const recordOf = (number: number, name = `Orders ${number}`): WorkspaceRecord => ({
  id: idOf(number),
  saved: { ...blankWorkspace(), name },
  savedAt: '',
  draft: null,
  readOnly: false,
  secrets: noSecrets(),
  reports: { source: [], destination: [] },
})
const rowNumber = (number: number): ShownRow => ({
  id: idOf(number),
  title: `Row ${number}`,
  unsaved: false,
  waiting: null,
  ends: { source: { label: 'a' }, destination: { label: 'b' } },
  statuses: { source: 'never', destination: 'never' },
  causes: { source: null, destination: null },
  testedAt: '',
})

/** Hears what changed of the list. */
let hear: (news: Packed<ListChange>) => void
/** What the files say when the list is read. */
let onDisk: WorkspaceRecord[]
beforeEach(() => {
  vi.stubGlobal('requestIdleCallback', () => 0)
  setActivePinia(createPinia())
  onDisk = [1, 2, 3].map((number) => recordOf(number))
  const calls: Partial<Api> = {
    on: (name, listener) => {
      if (name === 'listChanged') hear = listener as typeof hear
      return () => undefined
    },
    // In two parts, as a long list comes.
    listWorkspaces: async ({ begin }) => {
      const rows = onDisk.map((one) => rowOf(one, { secretKey: false, container: false }))
      const end = {
        setAside: [],
        isWritable: true,
        lastOpened: idOf(3),
        favourites: [],
        recents: [],
        openedAt: {},
      }
      return ok(pack(begin ? { rows: rows.slice(0, 1), end: null } : { rows: rows.slice(1), end }))
    },
    readWorkspace: async ({ id }) => ok(onDisk.find((record) => record.id === id) as WorkspaceRecord),
    createWorkspace: async () => ok(recordOf(9)),
    keepDraft: async () => ok(null),
    rememberOpened: async () => ok(null),
    deleteWorkspace: async () => ok(null),
  }
  Object.assign(api, calls)
  const rows = [1, 2, 3].map(rowNumber)
  useWorkspacesStore().showEarly({ total: 300, rows, favourites: [idOf(1)] }, recordOf(2))
})

const names = (): string[] => useWorkspacesStore().sorted.map(({ title }) => title)

it('rows of an earlier run stand for the list, with the opened workspace as its file says', () => {
  const workspaces = useWorkspacesStore()
  expect(workspaces.early?.map(({ title }) => title)).toEqual(['Row 1', 'Orders 2', 'Row 3'])
  expect(workspaces).toMatchObject({ total: 300, loaded: false, openedId: idOf(2) })
  expect(workspaces.opened).toEqual(recordOf(2))
  expect(workspaces.favourites.has(idOf(1))).toBe(true)
})

it('the list says what the files say once they are read; what is open stays open', async () => {
  const workspaces = useWorkspacesStore()
  onDisk = [recordOf(2), recordOf(3, 'Renamed'), recordOf(4, 'New')]
  await workspaces.load()
  expect(workspaces).toMatchObject({ early: null, total: 3, loaded: true, openedId: idOf(2) })
  expect(names()).toEqual(['New', 'Orders 2', 'Renamed'])
})

it('a row that is opened before that has its record read from its file', async () => {
  const workspaces = useWorkspacesStore()
  onDisk = [recordOf(1), recordOf(2), recordOf(3, 'Renamed')]
  workspaces.open(idOf(3))
  await vi.waitFor(() => expect(workspaces.opened).toEqual(recordOf(3, 'Renamed')))
  await workspaces.load()
  expect(workspaces.openedId).toBe(idOf(3))
})

it('what was typed, created and deleted before the list was read stays so', async () => {
  const workspaces = useWorkspacesStore()
  const draft = { ...blankWorkspace(), name: 'Typed' }
  workspaces.showDraft(idOf(2), draft)
  await workspaces.create(idOf(9), { ...blankWorkspace(), name: 'Another' })
  expect(workspaces.early?.map(({ id }) => id)).toEqual([9, 1, 2, 3].map(idOf))
  await workspaces.remove([idOf(1)])
  expect(workspaces.early?.map(({ id }) => id)).toEqual([9, 2, 3].map(idOf))
  await workspaces.load()
  expect(names()).toEqual(['Another', 'Orders 3', 'Typed'])
  expect(workspaces.openedId).toBe(idOf(9))
})

it('one that is deleted and restored before the list was read is in its place again', async () => {
  const workspaces = useWorkspacesStore()
  Object.assign(api, { restoreWorkspace: async () => ok(recordOf(2)) })
  await workspaces.remove([idOf(2)])
  await workspaces.restore([idOf(2)])
  expect(workspaces.early?.map(({ id }) => id)).toEqual([1, 2, 3].map(idOf))
})

it('what needs every workspace waits until the list is read, or cannot be', async () => {
  const workspaces = useWorkspacesStore()
  const seen: string[] = []
  const waiting = workspaces.whenRead().then(() => seen.push('read'))
  await Promise.resolve()
  expect(seen).toEqual([])
  await workspaces.load()
  await waiting
  expect(seen).toEqual(['read'])

  setActivePinia(createPinia())
  Object.assign(api, {
    listWorkspaces: async () =>
      failed({ code: 'fileNotRead', message: 'It cannot be read.', remedy: 'Mend it.' }),
  })
  const others = useWorkspacesStore()
  others.showEarly({ total: 300, rows: [rowNumber(1)], favourites: [] }, null)
  await others.load()
  await others.whenRead()
  expect(others).toMatchObject({ early: null, loaded: false, notListed: { code: 'fileNotRead' } })
})

it('what went while the list could not be read is back when it is read again', async () => {
  const workspaces = useWorkspacesStore()
  const { listWorkspaces } = api as Api
  const failure = { code: 'fileNotRead', message: 'Not listed.', remedy: 'Try again.' } as const
  Object.assign(api, { listWorkspaces: async () => failed(failure) })
  await workspaces.load()
  hear(pack({ rows: [], gone: [idOf(1), idOf(3)], fromOutside: [idOf(1), idOf(3)], setAside: [] }))
  Object.assign(api, { listWorkspaces })
  await workspaces.load()
  expect(names()).toEqual(['Orders 1', 'Orders 2', 'Orders 3'])
})

it('a new workspace that is saved before it was created is not edited by its creation', async () => {
  const workspaces = useWorkspacesStore()
  const keepDraft = vi.fn<Api['keepDraft']>(async () => ok(null))
  const saved = recordOf(9, 'Saved at once')
  Object.assign(api, {
    keepDraft,
    createWorkspace: async () => {
      workspaces.put([saved])
      return ok(recordOf(9))
    },
  })
  await workspaces.create(idOf(9))
  expect(keepDraft).toHaveBeenLastCalledWith({ id: idOf(9), draft: saved.saved })
})
