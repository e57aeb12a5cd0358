import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { WorkspaceList, WorkspaceRecord } from '../../../domain/workspace/workspaceRecord'
import type { SetAside } from '../../../domain/setAside'
import type { Failure } from '../../../domain/failure'
import type { EarlyList } from '../../../domain/firstScreen'
import { unpack } from '../../../domain/packed'
import type { FirstRows, WorkspaceRow } from '../../../domain/list/workspaceRow'
import { ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { noChanges, noSecrets } from '../../../domain/secret/secret'
import type { SecretChanges } from '../../../domain/secret/secret'
import type { BothSides } from '../../../domain/side'
import type { TestReport } from '../../../domain/test/testReport'
import { blankWorkspace, currentOf, duplicateName } from '../../../domain/workspace/workspace'
import type { Workspace } from '../../../domain/workspace/workspace'
import { api } from '../../api'
import { callEach } from './callEach'
import type { Many } from './callEach'
import { createFinding } from './finding'
import { prepareSearch } from './prepareSearch'
import { createRecords } from './records'

/** A workspace in the list; a row alone until the list is read. */
export type WorkspaceEntry = WorkspaceRecord | WorkspaceRow

/** All workspaces as the main process keeps them, and which one is open. */
export const useWorkspacesStore = defineStore('workspaces', () => {
  const { records, put, drop, change, addReports } = createRecords()
  const setAside = shallowRef<SetAside[]>([])
  /** Whether anything can be saved in this run. */
  const isWritable = shallowRef(true)
  /** Why the workspaces could not be listed, until they are. */
  const notListed = shallowRef<Failure>()
  const openedId = ref<string | null>(null)
  const favourites = shallowRef<ReadonlySet<string>>(new Set())
  const recents = shallowRef<readonly string[]>([])
  const loaded = ref(false)
  /** What is shown until the list is read. */
  const early = shallowRef<EarlyList | null>(null)
  /** What was taken out of the list before it was read. */
  const gone = new Set<string>()
  const finding = createFinding(records, favourites, recents)

  const opened = computed(() => records.value.find(({ id }) => id === openedId.value))

  /** Shows rows of an earlier run and the workspace that was open last, until the list is read. */
  function showEarly(list: EarlyList): void {
    early.value = list
    favourites.value = new Set(list.favourites)
    records.value = list.opened ? [list.opened] : []
    openedId.value = list.opened?.id ?? null
  }

  /**
   * Shows the list as the main process has it, and opens the workspace that was open last. What was opened, edited,
   * created or deleted while the list was being read stays so.
   */
  function show(result: Result<WorkspaceList>): void {
    if (result.ok) {
      const { lastOpened, ...list } = result.value
      const own = loaded.value ? [] : records.value
      records.value = list.workspaces.filter(({ id }) => !gone.has(id))
      put(own)
      prepareSearch(list.workspaces)
      setAside.value = list.setAside
      isWritable.value = list.isWritable
      favourites.value = new Set(list.favourites)
      recents.value = list.recents
      const wanted = (loaded.value ? null : openedId.value) ?? lastOpened
      const known = records.value.some(({ id }) => id === wanted)
      openedId.value = known ? wanted : (finding.sorted.value[0]?.id ?? null)
    }
    early.value = null
    gone.clear()
    notListed.value = result.ok ? undefined : result.failure
    loaded.value = result.ok
  }

  /** Takes workspaces out of the list; if the open one is among them, the next that stays opens, or else the last. */
  function take(ids: readonly string[]): void {
    const taken = new Set(ids)
    if (!loaded.value) ids.forEach((id) => gone.add(id))
    const order = finding.sorted.value
    if (openedId.value !== null && taken.has(openedId.value)) {
      const stays = ({ id }: WorkspaceRecord): boolean => !taken.has(id)
      const place = order.findIndex(({ id }) => id === openedId.value)
      openedId.value = (order.slice(place).find(stays) ?? order.filter(stays).at(-1))?.id ?? null
    }
    drop(taken)
  }

  function open(id: string): void {
    openedId.value = id
    recents.value = [id, ...recents.value.filter((one) => one !== id)]
    void api.rememberOpened({ id })
    if (early.value && !records.value.some((record) => record.id === id)) void readNow(id)
  }

  /** Reads a workspace that is opened before the list is read; one that is gone leaves the list when that is read. */
  async function readNow(id: string): Promise<void> {
    const result = await api.readWorkspace({ id })
    if (result.ok && early.value) put([result.value])
  }

  async function putAndOpen(call: Promise<Result<WorkspaceRecord>>): Promise<Result<WorkspaceRecord>> {
    const result = await call
    if (result.ok) {
      put([result.value])
      open(result.value.id)
    }
    return result
  }

  return {
    records,
    setAside,
    isWritable,
    notListed,
    favourites,
    recents,
    loaded,
    opened,
    openedId,
    open,
    ...finding,

    show,
    showEarly,
    /** What is shown in place of the list until it is read; null once it is. */
    early: computed<WorkspaceEntry[] | null>(() => {
      if (!early.value) return null
      const own = new Map(records.value.map((record) => [record.id, record]))
      const rows = early.value.rows.filter(({ id }) => own.has(id) || !gone.has(id))
      const known = new Set(rows.map(({ id }) => id))
      return [
        ...records.value.filter(({ id }) => !known.has(id) && id !== early.value?.opened?.id),
        ...rows.map((row) => own.get(row.id) ?? row),
      ]
    }),
    /** How many workspaces there are, as far as is known. */
    total: computed(() => early.value?.total ?? records.value.length),
    /** Resolves when the list is read, or cannot be. */
    async whenRead(): Promise<void> {
      const isAnswered = (): boolean => loaded.value || notListed.value !== undefined
      if (!isAnswered()) await new Promise<void>((read) => watch(isAnswered, () => read(), { once: true }))
    },

    async load(): Promise<Result<unknown>> {
      const result = await api.listWorkspaces({})
      show(result.ok ? ok(unpack(result.value)) : result)
      return result
    },

    /** Shows a new workspace at once, then has it created on disk; removes it again when that fails. */
    async create(id: string = crypto.randomUUID(), draft = blankWorkspace()): Promise<Result<unknown>> {
      const reports = { source: [], destination: [] }
      put([{ id, saved: null, savedAt: null, draft, readOnly: false, secrets: noSecrets(), reports }])
      openedId.value = id
      const created = await api.createWorkspace({ id })
      // What was typed while it was created counts.
      const present = records.value.find((record) => record.id === id)?.draft ?? draft
      const result = created.ok ? await api.keepDraft({ id, draft: present }) : created
      if (result.ok) void api.rememberOpened({ id })
      else take([id])
      return result
    },

    openSample(): Promise<Result<WorkspaceRecord>> {
      const sample = records.value.find((record) => currentOf(record).sample)
      return putAndOpen(api.openSample({ id: sample?.id ?? null }))
    },

    /** Opens a copy under the next name after `name` that is free. */
    duplicate(id: string, name: string, withSecrets: boolean): Promise<Result<WorkspaceRecord>> {
      const taken = records.value.map((record) => currentOf(record).name)
      return putAndOpen(api.duplicateWorkspace({ id, name: duplicateName(name, taken), withSecrets }))
    },

    /** Has the rows that the list shows first kept for the next start. */
    keepFirstRows: (rows: FirstRows) => api.keepFirstRows(rows),

    /** Shows unsaved edits at once, or that there are none; the caller sees to it that they are kept on disk. */
    showDraft: (id: string, draft: Workspace | null) => change(id, () => ({ draft })),
    keepDraft: (id: string, draft: Workspace) => api.keepDraft({ id, draft }),

    async save(
      id: string,
      workspace: Workspace,
      secrets: BothSides<SecretChanges>,
      thisRunOnly: boolean,
    ): Promise<Result<WorkspaceRecord>> {
      const result = await api.saveWorkspace({ id, workspace, secrets, thisRunOnly })
      if (result.ok) put([result.value])
      return result
    },

    async discard(id: string): Promise<Result<WorkspaceRecord | null>> {
      const result = await api.discardDraft({ id })
      if (result.ok && result.value) put([result.value])
      else if (result.ok) take([id])
      return result
    },

    /** Shows unsaved edits of some, and has them kept on disk. */
    async keepEach(drafts: ReadonlyMap<string, Workspace>): Promise<Many<null>> {
      put(
        records.value.flatMap((record) => {
          const draft = drafts.get(record.id)
          return draft ? [{ ...record, draft }] : []
        }),
      )
      return callEach([...drafts], ([id, draft]) => api.keepDraft({ id, draft }))
    },

    /** Saves some that have no unsaved edits, their secrets as they are; those that were are in `done`. */
    async saveEach(changed: ReadonlyMap<string, Workspace>): Promise<Many<WorkspaceRecord>> {
      const secrets = noChanges()
      const saved = await callEach([...changed], ([id, workspace]) =>
        api.saveWorkspace({ id, workspace, secrets, thisRunOnly: false }),
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
