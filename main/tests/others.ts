import type { ConnectionForm } from '../../domain/connection/connection'
import { indexInstances } from '../../domain/workspace/instancePairs'
import type { InstancePair } from '../../domain/workspace/instancePairs'
import type { Machine } from '../../domain/connection/localHost'
import type { WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import type { Workspaces } from '../workspaces/workspaces'

/** What other workspaces, as they are saved, ask the local instance of a form with. */
export type Others = (form: ConnectionForm, exceptId: string) => Promise<InstancePair[]>

/** Answers for all workspaces but one; they are read once, when first asked for. None are known when that fails. */
export function createOthers(workspaces: Workspaces, readMachine: () => Machine): Others {
  async function read(): Promise<ReturnType<typeof indexInstances>> {
    const listed = await workspaces.list()
    const saved = ({ id, saved: workspace }: WorkspaceRecord) => (workspace ? [{ id, workspace }] : [])
    return indexInstances(listed.ok ? listed.value.workspaces.flatMap(saved) : [], readMachine())
  }
  let index: ReturnType<typeof read> | undefined
  return async (form, exceptId) => (await (index ??= read()))(form, exceptId)
}
