import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { WorkspaceList, WorkspaceRecord } from '../../../domain/workspace/workspaceRecord'
import type { SetAside } from '../../../domain/setAside'
import type { Failure } from '../../../domain/failure'
import { unpack } from '../../../domain/packed'
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
  const finding = createFinding(records, favourites, recents)

  const opened = computed(() => records.value.find(({ id }) => id === openedId.value))

  /** Shows the list as the main process has it, and opens the workspace that was open last. */
  function show(result: Result<WorkspaceList>): void {
    if (result.ok) {
      const { lastOpened, ...list } = result.value
      records.value = list.workspaces
      prepareSearch(list.workspaces)
      setAside.value = list.setAside
      isWritable.value = list.isWritable
      favourites.value = new Set(list.favourites)
      recents.value = list.recents
      const known = records.value.some(({ id }) => id === lastOpened)
      openedId.value = known ? lastOpened : (finding.sorted.value[0]?.id ?? null)
    }
    notListed.value = result.ok ? undefined : result.failure
    loaded.value = result.ok
  }

  /** Takes workspaces out of the list; if the open one is among them, the next that stays opens, or else the last. */
  function take(ids: readonly string[]): void {
    const gone = new Set(ids)
    const order = finding.sorted.value
    if (openedId.value !== null && gone.has(openedId.value)) {
      const stays = ({ id }: WorkspaceRecord): boolean => !gone.has(id)
      const place = order.findIndex(({ id }) => id === openedId.value)
      openedId.value = (order.slice(place).find(stays) ?? order.filter(stays).at(-1))?.id ?? null
    }
    drop(gone)
  }

  function open(id: string): void {
    openedId.value = id
    recents.value = [id, ...recents.value.filter((one) => one !== id)]
    void api.rememberOpened({ id })
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
