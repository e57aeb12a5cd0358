import type { CallInput } from '../domain/contract'
import type { Machine } from '../domain/localHost'
import { ok } from '../domain/result'
import type { Result } from '../domain/result'
import type { Stage, TestReport } from '../domain/testReport'
import { testConnection } from './aws/testConnection'
import type { Workspaces } from './workspaces'

/** How long a whole test may take, in milliseconds. */
const deadlineMs = 15_000

type Parts = {
  workspaces: Workspaces
  environment: Record<string, string | undefined>
  readMachine: () => Machine
  onStages: (runId: string, stages: Stage[]) => void
}

/** The tests that are running now: starts one, keeps its report with the workspace, cancels one or all. */
export function createTestRuns({ workspaces, environment, readMachine, onStages }: Parts) {
  const running = new Map<string, AbortController>()
  return {
    async start(input: CallInput<'testConnection'>): Promise<Result<TestReport>> {
      const { runId, id, side, workspace, secrets } = input
      const found = await workspaces.find(id)
      if (!found.ok) return found
      const { secrets: states, reports } = found.value
      const controller = new AbortController()
      running.set(runId, controller)
      try {
        const report = await testConnection(
          { runId, side, workspace, states, secrets, reports },
          {
            environment,
            readSecret: (of, name) => workspaces.readSecret(id, of, name, workspace[of].accessKey.trim()),
            machine: readMachine(),
            now: Date.now,
            signal: controller.signal,
            onStages: (stages) => onStages(runId, stages),
            deadlineMs,
          },
        )
        await workspaces.addReport(id, report)
        return ok(report)
      } finally {
        running.delete(runId)
      }
    },

    cancel(runId: string): Result<null> {
      running.get(runId)?.abort()
      return ok(null)
    },

    cancelAll(): void {
      for (const controller of running.values()) controller.abort()
    },
  }
}
export type TestRuns = ReturnType<typeof createTestRuns>
