import type { CallInput } from '../domain/contract'
import { pairsOnInstance } from '../domain/instancePairs'
import type { Machine } from '../domain/localHost'
import { failed, ok } from '../domain/result'
import type { Result } from '../domain/result'
import type { Side } from '../domain/side'
import { isUpToDate } from '../domain/secretMove'
import type { Stage, TestReport } from '../domain/testReport'
import type { Workspace } from '../domain/workspace'
import { checkReadiness } from './aws/readiness'
import { testConnection } from './aws/testConnection'
import type { TestDependencies, TestInput } from './aws/testConnection'
import type { SettingsKeeper } from './settings'
import { secretsMoved } from './storage/keychainWords'
import type { Workspaces } from './workspaces'

type Parts = {
  workspaces: Workspaces
  settings: SettingsKeeper
  environment: Record<string, string | undefined>
  readMachine: () => Machine
  /** Which proxy leads to a URL, in the words of a proxy configuration file. */
  proxyFor: (url: string) => Promise<string>
  onStages: (runId: string, stages: Stage[]) => void
  /** Hears how many tables a readiness check has looked at. */
  onReadiness: (runId: string, done: number, of: number) => void
}

type Asked = CallInput<'checkReadiness'> & { side: Side }

/** The tests and readiness checks that run now: starts one, keeps its report with the workspace, cancels one or all. */
export function createTestRuns(parts: Parts) {
  const { workspaces, settings, environment, readMachine, proxyFor } = parts
  const running = new Map<string, AbortController>()

  /** The other workspaces as they are saved. */
  async function others(id: string): Promise<Workspace[]> {
    const all = await workspaces.list()
    const records = all.ok ? all.value.workspaces : []
    return records.flatMap((record) => (record.id !== id && record.saved ? [record.saved] : []))
  }

  /** Does something with a connection as a run that can be cancelled, and keeps the report that comes of it. */
  async function run<R extends TestReport | null>(
    asked: Asked,
    work: (input: TestInput, deps: TestDependencies) => Promise<Result<R>>,
  ): Promise<Result<R>> {
    const { runId, id, side, workspace, secrets } = asked
    const controller = new AbortController()
    running.set(runId, controller)
    try {
      const found = await workspaces.find(id)
      if (!found.ok) return found
      const { secrets: states, reports } = found.value
      if (!isUpToDate({ states, changes: secrets })) return failed(secretsMoved)
      const certificates = await settings.certificates()
      if (!certificates.ok) return certificates
      const machine = readMachine()
      const form = workspace[side]
      const otherPairs = form.useLocal ? pairsOnInstance(form, await others(id), machine) : []
      const result = await work(
        { runId, side, workspace, states, secrets, reports, otherPairs },
        {
          environment,
          readSecret: (of, name) => workspaces.readSecret(id, of, name, form.accessKey),
          machine,
          now: Date.now,
          signal: controller.signal,
          onStages: (stages) => parts.onStages(runId, stages),
          deadlineMs: settings.read().deadlineSeconds * 1_000,
          proxyFor,
          certificates: certificates.value,
        },
      )
      if (result.ok && result.value) await workspaces.addReport(id, result.value)
      return result
    } finally {
      running.delete(runId)
    }
  }

  return {
    /** Tests one side; answers its report. */
    start: (asked: CallInput<'testConnection'>): Promise<Result<TestReport>> =>
      run(asked, async (input, deps) => ok(await testConnection(input, deps))),

    /** Looks further into the source; answers its last report with the findings, null when cancelled. */
    checkReadiness: (asked: CallInput<'checkReadiness'>): Promise<Result<TestReport | null>> =>
      run({ ...asked, side: 'source' }, (input, deps) =>
        checkReadiness(input, deps, (done, of) => parts.onReadiness(asked.runId, done, of)),
      ),

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
