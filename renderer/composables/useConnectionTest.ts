import type { Problem } from '../../domain/connection/connectionRules'
import { sides } from '../../domain/side'
import type { Side } from '../../domain/side'
import type { TestReport } from '../../domain/test/testReport'
import { useMachineStore } from '../stores/machine'
import { useNoticesStore } from '../stores/notices'
import { useSettingsStore } from '../stores/settings'
import { useTestRunsStore } from '../stores/tests/testRuns'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'
import type { Editor } from '../stores/editor/editor'
import { useReadinessCheck } from './useReadinessCheck'

/** The tests of one workspace. A side runs one at a time; its fields' problems are answered before anything is sent. */
export function useConnectionTest(editor: Editor) {
  const workspaces = useWorkspacesStore()
  const machine = useMachineStore()
  const notices = useNoticesStore()
  const runs = useTestRunsStore()
  const settings = useSettingsStore()
  const readiness = useReadinessCheck(editor)
  const runOf = (side: Side) => runs.of(editor.id, side)

  async function testConnection(side: Side): Promise<Problem[]> {
    const { problems } = editor.view.sides[side]
    if (problems.length > 0) {
      editor.actions.attempt(side)
      return problems
    }
    if (runs.isRunning(editor.id, side)) return []
    await editor.actions.flush()
    const result = await runs.testConnection(
      {
        id: editor.id,
        side,
        workspace: editor.actions.snapshot(),
        secrets: editor.view.changes,
      },
      (report) => workspaces.addReport(editor.id, report),
    )
    if (!result.ok) notices.fail(result.failure)
    if (side === 'source' && settings.current.readinessAfterTest && readiness.isOffered.value) {
      void readiness.checkReadiness()
    }
    void machine.refresh()
    return []
  }

  return {
    testConnection,
    /**
     * Tests complete sides one after the other, since what the source's test finds is evidence for the destination's,
     * until one is cancelled. Returns what they came to.
     */
    async testInOrder(which: readonly Side[]): Promise<(TestReport['outcome'] | undefined)[]> {
      const outcomes: (TestReport['outcome'] | undefined)[] = []
      for (const side of which) {
        await testConnection(side)
        outcomes.push(editor.view.record?.reports[side][0]?.outcome)
        if (outcomes.at(-1) === 'cancelled') break
      }
      return outcomes
    },
    runOf,
    /** Cancels whatever runs in this workspace. */
    cancel: (): void => {
      for (const side of sides) runs.cancel(editor.id, side)
      readiness.cancel()
    },
  }
}
