import type { Need } from '../../../domain/app/commands'
import { sides } from '../../../domain/side'
import { useReadinessRunsStore } from '../../stores/tests/testRuns'
import { useTestRunsStore } from '../../stores/tests/testRuns'
import { useOutsideChangesStore } from '../../stores/editor/outsideChanges'
import { useWorkspacesStore } from '../../stores/workspaces/workspaces'
import type { Editor } from '../../stores/editor/editor'

const undecided = 'Something else changed this workspace: choose Keep mine or Take theirs first.'
const noWorkspace = 'No workspace is open.'
const readOnly = (): string =>
  useWorkspacesStore().isWritable
    ? 'This workspace is read only: a newer version of the application saved it.'
    : 'This workspace is read only: the data folder cannot be written to.'

/** Why a need is not met now, in a sentence; undefined when it is. `editor` is that of the open workspace. */
export const hindrances: Record<Need, (editor: Editor | undefined) => string | undefined> = {
  nothing: () => undefined,
  workspace: (editor) => (editor ? undefined : noWorkspace),
  writable(editor) {
    if (!editor) return noWorkspace
    if (editor.view.readOnly) return readOnly()
    return editor.view.saving ? 'The workspace is being saved.' : undefined
  },
  changes(editor) {
    if (!editor) return noWorkspace
    if (editor.view.readOnly) return readOnly()
    if (useOutsideChangesStore().waits(editor.id)) return undecided
    return editor.view.isDirty ? undefined : 'Everything is saved.'
  },
  runningTest(editor) {
    const runs = useTestRunsStore()
    const checks = useReadinessRunsStore()
    const isRunning =
      editor && (sides.some((side) => runs.isRunning(editor.id, side)) || checks.isRunning(editor.id))
    return isRunning ? undefined : 'No test is running.'
  },
}

/** What the window shows anyhow, and is not said again when keys are pressed to no effect. */
export const shownAnyhow: readonly Need[] = ['changes', 'runningTest']
