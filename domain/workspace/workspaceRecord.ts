import type { SecretStates } from '../secret/secret'
import type { BothSides } from '../side'
import type { TestReport } from '../test/testReport'
import type { Workspace } from './workspace'
import type { SetAside } from '../setAside'

/** One workspace as the window holds it. It has `saved`, `draft` or both. */
export type WorkspaceRecord = {
  id: string
  saved: Workspace | null
  savedAt: string | null
  draft: Workspace | null
  /** Set if a newer version of the application wrote the file, or the folder is read-only. */
  readOnly: boolean
  secrets: BothSides<SecretStates>
  /** Newest first. */
  reports: BothSides<TestReport[]>
}

/** What the list shows. */
export type WorkspaceList = {
  workspaces: WorkspaceRecord[]
  setAside: SetAside[]
  /** Whether the folder of the workspaces can be written to. */
  isWritable: boolean
  lastOpened: string | null
  /** Ids, in no order. */
  favourites: string[]
  /** Ids, most recently opened first. */
  recents: string[]
}
