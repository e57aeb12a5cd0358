import type { CallInput } from '../domain/contract'
import { pairsOnInstance } from '../domain/instancePairs'
import type { Machine } from '../domain/localHost'
import { failed, ok } from '../domain/result'
import type { Result } from '../domain/result'
import { isUpToDate } from '../domain/secretMove'
import type { Stage, TestReport } from '../domain/testReport'
import type { Workspace } from '../domain/workspace'
import { testConnection } from './aws/testConnection'
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
}

/** The tests that are running now: starts one, keeps its report with the workspace, cancels one or all. */
export function createTestRuns({
  workspaces,
  settings,
  environment,
  readMachine,
  proxyFor,
  onStages,
}: Parts) {
  const running = new Map<string, AbortController>()

  /** The other workspaces as they are saved. */
  async function others(id: string): Promise<Workspace[]> {
    const all = await workspaces.list()
    const records = all.ok ? all.value.workspaces : []
    return records.flatMap((record) => (record.id !== id && record.saved ? [record.saved] : []))
  }

  return {
    async start(input: CallInput<'testConnection'>): Promise<Result<TestReport>> {
      const { runId, id, side, workspace, secrets } = input
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
        const report = await testConnection(
          { runId, side, workspace, states, secrets, reports, otherPairs },
          {
            environment,
            readSecret: (of, name) => workspaces.readSecret(id, of, name, form.accessKey),
            machine,
            now: Date.now,
            signal: controller.signal,
            onStages: (stages) => onStages(runId, stages),
            deadlineMs: settings.read().deadlineSeconds * 1_000,
            proxyFor,
            certificates: certificates.value,
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
