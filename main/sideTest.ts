import type { CallInput, WorkspaceRecord } from '../domain/contract'
import { pairsOnInstance } from '../domain/instancePairs'
import type { Machine } from '../domain/localHost'
import { ok } from '../domain/result'
import type { Result } from '../domain/result'
import type { Stage, TestReport } from '../domain/testReport'
import type { Workspace } from '../domain/workspace'
import { testConnection } from './aws/testConnection'
import type { SettingsKeeper } from './settings'
import type { Workspaces } from './workspaces'

/** What a test needs of the application and of the world. */
export type TestParts = {
  workspaces: Workspaces
  settings: SettingsKeeper
  environment: Record<string, string | undefined>
  readMachine: () => Machine
  /** Which proxy leads to a URL, in the words of a proxy configuration file. */
  proxyFor: (url: string) => Promise<string>
}

/** One side of a workspace as it stands, with what is kept of its secrets and of earlier tests. */
export type SideTest = CallInput<'testConnection'> & {
  kept: Pick<WorkspaceRecord, 'secrets' | 'reports'>
  signal: AbortSignal
  onStages: (stages: Stage[]) => void
  /** The other workspaces as they are saved; asked for local instances alone. */
  others: () => Promise<readonly Workspace[]>
}

/** Tests one side and answers its report, which is kept nowhere; fails only when the certificates cannot be read. */
export function createSideTest({ workspaces, settings, environment, readMachine, proxyFor }: TestParts) {
  return async ({ kept, signal, onStages, others, ...input }: SideTest): Promise<Result<TestReport>> => {
    const { runId, id, side, workspace, secrets } = input
    const certificates = await settings.certificates()
    if (!certificates.ok) return certificates
    const machine = readMachine()
    const form = workspace[side]
    const otherPairs = form.useLocal ? pairsOnInstance(form, [...(await others())], machine) : []
    const { secrets: states, reports } = kept
    return ok(
      await testConnection(
        { runId, side, workspace, states, secrets, reports, otherPairs },
        {
          environment,
          readSecret: (of, name) => workspaces.readSecret(id, of, name, workspace[of].accessKey.trim()),
          machine,
          now: Date.now,
          signal,
          onStages,
          deadlineMs: settings.read().deadlineSeconds * 1_000,
          proxyFor,
          certificates: certificates.value,
        },
      ),
    )
  }
}
