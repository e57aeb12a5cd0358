import type { CallInput, Events } from '../../domain/contract'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import type { SideResult } from '../../domain/test/testMany'
import type { Stage, TestReport } from '../../domain/test/testReport'
import { createOncePerFrame } from './oncePerFrame'
import { createLocalNeighbours } from './localNeighbours'
import type { Sample } from '../workspaces/sample'
import { createTestSide } from './testSide'
import type { SideTest, TestSideDependencies } from './testSide'
import { loadDynamodb } from '../aws/sdk/sdk'
import { createTestMany } from './testMany'

/**
 * The results of many tests are sent at most this often, in milliseconds, so that ten thousand of them do not keep the
 * window busy.
 */
const reportEveryMs = 100

type TestRunsDependencies = TestSideDependencies & {
  sample: Sample
  onStages: (runId: string, stages: Stage[]) => void
  /** Hears how many tables a readiness check has looked at. */
  onReadiness: (runId: string, done: number, of: number) => void
  onResults: (news: Events['testManyProgress']) => void
  /** How much of all tests is done, from 0 to 1; undefined when there is nothing to show any more. */
  showProgress: (share: number | undefined) => void
}

/**
 * The tests and readiness checks that run now: starts one or many tests, keeps their reports with the workspaces,
 * cancels one run or all.
 */
export function createTestRuns(parts: TestRunsDependencies) {
  const { workspaces, sample, onStages, onResults, showProgress } = parts
  const testSide = createTestSide(parts)
  const testEach = createTestMany({ ...parts, testSide })
  const running = new Map<string, { of: string; controller: AbortController }>()

  /** Runs what can be cancelled, once for what it is `of` at a time: a second run waits for nobody and is refused. */
  async function run<T>(
    { runId, of }: { runId: string; of: string },
    work: (signal: AbortSignal) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const same = [...running.values()].some((one) => one.of === of && !one.controller.signal.aborted)
    if (running.has(runId) || same) return failed(runsAlready)
    const controller = new AbortController()
    running.set(runId, { of, controller })
    try {
      return await work(controller.signal)
    } finally {
      running.delete(runId)
    }
  }

  /** Does something with one side as it stands, and keeps the report that comes of it. */
  const runSide = <R extends TestReport | null>(
    what: 'test' | 'readiness',
    asked: CallInput<'testConnection'>,
    work: (test: SideTest) => Promise<Result<R>>,
  ): Promise<Result<R>> => {
    const { id, runId, side, workspace } = asked
    return run({ runId, of: `${what} ${id} ${side}` }, async (signal) => {
      await sample.ensureFor(workspace)
      const found = await workspaces.find(id)
      if (!found.ok) return found
      const progress = createOncePerFrame((stages: Stage[]) => onStages(runId, stages))
      const answer = await work({
        ...asked,
        kept: found.value,
        signal,
        onStages: progress.take,
        localNeighbours: createLocalNeighbours(workspaces, parts.readMachine),
      }).finally(progress.stop)
      // The answer does not wait until the report is on disk; whatever reads the workspace next waits for it.
      if (answer.ok && answer.value) void workspaces.addReport(id, answer.value)
      return answer
    })
  }

  return {
    /** Loads what the first test needs, so that it does not wait for it. */
    prepare: async (): Promise<void> => void (await loadDynamodb()),

    /** Tests one side; answers its report. */
    testConnection: (asked: CallInput<'testConnection'>): Promise<Result<TestReport>> =>
      runSide('test', asked, testSide.testConnection),

    /** Looks further into the source; answers its last report with the findings, null when cancelled. */
    checkReadiness: (asked: CallInput<'checkReadiness'>): Promise<Result<TestReport | null>> =>
      runSide('readiness', { ...asked, side: 'source' }, (test) =>
        testSide.checkReadiness(test, (done, of) => parts.onReadiness(asked.runId, done, of)),
      ),

    /** Resolves when all tests have finished or were cancelled; results are sent as events meanwhile. */
    testMany: ({ runId, ids, typed }: CallInput<'testMany'>): Promise<Result<{ resultCount: number }>> =>
      run({ runId, of: 'many' }, async (signal) => {
        let results: SideResult[] = []
        let ended = 0
        let resultCount = 0
        const sendResults = (): void => {
          if (results.length > 0) onResults({ runId, results })
          resultCount += results.length
          results = []
          showProgress(ended / (2 * ids.length))
        }
        sendResults()
        const timer = setInterval(sendResults, reportEveryMs)
        try {
          await testEach({
            ids,
            typed: new Map(typed.map(({ id, secrets }) => [id, secrets])),
            signal,
            onResult: (result) => {
              results.push(result)
              if (result.kind !== 'running') ended++
            },
            keep: (id, report) => workspaces.addReport(id, report),
          })
        } finally {
          clearInterval(timer)
          sendResults()
          showProgress(undefined)
        }
        return ok({ resultCount })
      }),

    cancel(runId: string): Result<null> {
      running.get(runId)?.controller.abort()
      return ok(null)
    },

    cancelAll(): void {
      for (const { controller } of running.values()) controller.abort()
    },
  }
}

const runsAlready = {
  code: 'runsAlready',
  message: 'This test is running already.',
  remedy: 'Wait for its result, or cancel it first.',
} as const
export type TestRuns = ReturnType<typeof createTestRuns>
