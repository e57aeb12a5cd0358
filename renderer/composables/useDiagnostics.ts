import { describeDiagnostics } from '../../domain/app/diagnostics'
import { useApplicationStore } from '../stores/application'
import { useClipboardStore } from '../stores/clipboard'
import { useMachineStore } from '../stores/machine'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'

/** What is copied for the report of a problem. */
export function useDiagnostics() {
  const application = useApplicationStore()
  const clipboard = useClipboardStore()
  const machine = useMachineStore()
  const workspaces = useWorkspacesStore()

  return {
    /** Copies versions, system, keychain and the last results of the opened workspace, without names and secrets. */
    async copyDiagnostics(): Promise<void> {
      const about = await application.load()
      if (!about) return
      const text = describeDiagnostics(about, machine.view.keychain, workspaces.opened?.reports)
      await clipboard.copy(text, 'Copied diagnostics, without names and secrets. Paste them into the report.')
    },
  }
}
