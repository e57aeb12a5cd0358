import { accountOf } from '../../domain/test/pairRule'
import type { CallInput } from '../../domain/contract'
import type { WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import type { Machine } from '../../domain/connection/localHost'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { isUpToDate } from '../../domain/secret/secretMove'
import type { Stage, TestReport } from '../../domain/test/testReport'
import { checkReadiness } from '../aws/readiness/readiness'
import { testConnection } from '../aws/testConnection'
import type { TestDependencies, TestInput } from '../aws/testConnection'
import { localInstanceOf } from '../../domain/workspace/localNeighbours'
import type { LocalNeighbours } from './localNeighbours'
import { createQueue, createQueues } from './queue'
import type { SettingsKeeper } from '../storage/records/settings'
import { secretsMoved } from '../storage/secrets/keychainWords'
import type { Workspaces } from '../workspaces/workspaces'

/** What a test needs of the application and of the world. */
export type TestSideDependencies = {
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
  /** Asked for local instances alone. */
  localNeighbours: LocalNeighbours
}

/**
 * How many tests and readiness checks run at a time: each holds a connection or two, and the others wait their turn.
 */
export const sidesAtOnce = 32
/** How many of them may ask the same local instance, or the same AWS account, at a time. */
export const sidesPerPlace = 16

/** Tests one side and looks into its readiness. Reports are answered and kept nowhere. */
export function createTestSide(parts: TestSideDependencies) {
  const queue = createQueue(sidesAtOnce)
  const places = createQueues(sidesPerPlace)

  /** All that a run takes; fails when the certificates cannot be read, or secrets moved that were to be moved. */
  async function prepare(test: SideTest, machine: Machine): Promise<Result<[TestInput, TestDependencies]>> {
    const { runId, id, side, workspace, secrets, kept, signal, onStages, localNeighbours } = test
    const { secrets: states, reports } = kept
    if (!isUpToDate({ states, changes: secrets })) return failed(secretsMoved)
    const certificates = await parts.settings.certificates()
    if (!certificates.ok) return certificates
    const form = workspace[side]
    // Not awaited: the whole list may have to be read for them, and mostly nobody asks for them.
    const identities = form.useLocal ? localNeighbours(form, id).catch(() => []) : Promise.resolve([])
    return ok([
      { runId, side, workspace, states, secrets, reports, localNeighbours: identities },
      {
        environment: parts.environment,
        readSecret: (of, name) => parts.workspaces.readSecret(id, of, name, form.accessKey),
        machine,
        now: Date.now,
        signal,
        onStages,
        deadlineMs: parts.settings.read().deadlineSeconds * 1_000,
        proxyFor: parts.proxyFor,
        certificates: certificates.value,
      },
    ])
  }

  /** Runs work when its place and the application have room for it. */
  const inTurn = <T>(test: SideTest, work: (machine: Machine) => Promise<T>): Promise<T> => {
    const machine = parts.readMachine()
    return places.take(placeOf(test, machine), test.signal, () =>
      queue.take(test.signal, () => work(machine)),
    )
  }

  return {
    async testConnection(test: SideTest): Promise<Result<TestReport>> {
      return inTurn(test, async (machine) => {
        const run = await prepare(test, machine)
        return run.ok ? ok(await testConnection(...run.value)) : run
      })
    },

    /** The last report with what was found added to it, null when cancelled. */
    async checkReadiness(
      test: SideTest,
      onProgress: (done: number, of: number) => void,
    ): Promise<Result<TestReport | null>> {
      return inTurn(test, async (machine) => {
        const run = await prepare(test, machine)
        return run.ok ? checkReadiness(...run.value, onProgress) : run
      })
    },
  }
}
export type TestSide = ReturnType<typeof createTestSide>

/** Identifies what a side asks: its local instance, or its AWS account as far as the form shows it. */
function placeOf({ side, workspace }: SideTest, machine: Machine): string {
  const form = workspace[side]
  return localInstanceOf(form, machine) ?? accountOf({ form })?.account ?? `${form.way} ${form.accessKey}`
}
