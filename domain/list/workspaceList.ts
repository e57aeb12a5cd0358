import type { SetAside } from '../setAside'
import type { WorkspaceRow } from './workspaceRow'

/** All workspaces, as rows for the window and as records for what is done with many of them. */
export type WorkspaceList<W = WorkspaceRow> = {
  workspaces: W[]
  setAside: SetAside[]
  /** Whether the folder of the workspaces can be written to. */
  isWritable: boolean
  lastOpened: string | null
  /** Ids, in no order. */
  favourites: string[]
  /** Ids, most recently opened first. */
  recents: string[]
  /** When these were opened last, by id, as far as it is known. */
  openedAt: Record<string, string>
}

/** What changed of the list since it was sent, or since the last such change. */
export type ListChange = {
  rows: WorkspaceRow[]
  /** Workspaces that are not there any more. */
  gone: string[]
  /** Those of `rows` and `gone` whose files were changed by something other than this application. */
  fromOutside: string[]
  setAside: SetAside[]
}

/** Some rows of the list; `end` is what else there is to say of it, and comes with the last ones. */
export type ListPart = { rows: WorkspaceRow[]; end: Omit<WorkspaceList, 'workspaces'> | null }
