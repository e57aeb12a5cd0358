import type { Problem } from '../../domain/connection/connectionRules'
import { sides } from '../../domain/side'
import type { Side } from '../../domain/side'
import { useMachine } from '../stores/machine'
import { useNotices } from '../stores/notices'
import { useSettings } from '../stores/settings'
import { useTestRuns } from '../stores/testRuns'
import { useWorkspaces } from '../stores/workspaces'
import { plain } from './plain'
import type { Editor } from './editor'
import { useReadinessCheck } from './useReadinessCheck'

/** The tests of one workspace. A side runs one at a time; its fields' problems are answered before anything is sent. */
export function useConnectionTest(editor: Editor) {
  const workspaces = useWorkspaces()
  const machine = useMachine()
  const notices = useNotices()
  const runs = useTestRuns()
  const settings = useSettings()
  const readiness = useReadinessCheck(editor)
  const runOf = (side: Side) => runs.of(editor.id, side)

  async function test(side: Side): Promise<Problem[]> {
    const { problems } = editor.view.value[side]
    if (problems.length > 0) {
      editor.attempt(side)
      return problems
    }
    if (runOf(side)) return []
    await editor.flush()
    const result = await runs.start({
      id: editor.id,
      side,
      workspace: plain(editor.form),
      secrets: plain(editor.changes.value),
    })
    if (result.ok) workspaces.addReport(editor.id, result.value)
    else notices.fail(result.failure)
    if (side === 'source' && settings.current.readinessAfterTest && readiness.isOffered.value) {
      void readiness.check()
    }
    void machine.refresh()
    return []
  }

  return {
    test,
    runOf,
    /** Cancels whatever runs in this workspace. */
    cancel: (): void => {
      for (const side of sides) runs.cancel(editor.id, side)
      readiness.cancel()
    },
  }
}
