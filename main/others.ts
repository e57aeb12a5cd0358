import type { WorkspaceRecord } from '../domain/workspaceRecord'
import type { Workspace } from '../domain/workspace'
import type { Workspaces } from './workspaces'

/** All workspaces but one as they are saved, read once, when they are first asked for; none when that fails. */
export function createOthers(workspaces: Workspaces): (id: string) => Promise<readonly Workspace[]> {
  let listed: Promise<WorkspaceRecord[]> | undefined
  return async (id) => {
    listed ??= workspaces.list().then((all) => (all.ok ? all.value.workspaces : []))
    return (await listed).flatMap((record) => (record.id !== id && record.saved ? [record.saved] : []))
  }
}
