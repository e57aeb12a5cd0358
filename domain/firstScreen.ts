import type { AccountBookView } from './accounts/accountBook'
import type { MachineView } from './app/machineView'
import type { Settings } from './app/settings'
import type { Result } from './result'
import type { FirstRows } from './list/workspaceRow'
import type { WorkspaceList, WorkspaceRecord } from './workspace/workspaceRecord'

/**
 * What the window's first screen shows. It is part of the page, so that the window requests nothing before it paints.
 * `list` is null if the workspaces are still being read; the window then requests them, and shows `early` meanwhile.
 */
export type FirstScreen = {
  machine: MachineView
  settings: Settings
  accounts: Result<AccountBookView>
  list: Result<WorkspaceList> | null
  early: EarlyList | null
}

/** What is shown until all files are read: rows of an earlier run, and the opened workspace as its file says now. */
export type EarlyList = FirstRows & {
  opened: WorkspaceRecord | null
  /** Ids of these workspaces, in no order. */
  favourites: string[]
}
