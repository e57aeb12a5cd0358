import type { ConnectionForm } from '../../domain/connection/connection'
import { indexLocalNeighbours } from '../../domain/workspace/localNeighbours'
import type { LocalIdentity } from '../../domain/workspace/localNeighbours'
import type { Machine } from '../../domain/connection/localHost'
import type { WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import type { Workspaces } from '../workspaces/workspaces'

/** What other workspaces, as they are saved, ask the local instance of a form with. */
export type LocalNeighbours = (form: ConnectionForm, exceptId: string) => Promise<LocalIdentity[]>

/** Answers for all workspaces but one; they are read once, when first asked for. None are known when that fails. */
export function createLocalNeighbours(workspaces: Workspaces, readMachine: () => Machine): LocalNeighbours {
  async function read(): Promise<ReturnType<typeof indexLocalNeighbours>> {
    const listed = await workspaces.list()
    const saved = ({ id, saved: workspace }: WorkspaceRecord) => (workspace ? [{ id, workspace }] : [])
    return indexLocalNeighbours(listed.ok ? listed.value.workspaces.flatMap(saved) : [], readMachine())
  }
  let index: ReturnType<typeof read> | undefined
  return async (form, exceptId) => (await (index ??= read()))(form, exceptId)
}
