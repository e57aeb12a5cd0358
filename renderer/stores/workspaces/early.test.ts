import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Calls } from '../../../domain/contract'
import { rowOf } from '../../../domain/list/workspaceRow'
import type { ShownRow } from '../../../domain/list/workspaceRow'
import { pack } from '../../../domain/packed'
import { failed, ok } from '../../../domain/result'
import { blankWorkspace } from '../../../domain/workspace/workspace'
import type { WorkspaceRecord } from '../../../domain/workspace/workspaceRecord'
import { answer, send } from '../../testing/apiDouble'
import { idOf, recordOf as recordIn } from '../../testing/showWorkspace'
import { useWorkspacesStore } from './workspaces'

const recordOf = (number: number, name = `Orders ${number}`): WorkspaceRecord =>
  recordIn({ ...blankWorkspace(), name }, { id: idOf(number) })
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

/** What the files say when the list is read, in two parts, as a long list comes. */
let onDisk: WorkspaceRecord[]
const listWorkspaces: Calls['listWorkspaces'] = async ({ begin }) => {
  const rows = onDisk.map((one) => rowOf(one, { secretKey: false, container: false }))
  const rest = { setAside: [], favourites: [], recents: [], openedAt: {} }
  const end = { isWritable: true, lastOpened: idOf(3), ...rest }
  return ok(pack(begin ? { rows: rows.slice(0, 1), end: null } : { rows: rows.slice(1), end }))
}

beforeEach(() => {
  vi.stubGlobal('requestIdleCallback', () => 0)
  setActivePinia(createPinia())
  onDisk = [1, 2, 3].map((number) => recordOf(number))
  answer({
    listWorkspaces,
    readWorkspace: async ({ id }) => ok(onDisk.find((record) => record.id === id) as WorkspaceRecord),
    createWorkspace: async () => ok(recordOf(9)),
    keepDraft: async () => ok(null),
    rememberOpened: async () => ok(null),
    deleteWorkspace: async () => ok(null),
  })
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
  answer({ restoreWorkspace: async () => ok(recordOf(2)) })
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
  answer({
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
  const failure = { code: 'fileNotRead', message: 'Not listed.', remedy: 'Try again.' } as const
  answer({ listWorkspaces: async () => failed(failure) })
  await workspaces.load()
  send(
    'listChanged',
    pack({ rows: [], gone: [idOf(1), idOf(3)], fromOutside: [idOf(1), idOf(3)], setAside: [] }),
  )
  answer({ listWorkspaces })
  await workspaces.load()
  expect(names()).toEqual(['Orders 1', 'Orders 2', 'Orders 3'])
})
