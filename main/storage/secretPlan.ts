import { secretNames } from '../../domain/secret'
import type { SecretChanges, SecretMarker, SecretMarkers, SecretName } from '../../domain/secret'
import { sides } from '../../domain/side'
import type { BothSides, Side } from '../../domain/side'
import type { Workspace } from '../../domain/workspace'

/** What a save asks for: the markers as they are, and what is to become of each secret. */
export type SecretRequest = {
  before: BothSides<SecretMarkers>
  workspace: Workspace
  changes: BothSides<SecretChanges>
  thisRunOnly: boolean
  savedAt: string
}

/** What has to be done for a save, in the keychain, in memory and in the file. */
export type SecretPlan = {
  markers: BothSides<SecretMarkers>
  writes: { entry: string; value: string }[]
  deletes: string[]
  /** Every entry that is written, deleted, or no longer needed once the file is written. */
  touched: string[]
  memory: { side: Side; name: SecretName; held: { value: string; marker: SecretMarker } | null }[]
}

/** The name of the keychain entry of one version of a secret. */
export function entryName(id: string, side: Side, name: SecretName, version: string): string {
  return [id, side, name, version].join('.')
}

/** The names of all entries that markers stand for. */
export function entriesIn(id: string, markers: BothSides<SecretMarkers>): string[] {
  return sides.flatMap((side) =>
    secretNames.flatMap((name) => {
      const marker = markers[side][name]
      return marker ? [entryName(id, side, name, marker.version)] : []
    }),
  )
}

/** Works out what a save does with the secrets; nothing is done yet. */
export function planSecrets(id: string, request: SecretRequest): SecretPlan {
  const { before, workspace, changes, thisRunOnly, savedAt } = request
  const markers = structuredClone(before)
  const plan: SecretPlan = { markers, writes: [], deletes: [], touched: [], memory: [] }
  for (const side of sides) {
    for (const name of secretNames) {
      const change = changes[side][name]
      if (change.kind === 'keep') continue
      const old = before[side][name]
      const oldEntry = old ? [entryName(id, side, name, old.version)] : []
      if (change.kind === 'forget') {
        plan.deletes.push(...oldEntry)
        plan.touched.push(...oldEntry)
        plan.memory.push({ side, name, held: null })
        Reflect.deleteProperty(markers[side], name)
        continue
      }
      const marker = { savedAt, accessKey: workspace[side].accessKey.trim(), version: change.version }
      if (thisRunOnly) {
        plan.memory.push({ side, name, held: { value: change.value, marker } })
        continue
      }
      const entry = entryName(id, side, name, change.version)
      plan.writes.push({ entry, value: change.value })
      plan.touched.push(...oldEntry, entry)
      plan.memory.push({ side, name, held: null })
      markers[side][name] = marker
    }
  }
  return plan
}
