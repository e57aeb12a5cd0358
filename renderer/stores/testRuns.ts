import { defineStore } from 'pinia'
import type { CallInput } from '../../domain/contract'
import type { Result } from '../../domain/result'
import type { Side } from '../../domain/side'
import type { Stage, TestReport } from '../../domain/test/testReport'
import { api } from '../api'
import { createRuns } from './runs'

/** The tests that run now, at most one for each side of each workspace. */
export const useTestRuns = defineStore('testRuns', () => {
  const runs = createRuns<{ stages: Stage[] }>()
  const keyOf = (id: string, side: Side): string => `${id}.${side}`
  api.on('testProgress', ({ runId, stages }) => runs.take(runId, { stages }))

  return {
    /** The stages of a running test as they stand. */
    of: (id: string, side: Side): { stages: Stage[] } | undefined => runs.of(keyOf(id, side)),
    start: (input: Omit<CallInput<'testConnection'>, 'runId'>): Promise<Result<TestReport>> =>
      runs.make(keyOf(input.id, input.side), { stages: [] }, (runId) =>
        api.testConnection({ ...input, runId }),
      ),
    cancel: (id: string, side: Side): void => runs.cancel(keyOf(id, side)),
  }
})
