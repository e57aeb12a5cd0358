import type { SecretStates } from '../secret/secret'
import type { BothSides } from '../side'
import type { TestReport } from '../test/testReport'
import type { Workspace } from './workspace'

/** One workspace as the window holds it once it is opened. It has `saved`, `draft` or both. */
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
