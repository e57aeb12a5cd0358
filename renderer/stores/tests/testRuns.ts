import { defineStore } from 'pinia'
import { ref } from 'vue'
import { kindOf } from '../../../domain/connection/connection'
import type { CallInput } from '../../../domain/contract'
import type { Result } from '../../../domain/result'
import type { Side } from '../../../domain/side'
import { stagesBefore } from '../../../domain/test/testReport'
import type { Stage, TestReport } from '../../../domain/test/testReport'
import { api } from '../../api'

/** The tests that run now, at most one for each side of each workspace. */
export const useTestRunsStore = defineStore('testRuns', () => {
  const runs = createRuns<{ stages: Stage[] }>()
  const keyOf = (id: string, side: Side): string => `${id}.${side}`
  api.on('testProgress', ({ runId, stages }) => runs.progress(runId, { stages }))

  return {
    /** The stages of a running test as they stand; undefined while none runs, and in its first moment. */
    of: (id: string, side: Side): { stages: Stage[] } | undefined => runs.of(keyOf(id, side)),
    isRunning: (id: string, side: Side): boolean => runs.isRunning(keyOf(id, side)),
    /** `onReport` receives the report as the run ends, so that no earlier report is shown in between. */
    testConnection: (
      input: Omit<CallInput<'testConnection'>, 'runId'>,
      onReport: (report: TestReport) => void,
    ): Promise<Result<TestReport>> =>
      runs.start(
        keyOf(input.id, input.side),
        { stages: stagesBefore(kindOf(input.workspace[input.side])) },
        (runId) => api.testConnection({ ...input, runId }),
        (result) => result.ok && onReport(result.value),
      ),
    cancel: (id: string, side: Side): void => runs.cancel(keyOf(id, side)),
  }
})

/** The readiness checks that run now, at most one for each workspace. */
export const useReadinessRunsStore = defineStore('readinessRuns', () => {
  const runs = createRuns<{ done: number; of: number }>()
  api.on('readinessProgress', ({ runId, done, of }) => runs.progress(runId, { done, of }))

  return {
    /** How many of how many tables a running check has looked at; undefined while none runs. */
    of: runs.of,
    isRunning: runs.isRunning,
    checkReadiness: (input: Omit<CallInput<'checkReadiness'>, 'runId'>): Promise<Result<TestReport | null>> =>
      runs.start(input.id, { done: 0, of: 0 }, (runId) => api.checkReadiness({ ...input, runId })),
    cancel: runs.cancel,
  }
})

/**
 * How long a run lasts before it is shown, in milliseconds. Many tests of local instances have ended by then; showing
 * them for a moment would only flicker, and keep the processor from the test.
 */
const showAfterMs = 100

/** The running calls of one kind, at most one for each key, each with its latest progress. */
function createRuns<Progress extends object>() {
  const running = ref<Record<string, { runId: string; progress: Progress; isShown: boolean }>>({})

  return {
    /** The progress of a run as it is shown; undefined while none runs, and in its first moment. */
    of(key: string): Progress | undefined {
      const run = running.value[key]
      return run?.isShown ? (run.progress as Progress) : undefined
    },

    isRunning: (key: string): boolean => key in running.value,

    /** Stores the progress of a run; ignores that of a run that has finished. */
    progress(runId: string, progress: Progress): void {
      for (const run of Object.values(running.value)) {
        if (run.runId === runId) Object.assign(run, { progress })
      }
    },

    /**
     * Makes a call as the run of a key, under a new run id, and resolves with its result; `onEnd` hears of it in the
     * same moment as the run ends.
     */
    async start<T>(
      key: string,
      progress: Progress,
      call: (runId: string) => Promise<T>,
      onEnd: (result: T) => void = () => undefined,
    ): Promise<T> {
      const runId = crypto.randomUUID()
      Object.assign(running.value, { [key]: { runId, progress, isShown: false } })
      const showing = setTimeout(() => {
        const run = running.value[key]
        if (run?.runId === runId) run.isShown = true
      }, showAfterMs)
      const result = await call(runId)
      clearTimeout(showing)
      onEnd(result)
      running.value = Object.fromEntries(
        Object.entries(running.value).filter(([, run]) => run.runId !== runId),
      )
      return result
    },

    /** Cancels the run of a key, if there is one. */
    cancel(key: string): void {
      const run = running.value[key]
      if (run) void api.cancelTest({ runId: run.runId })
    },
  }
}
