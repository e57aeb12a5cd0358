import type { AccountBookView } from './accounts/accountBook'
import type { MachineView } from './app/machineView'
import type { Settings } from './app/settings'
import type { Result } from './result'
import type { WorkspaceList } from './workspace/workspaceRecord'

/**
 * What the window's first screen shows. It is part of the page, so that the window requests nothing before it paints.
 * `list` is null if the workspaces are still being read; the window then requests them.
 */
export type FirstScreen = {
  machine: MachineView
  settings: Settings
  accounts: Result<AccountBookView>
  list: Result<WorkspaceList> | null
}
