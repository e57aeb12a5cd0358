import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { CallInput } from '../../domain/contract'
import type { Result } from '../../domain/result'
import type { TestReport } from '../../domain/testReport'
import { api } from '../api'

/** A readiness check that is running, and how many of how many tables it has looked at. */
export type ReadinessRun = { runId: string; done: number; of: number }

/** The readiness checks that run now, at most one for each workspace. */
export const useReadiness = defineStore('readiness', () => {
  const running = ref<Record<string, ReadinessRun>>({})

  api.on('readinessProgress', ({ runId, done, of }) => {
    for (const run of Object.values(running.value)) if (run.runId === runId) Object.assign(run, { done, of })
  })

  return {
    of: (id: string): ReadinessRun | undefined => running.value[id],

    async start(input: Omit<CallInput<'checkReadiness'>, 'runId'>): Promise<Result<TestReport | null>> {
      const runId = crypto.randomUUID()
      running.value[input.id] = { runId, done: 0, of: 0 }
      const result = await api.checkReadiness({ ...input, runId })
      running.value = Object.fromEntries(
        Object.entries(running.value).filter(([, run]) => run.runId !== runId),
      )
      return result
    },

    cancel(id: string): void {
      const run = running.value[id]
      if (run) void api.cancelTest({ runId: run.runId })
    },
  }
})
