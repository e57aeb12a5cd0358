import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { CallInput } from '../../domain/contract'
import type { Result } from '../../domain/result'
import type { Side } from '../../domain/side'
import type { Stage, TestReport } from '../../domain/testReport'
import { api } from '../api'

/** A test that is running, and its stages as they stand. */
export type Run = { runId: string; stages: Stage[] }

/** The tests that run now, at most one for each side of each workspace. */
export const useTestRuns = defineStore('testRuns', () => {
  const running = ref<Record<string, Run>>({})
  const keyOf = (id: string, side: Side): string => `${id}.${side}`

  api.on('testProgress', ({ runId, stages }) => {
    for (const run of Object.values(running.value)) if (run.runId === runId) run.stages = stages
  })

  return {
    of: (id: string, side: Side): Run | undefined => running.value[keyOf(id, side)],

    async start(input: Omit<CallInput<'testConnection'>, 'runId'>): Promise<Result<TestReport>> {
      const key = keyOf(input.id, input.side)
      const runId = crypto.randomUUID()
      running.value[key] = { runId, stages: [] }
      const result = await api.testConnection({ ...input, runId })
      running.value = Object.fromEntries(
        Object.entries(running.value).filter(([, run]) => run.runId !== runId),
      )
      return result
    },

    cancel(id: string, side: Side): void {
      const run = running.value[keyOf(id, side)]
      if (run) void api.cancelTest({ runId: run.runId })
    },
  }
})
