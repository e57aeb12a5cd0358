import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { WorkspaceList, WorkspaceRecord } from '../../domain/contract'
import type { Result } from '../../domain/result'
import { noSecrets } from '../../domain/secret'
import type { SecretChanges } from '../../domain/secret'
import type { BothSides, Side } from '../../domain/side'
import { keptReports } from '../../domain/testReport'
import type { TestReport } from '../../domain/testReport'
import { blankWorkspace, matchesSearch, titleOf } from '../../domain/workspace'
import type { Workspace } from '../../domain/workspace'
import { api } from '../api'

/** The state of a workspace that its form shows: unsaved edits if there are any, else what is saved. */
export function currentOf(record: WorkspaceRecord): Workspace {
  const current = record.draft ?? record.saved
  if (!current) throw new Error('A workspace is saved, or a draft, or both')
  return current
}

/** What the list can be sorted by. */
export type SortBy = 'name' | 'edited' | 'tested'

type Order = (a: WorkspaceRecord, b: WorkspaceRecord) => number

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
const byName: Order = (a, b) => collator.compare(titleOf(currentOf(a)), titleOf(currentOf(b)))
const newestFirst =
  (momentOf: (record: WorkspaceRecord) => string): Order =>
  (a, b) =>
    momentOf(b).localeCompare(momentOf(a)) || byName(a, b)

// What has unsaved edits was edited last; what was never tested comes after all that was.
const orders: Record<SortBy, Order> = {
  name: byName,
  edited: newestFirst(({ draft, savedAt }) => (draft ? '9' : (savedAt ?? ''))),
  tested: newestFirst(
    ({ reports }) =>
      [reports.source[0]?.startedAt ?? '', reports.destination[0]?.startedAt ?? ''].sort().at(-1) ?? '',
  ),
}

/** All workspaces as the main process keeps them, and which one is open. */
export const useWorkspaces = defineStore('workspaces', () => {
  const records = shallowRef<readonly WorkspaceRecord[]>([])
  const setAside = shallowRef<WorkspaceList['setAside']>([])
  const openedId = ref<string | null>(null)
  const query = ref('')
  const sortBy = ref<SortBy>('name')
  const loaded = ref(false)

  const sorted = computed(() => [...records.value].sort(orders[sortBy.value]))
  const found = computed(() => sorted.value.filter((record) => matchesSearch(currentOf(record), query.value)))
  const opened = computed(() => records.value.find(({ id }) => id === openedId.value))

  function put(record: WorkspaceRecord): void {
    records.value = [...records.value.filter(({ id }) => id !== record.id), record]
  }

  /** Takes a workspace out of the list; the one that moves into its place opens, or else the last. */
  function take(id: string): void {
    const place = sorted.value.findIndex((record) => record.id === id)
    records.value = records.value.filter((record) => record.id !== id)
    if (openedId.value === id) openedId.value = (sorted.value[place] ?? sorted.value.at(-1))?.id ?? null
  }

  function change(id: string, patch: (record: WorkspaceRecord) => Partial<WorkspaceRecord>): void {
    records.value = records.value.map((record) =>
      record.id === id ? { ...record, ...patch(record) } : record,
    )
  }

  /** Adds reports, in order, each as the newest of its side; one pass over the list, however many they are. */
  function addReports(added: readonly { id: string; report: TestReport }[]): void {
    const newer = new Map<string, BothSides<TestReport[]>>()
    for (const { id, report } of added) {
      const both = newer.get(id) ?? { source: [], destination: [] }
      newer.set(id, { ...both, [report.side]: [report, ...both[report.side]] })
    }
    records.value = records.value.map((record) => {
      const found = newer.get(record.id)
      if (!found) return record
      const merged = (side: Side): TestReport[] =>
        [...found[side], ...record.reports[side]].slice(0, keptReports)
      return { ...record, reports: { source: merged('source'), destination: merged('destination') } }
    })
  }

  function open(id: string): void {
    openedId.value = id
    void api.rememberOpened({ id })
  }

  async function putAndOpen(call: Promise<Result<WorkspaceRecord>>): Promise<Result<WorkspaceRecord>> {
    const result = await call
    if (result.ok) {
      put(result.value)
      open(result.value.id)
    }
    return result
  }

  return {
    records,
    setAside,
    query,
    sortBy,
    loaded,
    found,
    opened,
    openedId,
    open,

    async load(): Promise<Result<WorkspaceList>> {
      const result = await api.listWorkspaces({})
      if (result.ok) {
        records.value = result.value.workspaces
        setAside.value = result.value.setAside
        const { lastOpened } = result.value
        const known = records.value.some(({ id }) => id === lastOpened)
        openedId.value = known ? lastOpened : (sorted.value[0]?.id ?? null)
      }
      loaded.value = true
      return result
    },

    /** Shows a new workspace at once, and has it created; it is taken back when that fails. */
    async create(id: string = crypto.randomUUID(), draft = blankWorkspace()): Promise<Result<unknown>> {
      const reports = { source: [], destination: [] }
      put({ id, saved: null, savedAt: null, draft, readOnly: false, secrets: noSecrets(), reports })
      openedId.value = id
      const created = await api.createWorkspace({ id })
      const result = created.ok ? await api.keepDraft({ id, draft }) : created
      if (result.ok) void api.rememberOpened({ id })
      else take(id)
      return result
    },

    openSample: () => putAndOpen(api.openSample({})),
    duplicate: (id: string) => putAndOpen(api.duplicateWorkspace({ id })),
    restore: (id: string) => putAndOpen(api.restoreWorkspace({ id })),

    /** Shows unsaved edits at once; the caller sees to it that they are kept on disk. */
    showDraft: (id: string, draft: Workspace) => change(id, () => ({ draft })),
    keepDraft: (id: string, draft: Workspace) => api.keepDraft({ id, draft }),

    async save(
      id: string,
      workspace: Workspace,
      secrets: BothSides<SecretChanges>,
      thisRunOnly: boolean,
    ): Promise<Result<WorkspaceRecord>> {
      const result = await api.saveWorkspace({ id, workspace, secrets, thisRunOnly })
      if (result.ok) put(result.value)
      return result
    },

    async discard(id: string): Promise<Result<WorkspaceRecord | null>> {
      const result = await api.discardDraft({ id })
      if (result.ok && result.value) put(result.value)
      else if (result.ok) take(id)
      return result
    },

    async remove(id: string): Promise<Result<null>> {
      const result = await api.deleteWorkspace({ id })
      if (result.ok) take(id)
      return result
    },

    forgetDeleted: (id: string) => api.forgetDeleted({ id }),

    addReport: (id: string, report: TestReport) => addReports([{ id, report }]),
    addReports,
  }
})
