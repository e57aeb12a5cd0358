import type { ConnectionForm } from './connection'
import { readPort, readServer, sameHost } from './localHost'
import type { Machine } from './localHost'
import { sides } from './side'
import { titleOf } from './workspace'
import type { Workspace } from './workspace'

/** An access key and region that a workspace asks a local instance with, and the workspace's name. */
export type InstancePair = { localAccessKey: string; localRegion: string; workspace: string }

/** What workspaces ask the same local instance with as a form does, one entry for each side that is there. */
export function pairsOnInstance(
  form: ConnectionForm,
  workspaces: readonly Workspace[],
  machine: Machine,
): InstancePair[] {
  return workspaces.flatMap((workspace) =>
    sides
      .map((side) => workspace[side])
      .filter((other) => form.useLocal && other.useLocal && sameAddress(form, other, machine))
      .map(({ localAccessKey, localRegion }) => ({
        localAccessKey: localAccessKey.trim(),
        localRegion: localRegion.trim(),
        workspace: titleOf(workspace),
      })),
  )
}

function sameAddress(a: ConnectionForm, b: ConnectionForm, machine: Machine): boolean {
  const [first, second] = [readServer(a.server), readServer(b.server)]
  if (!first.ok || !second.ok || readPort(a.port) !== readPort(b.port)) return false
  return sameHost(first.value.host, second.value.host, machine)
}
