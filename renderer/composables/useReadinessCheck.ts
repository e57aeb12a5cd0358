import { computed } from 'vue'
import { useNotices } from '../stores/notices'
import { useReadiness } from '../stores/readiness'
import { useWorkspaces } from '../stores/workspaces'
import { plain } from './plain'
import type { Editor } from './editor'

/** The readiness check of one workspace's source: it follows a passed test of the settings as they stand. */
export function useReadinessCheck(editor: Editor) {
  const workspaces = useWorkspaces()
  const notices = useNotices()
  const checks = useReadiness()
  const run = computed(() => checks.of(editor.id))
  const report = computed(() => editor.record.value?.reports.source[0])

  return {
    run,
    /** Whether there is a source in AWS that passed, as it stands now. */
    isOffered: computed(
      () => !editor.form.source.useLocal && editor.view.value.source.status.kind === 'passed',
    ),
    /** The source's last report, which has the findings once there are some. */
    report,

    async check(): Promise<void> {
      if (run.value) return
      const result = await checks.start({
        id: editor.id,
        workspace: plain(editor.form),
        secrets: plain(editor.changes.value),
      })
      if (!result.ok) notices.fail(result.failure)
      else if (result.value) workspaces.addReport(editor.id, result.value)
    },
    cancel: () => checks.cancel(editor.id),
  }
}
