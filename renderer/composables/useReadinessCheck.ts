import { computed } from 'vue'
import { useNoticesStore } from '../stores/notices'
import { useReadinessRunsStore } from '../stores/tests/testRuns'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'
import type { Editor } from '../stores/editor/editor'

/** The readiness check of one workspace's source: it follows a passed test of the settings as they stand. */
export function useReadinessCheck(editor: Editor) {
  const workspaces = useWorkspacesStore()
  const notices = useNoticesStore()
  const checks = useReadinessRunsStore()
  const run = computed(() => checks.of(editor.id))
  const report = computed(() => editor.view.record?.reports.source[0])

  return {
    run,
    /** Whether there is a source in AWS that passed, as it stands now. */
    isOffered: computed(
      () => !editor.form.source.useLocal && editor.view.sides.source.status.kind === 'passed',
    ),
    /** The source's last report, which has the findings once there are some. */
    report,

    async checkReadiness(): Promise<void> {
      if (checks.isRunning(editor.id)) return
      const result = await checks.checkReadiness({
        id: editor.id,
        workspace: editor.actions.snapshot(),
        secrets: editor.view.changes,
      })
      if (!result.ok) notices.fail(result.failure)
      else if (result.value) workspaces.addReport(editor.id, result.value)
    },
    cancel: () => checks.cancel(editor.id),
  }
}
