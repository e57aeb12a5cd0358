import { defineStore } from 'pinia'
import type { CallInput } from '../../domain/contract'
import type { Result } from '../../domain/result'
import type { TestReport } from '../../domain/test/testReport'
import { api } from '../api'
import { createRuns } from './runs'

/** The readiness checks that run now, at most one for each workspace. */
export const useReadiness = defineStore('readiness', () => {
  const runs = createRuns<{ done: number; of: number }>()
  api.on('readinessProgress', ({ runId, done, of }) => runs.take(runId, { done, of }))

  return {
    /** How many of how many tables a running check has looked at. */
    of: runs.of,
    start: (input: Omit<CallInput<'checkReadiness'>, 'runId'>): Promise<Result<TestReport | null>> =>
      runs.make(input.id, { done: 0, of: 0 }, (runId) => api.checkReadiness({ ...input, runId })),
    cancel: runs.cancel,
  }
})
