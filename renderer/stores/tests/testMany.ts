import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { CallInput } from '../../../domain/contract'
import type { Result } from '../../../domain/result'
import { boardSideOf, isDone } from '../../../domain/test/testMany'
import type { BoardRow, BoardSide, SideResult } from '../../../domain/test/testMany'
import { sides } from '../../../domain/side'
import type { TestReport } from '../../../domain/test/testReport'
import { api } from '../../api'
import { useWorkspacesStore } from '../workspaces/workspaces'

/**
 * How often the reports of a run join the list, in milliseconds: sorting and searching thousands of workspaces anew at
 * every piece of news would hold the window up.
 */
const addReportsEveryMs = 2_000

const waiting: Pick<BoardRow, 'source' | 'destination'> = {
  source: { outcome: 'waiting' },
  destination: { outcome: 'waiting' },
}

/** The board of the latest run of many tests, and whether its sheet is open. The run goes on while it is closed. */
export const useTestManyStore = defineStore('testMany', () => {
  const workspaces = useWorkspacesStore()
  const isOpen = ref(false)
  const rows = shallowRef<readonly BoardRow[]>([])
  const runId = ref<string | null>(null)

  /** Reports that came in and are not in the list yet. */
  let reports: { id: string; report: TestReport }[] = []
  let addedAt = 0

  /** How many results of this run came in, and who waits for the rest of them. */
  let taken = 0
  let onTaken = (): void => undefined

  api.on('testManyProgress', (news) => {
    if (news.runId !== runId.value) return
    take(news.results)
    taken += news.results.length
    onTaken()
  })

  /** Resolves when so many results came in. Answers and events travel apart, and the last event may come last. */
  const allTaken = (resultCount: number): Promise<void> =>
    new Promise((resolve) => {
      onTaken = () => {
        if (taken >= resultCount) resolve()
      }
      onTaken()
    })

  function take(results: readonly SideResult[]): void {
    const changed = new Map<string, Partial<BoardRow>>()
    for (const result of results) {
      changed.set(result.id, { ...changed.get(result.id), [result.side]: boardSideOf(result) })
    }
    rows.value = rows.value.map((row) => (changed.has(row.id) ? { ...row, ...changed.get(row.id) } : row))
    for (const result of results) {
      if (result.kind === 'tested') reports.push({ id: result.id, report: result.report })
    }
    if (performance.now() - addedAt > addReportsEveryMs) addReports()
  }

  function addReports(): void {
    workspaces.addReports(reports)
    reports = []
    addedAt = performance.now()
  }

  /** Marks every side that has no result as cancelled, because no more results arrive. */
  function settle(): void {
    const settled = (side: BoardSide): BoardSide =>
      ['waiting', 'running'].includes(side.outcome) ? { outcome: 'cancelled' } : side
    rows.value = rows.value.map((row) =>
      isDone(row) ? row : { ...row, ...Object.fromEntries(sides.map((side) => [side, settled(row[side])])) },
    )
  }

  return {
    isOpen,
    rows,
    isRunning: computed(() => runId.value !== null),

    /** Tests workspaces and resolves when all tests have finished. `again` keeps the rows of the other workspaces. */
    async testMany(
      chosen: readonly Pick<BoardRow, 'id' | 'name'>[],
      typed: CallInput<'testMany'>['typed'],
      again = false,
    ): Promise<Result<unknown>> {
      const ids = chosen.map(({ id }) => id)
      const anew = new Set(ids)
      rows.value = again
        ? rows.value.map((row) => (anew.has(row.id) ? { ...row, ...waiting } : row))
        : chosen.map(({ id, name }) => ({ id, name, ...waiting }))
      const run = crypto.randomUUID()
      runId.value = run
      taken = 0
      const result = await api.testMany({ runId: run, ids, typed })
      if (result.ok) await allTaken(result.value.resultCount)
      runId.value = null
      settle()
      addReports()
      return result
    },

    cancel(): void {
      if (runId.value) void api.cancelTest({ runId: runId.value })
    },
  }
})
