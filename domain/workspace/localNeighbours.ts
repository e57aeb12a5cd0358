import type { ConnectionForm } from '../connection/connection'
import { canonicalHost, isThisMachine, readPort, readServer } from '../connection/localHost'
import type { Machine } from '../connection/localHost'
import { sides } from '../side'
import { titleOf } from './workspace'
import type { Workspace } from './workspace'

/** An access key and region that a workspace uses on a local instance, and the workspace's name. */
export type LocalIdentity = { localAccessKey: string; localRegion: string; workspace: string }

/** Workspaces that use a pair, by id. Two are kept, so that one remains when the workspace under test is left out. */
type Askers = Map<string, LocalIdentity>

/**
 * Indexes workspaces by the local instances that they use. The function that it returns lists the access keys and
 * regions that other workspaces use on the instance of a form, each once.
 */
export function indexLocalNeighbours(
  workspaces: readonly { id: string; workspace: Workspace }[],
  machine: Machine,
): (form: ConnectionForm, exceptId: string) => LocalIdentity[] {
  const instances = new Map<string, Map<string, Askers>>()
  for (const { id, workspace } of workspaces) {
    for (const side of sides) {
      const instance = localInstanceOf(workspace[side], machine)
      if (instance === undefined) continue
      const localAccessKey = workspace[side].localAccessKey.trim()
      const localRegion = workspace[side].localRegion.trim()
      const pairs = instances.get(instance) ?? new Map<string, Askers>()
      const askers = pairs.get(`${localAccessKey} ${localRegion}`) ?? new Map<string, LocalIdentity>()
      if (askers.size < 2) askers.set(id, { localAccessKey, localRegion, workspace: titleOf(workspace) })
      instances.set(instance, pairs.set(`${localAccessKey} ${localRegion}`, askers))
    }
  }
  return (form, exceptId) => {
    const pairs = instances.get(localInstanceOf(form, machine) ?? '') ?? new Map<string, Askers>()
    return [...pairs.values()].flatMap((askers) => [...askers].find(([id]) => id !== exceptId)?.[1] ?? [])
  }
}

/** Identifies a local instance by one text, whichever of its names is typed; undefined if the form has none. */
export function localInstanceOf(
  { useLocal, server, port }: ConnectionForm,
  machine: Machine,
): string | undefined {
  const reading = readServer(server)
  if (!useLocal || !reading.ok) return undefined
  const { host } = reading.value
  return `${isThisMachine(host, machine) ? 'this machine' : canonicalHost(host)} ${readPort(port)}`
}
