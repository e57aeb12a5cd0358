import type { AccountBookView } from './accounts/accountBook'
import type { MachineView } from './app/machineView'
import type { Settings } from './app/settings'
import type { Result } from './result'
import type { FirstRows } from './list/workspaceRow'
import type { WorkspaceList } from './list/workspaceList'
import type { WorkspaceRecord } from './workspace/workspaceRecord'

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
  /** The workspace that was open last, or else the first of the list, as its file says now. */
  opened: WorkspaceRecord | null
}

/** What is shown until all files are read: rows of an earlier run. */
export type EarlyList = FirstRows & {
  /** Ids of these workspaces, in no order. */
  favourites: string[]
}
