import { secretPlaces } from '../../../domain/secret/secret'
import type { SecretChanges, SecretMarker, SecretMarkers, SecretName } from '../../../domain/secret/secret'
import { otherSide } from '../../../domain/side'
import type { BothSides, Side } from '../../../domain/side'
import type { Workspace } from '../../../domain/workspace/workspace'

/** The input of a save: the current markers, and the change to each secret. */
export type SecretRequest = {
  before: BothSides<SecretMarkers>
  workspace: Workspace
  changes: BothSides<SecretChanges>
  thisRunOnly: boolean
  savedAt: string
}

/** A secret that is kept in memory for this run. */
export type HeldSecret = { value: string; marker: SecretMarker }

/** The secrets of a workspace that are kept in memory for this run. */
export type HeldSecrets = (side: Side, name: SecretName) => HeldSecret | null

/** What a save has to do in the keychain, in memory and in the file. */
export type SecretPlan = {
  markers: BothSides<SecretMarkers>
  /** The value to write: either given, or read from another entry before anything is written. */
  writes: { entry: string; of: { value: string } | { entry: string } }[]
  /** Whether a secret is forgotten without being replaced. */
  forgets: boolean
  /** Every entry that is written, or that is no longer named once the file is written. */
  touched: string[]
  memory: { side: Side; name: SecretName; held: HeldSecret | null }[]
}

/** The name of the keychain entry of one version of a secret. */
export function entryName(id: string, side: Side, name: SecretName, version: string): string {
  return [id, side, name, version].join('.')
}

/** The names of all entries that markers stand for. */
export function entriesIn(id: string, markers: BothSides<SecretMarkers>): string[] {
  return secretPlaces.flatMap(([side, name]) => {
    const marker = markers[side][name]
    return marker ? [entryName(id, side, name, marker.version)] : []
  })
}

/** One secret of a workspace. */
type Slot = { id: string; side: Side; name: SecretName }

/** The next state of one secret, in the keychain and in memory. */
type Next = {
  saved?: { marker: SecretMarker; of: SecretPlan['writes'][number]['of'] } | undefined
  held: HeldSecret | null
}

/** Plans what a save does with the secrets, without doing it. */
export function planSecrets(id: string, request: SecretRequest, heldOf: HeldSecrets): SecretPlan {
  const { before, changes, thisRunOnly } = request
  const plan: SecretPlan = { ...blankPlan(), markers: structuredClone(before) }
  for (const [side, name] of secretPlaces) {
    const slot = { id, side, name }
    const change = changes[side][name]
    if (change.kind === 'keep') continue
    if (change.kind === 'set' && thisRunOnly) {
      plan.memory.push({
        side,
        name,
        held: { value: change.value, marker: typedMarker(change, side, request) },
      })
      continue
    }
    const old = before[side][name]
    const oldEntries = old ? [entryName(id, side, name, old.version)] : []
    plan.touched.push(...oldEntries)
    if (change.kind === 'set') {
      const saved = { marker: typedMarker(change, side, request), of: { value: change.value } }
      become(plan, slot, { saved, held: null })
    } else if (change.kind === 'fromOther') {
      become(plan, slot, copyOf({ ...slot, side: otherSide(side) }, before, heldOf))
    } else {
      plan.forgets ||= oldEntries.length > 0
      become(plan, slot, { held: null })
    }
  }
  return plan
}

/** Plans how the secrets of a workspace are copied to a new one, bound to the same access keys. */
export function planCopy(
  id: string,
  original: { id: string; markers: BothSides<SecretMarkers>; heldOf: HeldSecrets },
): SecretPlan {
  const plan = blankPlan()
  for (const [side, name] of secretPlaces) {
    const from = { id: original.id, side, name }
    become(plan, { id, side, name }, copyOf(from, original.markers, original.heldOf))
  }
  return plan
}

function blankPlan(): SecretPlan {
  return { markers: { source: {}, destination: {} }, writes: [], forgets: false, touched: [], memory: [] }
}

function typedMarker(
  { version }: { version: string },
  side: Side,
  { savedAt, workspace }: SecretRequest,
): SecretMarker {
  return { savedAt, accessKey: workspace[side].accessKey.trim(), version }
}

/** The next state of a secret that becomes a copy of this one. */
function copyOf({ id, side, name }: Slot, markers: BothSides<SecretMarkers>, heldOf: HeldSecrets): Next {
  const marker = markers[side][name]
  const saved = marker && { marker, of: { entry: entryName(id, side, name, marker.version) } }
  return { saved, held: heldOf(side, name) }
}

function become(plan: SecretPlan, { id, side, name }: Slot, { saved, held }: Next): void {
  plan.memory.push({ side, name, held })
  Reflect.deleteProperty(plan.markers[side], name)
  if (!saved) return
  const entry = entryName(id, side, name, saved.marker.version)
  plan.writes.push({ entry, of: saved.of })
  plan.touched.push(entry)
  plan.markers[side][name] = saved.marker
}
