import { randomUUID } from 'node:crypto'
import type { WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import { noChanges } from '../../domain/secret/secret'
import type { SecretChanges } from '../../domain/secret/secret'
import { sides } from '../../domain/side'
import type { BothSides } from '../../domain/side'
import { viewSides } from '../../domain/workspace/sideView'
import { waitsForFields } from '../../domain/connection/connectionRules'
import type { SideEnd, SideResult } from '../../domain/test/testMany'
import { withReport } from '../../domain/test/testReport'
import type { TestReport } from '../../domain/test/testReport'
import { currentOf } from '../../domain/workspace/workspace'
import { viewEnvironment } from '../aws/run/environment'
import { failureOfSurprise } from '../aws/failures/failures'
import { createLocalNeighbours } from './localNeighbours'
import type { Sample } from '../workspaces/sample'
import { createOncePerConnection } from './oncePerConnection'
import { sidesAtOnce } from './testSide'
import type { SideTest, TestSide, TestSideDependencies } from './testSide'

/** What is to be tested; `onResult` hears of the start and the end of each side. */
export type TestManyRequest = {
  ids: readonly string[]
  /** Secrets that were typed and not saved, by workspace. */
  typed: ReadonlyMap<string, BothSides<SecretChanges>>
  signal: AbortSignal
  onResult: (result: SideResult) => void
  /** Keeps a report with its workspace. */
  keep: (id: string, report: TestReport) => Promise<unknown>
}

/**
 * Tests many workspaces as they stand, unsaved edits included, the source of each before its destination, since what
 * the one finds is evidence for the other. A side with fields to fill in is not tested, and says which. Nothing more
 * is begun once the signal aborts. Resolves when all have ended; never rejects on account of one.
 */
export function createTestMany(parts: TestSideDependencies & { sample: Sample; testSide: TestSide }) {
  const { workspaces, environment, readMachine, sample, testSide } = parts

  return async ({ ids, typed, signal, onResult, keep }: TestManyRequest): Promise<void> => {
    const testShared = createOncePerConnection(testSide.testConnection, readMachine)
    const localNeighbours = createLocalNeighbours(workspaces, readMachine)

    async function testOne(
      record: WorkspaceRecord,
      test: Omit<SideTest, 'runId' | 'kept' | 'signal' | 'onStages' | 'localNeighbours'>,
    ): Promise<SideEnd> {
      const { id, side, workspace, secrets } = test
      const view = viewSides({
        workspace,
        states: record.secrets,
        changes: secrets,
        reports: record.reports,
        environment: viewEnvironment(environment),
      })
      const { problems } = view[side]
      if (problems.length > 0) return { kind: 'notTested', failure: waitsForFields(problems) }
      onResult({ id, side, kind: 'running' })
      const more = { runId: randomUUID(), kept: record, onStages: () => undefined, localNeighbours }
      const answer = await testShared({ ...test, ...more, signal }, view)
      return answer.ok
        ? { kind: 'tested', report: answer.value }
        : { kind: 'notTested', failure: answer.failure }
    }

    async function testWorkspace(id: string): Promise<void> {
      const found = await workspaces.find(id)
      if (!found.ok) {
        return sides.forEach((side) => onResult({ id, side, kind: 'notTested', failure: found.failure }))
      }
      const reports = { ...found.value.reports }
      const record = { ...found.value, reports }
      const workspace = currentOf(record)
      const secrets = typed.get(id) ?? noChanges()
      await sample.ensureFor(workspace)
      for (const side of sides) {
        if (signal.aborted) return
        const end = await testOne(record, { id, side, workspace, secrets }).catch(
          // A mistake in one test must not end the others.
          (error: unknown): SideEnd => ({ kind: 'notTested', failure: failureOfSurprise(error) }),
        )
        onResult({ id, side, ...end })
        if (end.kind === 'notTested') continue
        reports[side] = withReport(reports[side], end.report)
        kept.push(keep(id, end.report))
      }
    }

    // The next test does not wait until a report is on disk.
    const kept: Promise<unknown>[] = []
    const waiting = ids.values()
    const work = async (): Promise<void> => {
      for (const id of waiting) {
        if (signal.aborted) return
        await testWorkspace(id)
      }
    }
    await Promise.all(Array.from({ length: sidesAtOnce }, work))
    await Promise.all(kept)
  }
}
