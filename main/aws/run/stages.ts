import type { ConnectionKind } from '../../../domain/connection/connection'
import type { Failure } from '../../../domain/failure'
import type { Result } from '../../../domain/result'
import { stagesBefore, stageTitles } from '../../../domain/test/testReport'
import type { Stage, StageName, TestReport } from '../../../domain/test/testReport'
import { describeCause } from '../failures/causes'
import { failureOfSurprise, inSeconds } from '../failures/failures'
import { orAborted } from './limits'
import type { SecretsInUse } from './secretsInUse'

/** The result of a passed stage; a warning is shown with it and does not fail the test. */
export type Passed<T> = { text: string; value: T; warning?: Failure | undefined }

/** The tools of a stage. */
export type StageTools = {
  /** Ends the stage. */
  signal: AbortSignal
  /** Reports what the stage is waiting for. */
  waitFor: (what: string) => void
  /** The most milliseconds that a reply may take. */
  answerMs: number
  /** The time left for the whole test, in milliseconds. */
  leftMs: () => number
  /** Removes a secret that the stage received from everything that is reported. */
  hide: (secret: string) => void
}

type Options = {
  kind: ConnectionKind
  now: () => number
  /** Cancels the test. */
  signal: AbortSignal
  deadlineMs: number
  onStages: (stages: Stage[]) => void
  secrets: SecretsInUse
}

/**
 * Runs the stages of one test and reports the whole list at each start and end. A failure, the cancel signal or the
 * deadline ends the test at once, without waiting for the running stage; the remaining stages are not reached.
 */
export function createStages({ kind, now, signal, deadlineMs, onStages, secrets }: Options) {
  const stages = stagesBefore(kind)
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), deadlineMs)
  // Less than the deadline, so that a late reply is reported as such.
  const answerMs = (deadlineMs * 2) / 3
  const begunAt = now()
  const leftMs = (): number => deadlineMs - (now() - begunAt)
  const ended = AbortSignal.any([signal, deadline.signal])
  const publish = (): void => onStages(secrets.withoutSecrets(stages.map((stage) => ({ ...stage }))))

  function settle(name: StageName, outcome: Partial<Stage>): void {
    const at = stages.findIndex((stage) => stage.name === name)
    stages.forEach((stage, index) => {
      if (index === at) Object.assign(stage, outcome)
      else if (index > at && (outcome.status === 'failed' || outcome.status === 'cancelled')) {
        stage.status = 'notReached'
      }
    })
    publish()
  }

  return {
    /** Runs one stage and returns its value; undefined if the test ended in it. */
    async run<T>(
      name: StageName,
      work: (tools: StageTools) => Promise<Result<Passed<T>>>,
    ): Promise<{ value: T } | undefined> {
      const startedAt = now()
      let awaited = stageTitles[name]
      const waitFor = (what: string): void => void (awaited = what)
      const tools: StageTools = { signal: ended, waitFor, answerMs, leftMs, hide: secrets.add }
      settle(name, { status: 'running' })
      const outcome = await orAborted(
        // A test cancelled before it began sends no request.
        ended.aborted ? new Promise<never>(() => undefined) : work(tools),
        ended,
      ).catch((error: unknown): Result<never> => {
        const late = deadline.signal.aborted
        return { ok: false, failure: late ? deadlineFailure(deadlineMs, awaited) : failureOfSurprise(error) }
      })
      const ms = Math.round(now() - startedAt)
      if (outcome.ok) {
        const { text, warning, value } = outcome.value
        settle(name, { status: warning ? 'warned' : 'passed', text, ms, ...(warning && { warning }) })
        return { value }
      }
      if (signal.aborted) settle(name, { status: 'cancelled', ms })
      else settle(name, { status: 'failed', ms, failure: outcome.failure })
      return undefined
    },

    /** Stops the clock and returns the final stages and the outcome of the test. */
    finish(): Pick<TestReport, 'outcome' | 'stages'> {
      clearTimeout(timer)
      const has = (status: Stage['status']): boolean => stages.some((stage) => stage.status === status)
      return { outcome: has('cancelled') ? 'cancelled' : has('failed') ? 'failed' : 'passed', stages }
    },
  }
}
export type Stages = ReturnType<typeof createStages>

function deadlineFailure(deadlineMs: number, awaited: string): Failure {
  return describeCause('deadline', { seconds: inSeconds(deadlineMs), what: awaited })
}
