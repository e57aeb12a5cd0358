import type { SecretStates } from '../secret/secret'
import type { BothSides } from '../side'
import type { TestReport } from '../test/testReport'
import type { Workspace } from './workspace'
import type { SetAside } from '../setAside'

/** One workspace as the window holds it. At least one of `saved` and `draft` is there. */
export type WorkspaceRecord = {
  id: string
  saved: Workspace | null
  savedAt: string | null
  draft: Workspace | null
  /** Set when a newer version of the application wrote the file, or nothing can be written in the folder. */
  readOnly: boolean
  secrets: BothSides<SecretStates>
  /** Newest first. */
  reports: BothSides<TestReport[]>
}

/** What the list is made of. */
export type WorkspaceList = {
  workspaces: WorkspaceRecord[]
  setAside: SetAside[]
  /** Whether the folder of the workspaces can be written to. */
  isWritable: boolean
  lastOpened: string | null
  /** Ids, in no order. */
  favourites: string[]
  /** Ids, the one opened last first. */
  recents: string[]
}
