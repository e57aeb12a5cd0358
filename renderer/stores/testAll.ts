import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { CallInput } from '../../domain/contract'
import type { Result } from '../../domain/result'
import { boardSideOf, isDone } from '../../domain/testAll'
import type { BoardRow, BoardSide, SideResult } from '../../domain/testAll'
import { sides } from '../../domain/side'
import { api } from '../api'
import { useWorkspaces } from './workspaces'

const waiting: Pick<BoardRow, 'source' | 'destination'> = {
  source: { outcome: 'waiting' },
  destination: { outcome: 'waiting' },
}

/** The board of the latest run of many tests, and whether its sheet is open. The run goes on while it is closed. */
export const useTestAll = defineStore('testAll', () => {
  const workspaces = useWorkspaces()
  const isOpen = ref(false)
  const rows = shallowRef<readonly BoardRow[]>([])
  const runId = ref<string | null>(null)

  api.on('testAllProgress', (news) => {
    if (news.runId === runId.value) take(news.results)
  })

  function take(results: readonly SideResult[]): void {
    const changed = new Map<string, Partial<BoardRow>>()
    for (const result of results) {
      changed.set(result.id, { ...changed.get(result.id), [result.side]: boardSideOf(result) })
    }
    rows.value = rows.value.map((row) => (changed.has(row.id) ? { ...row, ...changed.get(row.id) } : row))
    workspaces.addReports(
      results.flatMap((result) =>
        result.kind === 'tested' ? [{ id: result.id, report: result.report }] : [],
      ),
    )
  }

  /** Nothing comes any more for what has not ended by now. */
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

    /** Tests workspaces, and answers when all have ended. `again` keeps the rows of the others as they are. */
    async start(
      chosen: readonly Pick<BoardRow, 'id' | 'name'>[],
      typed: CallInput<'testMany'>['typed'],
      again = false,
    ): Promise<Result<null>> {
      const ids = chosen.map(({ id }) => id)
      const anew = new Set(ids)
      rows.value = again
        ? rows.value.map((row) => (anew.has(row.id) ? { ...row, ...waiting } : row))
        : chosen.map(({ id, name }) => ({ id, name, ...waiting }))
      const run = crypto.randomUUID()
      runId.value = run
      const result = await api.testMany({ runId: run, ids, typed })
      runId.value = null
      settle()
      return result
    },

    cancel(): void {
      if (runId.value) void api.cancelTest({ runId: runId.value })
    },
  }
})
