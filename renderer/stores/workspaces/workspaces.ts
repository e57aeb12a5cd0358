import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { ListChange, WorkspaceList } from '../../../domain/list/workspaceList'
import type { WorkspaceRecord } from '../../../domain/workspace/workspaceRecord'
import type { SetAside } from '../../../domain/setAside'
import type { Failure } from '../../../domain/failure'
import type { EarlyList } from '../../../domain/firstScreen'
import { unpack } from '../../../domain/packed'
import type { FirstRows, ShownRow, WorkspaceRow } from '../../../domain/list/workspaceRow'
import { ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { noChanges, noSecrets } from '../../../domain/secret/secret'
import type { SecretChanges } from '../../../domain/secret/secret'
import type { BothSides } from '../../../domain/side'
import type { TestReport } from '../../../domain/test/testReport'
import { blankWorkspace, currentOf, duplicateName } from '../../../domain/workspace/workspace'
import type { Workspace } from '../../../domain/workspace/workspace'
import { api } from '../../api'
import { equal } from '../equal'
import { useNoticesStore } from '../notices'
import { usePagesStore } from '../pages'
import { callEach } from './callEach'
import type { Many } from './callEach'
import { createFinding } from './finding'
import { createRows } from './rows'

/** All workspaces as rows, the records of those that were opened, and which one is open. */
export const useWorkspacesStore = defineStore('workspaces', () => {
  const { rows, records, put, putRows, setRows, hold, drop, change, addReports } = createRows()
  const setAside = shallowRef<SetAside[]>([])
  /** Whether anything can be saved in this run. */
  const isWritable = shallowRef(true)
  /** Why the workspaces could not be listed, until they are. */
  const notListed = shallowRef<Failure>()
  const openedId = ref<string | null>(null)
  const favourites = shallowRef<ReadonlySet<string>>(new Set())
  const recents = shallowRef<readonly string[]>([])
  /** When a workspace was opened last, by id. */
  const openedAt = shallowRef<Readonly<Record<string, string>>>({})
  const loaded = ref(false)
  /** What is shown until the list is read. */
  const early = shallowRef<EarlyList | null>(null)
  const openedAtStart = ref<string | null>(null)
  /** What was taken out of the list before it was read. */
  const gone = new Set<string>()
  /** What changed before the list was read. */
  const missed: ListChange[] = []
  const finding = createFinding(rows, favourites, recents)

  /** The record of the open workspace; undefined also while it is being read. */
  const opened = computed(() => (openedId.value === null ? undefined : records.value.get(openedId.value)))

  /** Shows the workspace that was open last, and rows of an earlier run until the list is read. */
  function showEarly(list: EarlyList | null, first: WorkspaceRecord | null): void {
    early.value = list
    if (list) favourites.value = new Set(list.favourites)
    if (first) hold(first)
    openedId.value = openedAtStart.value = first?.id ?? null
  }

  /**
   * Shows the list as the main process has it, and opens the workspace that was open last. What was opened, edited,
   * created or deleted while the list was being read stays so. `isSorted` says that it comes sorted by name.
   */
  function show(result: Result<WorkspaceList>, isSorted = false): void {
    if (result.ok) {
      const { lastOpened, ...list } = result.value
      const present = new Set(list.workspaces.map(({ id }) => id))
      const stays = (id: string): boolean => present.has(id) || !loaded.value
      const own = loaded.value ? [] : [...records.value.values()]
      drop(new Set([...records.value.keys()].filter((id) => !stays(id))))
      setRows(list.workspaces.filter(({ id }) => !gone.has(id)))
      if (isSorted) finding.trustOrder(list.workspaces)
      put(own)
      setAside.value = list.setAside
      isWritable.value = list.isWritable
      favourites.value = new Set(list.favourites)
      recents.value = list.recents
      openedAt.value = list.openedAt
      const wanted = (loaded.value ? null : openedId.value) ?? lastOpened
      const isKnown = rows.value.some(({ id }) => id === wanted)
      openedId.value = isKnown ? wanted : (finding.sorted.value[0]?.id ?? null)
    }
    early.value = null
    gone.clear()
    notListed.value = result.ok ? undefined : result.failure
    loaded.value = result.ok
    if (!result.ok) return
    for (const change of missed.splice(0)) takeChange(change)
    finding.prepareSearch()
    void readOpened()
  }

  /** Shows what changed of the list, whoever changed the files. */
  function takeChange(news: ListChange): void {
    if (!loaded.value) return void missed.push(news)
    setAside.value = [
      ...setAside.value.filter(({ file }) => !news.setAside.some((one) => one.file === file)),
      ...news.setAside,
    ]
    const isNews = (row: WorkspaceRow): boolean => !records.value.has(row.id)
    const present = new Map(rows.value.map((row) => [row.id, row]))
    const changed = news.rows.filter(isNews).filter((row) => !equal(row, present.get(row.id)))
    if (changed.length > 0) putRows(changed)
    const lost = news.gone.filter((id) => present.has(id) && !records.value.has(id))
    if (lost.length > 0) take(lost)
  }

  /** Takes workspaces out of the list; if the open one is among them, the next that stays opens, or else the last. */
  function take(ids: readonly string[]): void {
    const taken = new Set(ids)
    if (!loaded.value) ids.forEach((id) => gone.add(id))
    const order = finding.sorted.value
    if (openedId.value !== null && taken.has(openedId.value)) {
      const stays = ({ id }: WorkspaceRow): boolean => !taken.has(id)
      const place = order.findIndex(({ id }) => id === openedId.value)
      openedId.value = (order.slice(place).find(stays) ?? order.filter(stays).at(-1))?.id ?? null
    }
    drop(taken)
    void readOpened()
  }

  /** Shows a workspace, in place of a page. */
  function bringToView(id: string): void {
    openedId.value = id
    usePagesStore().close()
    recents.value = [id, ...recents.value.filter((one) => one !== id)]
    openedAt.value = { ...openedAt.value, [id]: new Date().toISOString() }
  }

  function open(id: string): void {
    bringToView(id)
    void api.rememberOpened({ id })
    void readOpened()
  }

  /** Has the record of a workspace, which need not be open. One that left the list meanwhile is not held. */
  async function read(id: string): Promise<Result<WorkspaceRecord>> {
    const present = records.value.get(id)
    if (present) return ok(present)
    const result = await api.readWorkspace({ id })
    const later = records.value.get(id)
    if (later) return ok(later)
    const isThere = early.value !== null || rows.value.some((row) => row.id === id)
    if (result.ok && isThere) hold(result.value)
    return result
  }

  /** Reads the open workspace if it was not opened before. One that is gone leaves the list when that is read anew. */
  async function readOpened(): Promise<void> {
    const id = openedId.value
    if (id === null) return
    const result = await read(id)
    if (!result.ok && openedId.value === id) useNoticesStore().fail(result.failure)
  }

  async function putAndOpen(call: Promise<Result<WorkspaceRecord>>): Promise<Result<WorkspaceRecord>> {
    const result = await call
    if (result.ok) {
      hold(result.value)
      open(result.value.id)
    }
    return result
  }

  /** Shows a new workspace at once, then has it created on disk; removes it again when that fails. */
  async function create(
    id: string = crypto.randomUUID(),
    draft = blankWorkspace(),
  ): Promise<Result<unknown>> {
    const reports = { source: [], destination: [] }
    hold({ id, saved: null, savedAt: null, draft, readOnly: false, secrets: noSecrets(), reports })
    bringToView(id)
    const created = await api.createWorkspace({ id })
    // What was typed or saved while it was created counts.
    const record = records.value.get(id)
    const present = record ? currentOf(record) : draft
    const result = created.ok ? await api.keepDraft({ id, draft: present }) : created
    if (result.ok) void api.rememberOpened({ id })
    else take([id])
    return result
  }

  /** Shows unsaved edits that were dropped, and has them kept on disk; a workspace that went with them comes back. */
  async function bringBack(id: string, draft: Workspace): Promise<Result<unknown>> {
    if (!records.value.has(id)) return create(id, draft)
    change(id, () => ({ draft }))
    return api.keepDraft({ id, draft })
  }

  let loading: Promise<Result<unknown>> = Promise.resolve(ok(null))
  async function readList(): Promise<Result<unknown>> {
    const read: WorkspaceRow[] = []
    // What changed before is in what is read now; taken again, it would undo that.
    missed.length = 0
    for (;;) {
      const answer = await api.listWorkspaces({ begin: read.length === 0 })
      if (!answer.ok) {
        show(answer)
        return answer
      }
      const part = unpack(answer.value)
      read.push(...part.rows)
      if (part.end) {
        show(ok({ workspaces: read, ...part.end }))
        return answer
      }
    }
  }

  api.on('listChanged', (news) => takeChange(unpack(news)))

  return {
    rows,
    records,
    /** Shows records as they are now, such as those that were read anew. */
    put,
    /** Takes out of the list what is not there any more. */
    take,
    setAside,
    isWritable,
    notListed,
    favourites,
    recents,
    openedAt,
    loaded,
    opened,
    openedId,
    open,
    read,
    ...finding,

    show,
    showEarly,
    /** What is shown in place of the list until it is read; null once it is. */
    early: computed<ShownRow[] | null>(() => {
      if (!early.value) return null
      const own = new Map(rows.value.map((row) => [row.id, row]))
      const shown = early.value.rows.filter(({ id }) => own.has(id) || !gone.has(id))
      const known = new Set(shown.map(({ id }) => id))
      return [
        ...rows.value.filter(({ id }) => !known.has(id) && id !== openedAtStart.value),
        ...shown.map((row) => own.get(row.id) ?? row),
      ]
    }),
    /** How many workspaces there are, as far as is known. */
    total: computed(() => early.value?.total ?? rows.value.length),
    /** Resolves when the list is read, or cannot be. */
    async whenRead(): Promise<void> {
      const isAnswered = (): boolean => loaded.value || notListed.value !== undefined
      if (!isAnswered()) await new Promise<void>((read) => watch(isAnswered, () => read(), { once: true }))
    },

    /** Reads the list; one reading after the other, since each is asked for in parts. */
    load: (): Promise<Result<unknown>> => (loading = loading.then(readList, readList)),

    create,
    bringBack,

    openSample(): Promise<Result<WorkspaceRecord>> {
      const sample = rows.value.find((row) => row.sample)
      return putAndOpen(api.openSample({ id: sample?.id ?? null }))
    },

    /** Opens a copy under the next name after `name` that is free. */
    duplicate(id: string, name: string, withSecrets: boolean): Promise<Result<WorkspaceRecord>> {
      const taken = rows.value.map(({ title }) => title)
      return putAndOpen(api.duplicateWorkspace({ id, name: duplicateName(name, taken), withSecrets }))
    },

    /** Has the rows that the list shows first kept for the next start. */
    keepFirstRows: (rows: FirstRows) => api.keepFirstRows(rows),

    /** Shows unsaved edits at once, or that there are none; the caller sees to it that they are kept on disk. */
    showDraft: (id: string, draft: Workspace | null) => change(id, () => ({ draft })),
    keepDraft: (id: string, draft: Workspace) => api.keepDraft({ id, draft }),

    /** Has form and secrets saved; the caller shows what was saved, together with what else changes then. */
    save(
      id: string,
      workspace: Workspace,
      secrets: BothSides<SecretChanges>,
      thisRunOnly: boolean,
    ): Promise<Result<WorkspaceRecord>> {
      const basedOn = records.value.get(id)?.saved ?? null
      return api.saveWorkspace({ id, workspace, basedOn, secrets, thisRunOnly })
    },

    async discard(id: string): Promise<Result<WorkspaceRecord | null>> {
      const result = await api.discardDraft({ id })
      if (result.ok && result.value) put([result.value])
      else if (result.ok) take([id])
      return result
    },

    /** Reads those of these workspaces anew that were opened before. */
    async readAgain(ids: readonly string[]): Promise<void> {
      const read = await callEach(
        ids.filter((id) => records.value.has(id)),
        (id) => api.readWorkspace({ id }),
      )
      put(read.done)
    },

    /** Reads some as they are now. Those that are gone or cannot be read are left out. */
    async recordsOf(ids: readonly string[]): Promise<Many<WorkspaceRecord>> {
      return callEach(ids, async (id) => {
        const record = records.value.get(id)
        return record ? ok(record) : api.readWorkspace({ id })
      })
    },

    /** Shows unsaved edits of some, and has them kept on disk. */
    async keepEach(
      changed: readonly { record: WorkspaceRecord; workspace: Workspace }[],
    ): Promise<Many<null>> {
      put(changed.map(({ record, workspace }) => ({ ...record, draft: workspace })))
      return callEach(changed, ({ record: { id }, workspace }) => api.keepDraft({ id, draft: workspace }))
    },

    /** Saves some that have no unsaved edits, their secrets as they are; those that were are in `done`. */
    async saveEach(
      changed: readonly { record: WorkspaceRecord; workspace: Workspace }[],
    ): Promise<Many<WorkspaceRecord>> {
      const secrets = noChanges()
      const saved = await callEach(changed, ({ record: { id, saved: basedOn }, workspace }) =>
        api.saveWorkspace({ id, workspace, basedOn, secrets, thisRunOnly: false }),
      )
      put(saved.done)
      return saved
    },

    /** Takes some out of the list; the ids of those that were are in `done`. */
    async remove(ids: readonly string[]): Promise<Many<string>> {
      const removed = await callEach(ids, async (id) => {
        const result = await api.deleteWorkspace({ id })
        return result.ok ? ok(id) : result
      })
      take(removed.done)
      return removed
    },

    async restore(ids: readonly string[]): Promise<Many<WorkspaceRecord>> {
      const restored = await callEach(ids, (id) => api.restoreWorkspace({ id }))
      put(restored.done)
      return restored
    },

    forgetDeleted: (ids: readonly string[]) => callEach(ids, (id) => api.forgetDeleted({ id })),

    /** Shows the favourite mark at once. If it cannot be saved, it stays until the application closes. */
    async setFavourite(id: string, isFavourite: boolean): Promise<Result<null>> {
      const rest = [...favourites.value].filter((one) => one !== id)
      favourites.value = new Set(isFavourite ? [...rest, id] : rest)
      return api.setFavourite({ id, isFavourite })
    },

    addReport: (id: string, report: TestReport) => addReports([{ id, report }]),
    addReports,
  }
})
