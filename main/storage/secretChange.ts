import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import type { SecretMarkers } from '../../domain/secret'
import type { BothSides } from '../../domain/side'
import type { EntryNotes } from './entryNotes'
import type { Keychain } from './keychain'
import { secretNotGiven } from './keychainWords'
import type { SecretPlan } from './secretPlan'

/** A change that the keychain has taken: the markers to write, and what to do when they are written or are not. */
export type BegunChange = {
  markers: BothSides<SecretMarkers>
  finish: () => Promise<void>
  undo: () => Promise<void>
}

/** What a plan is carried out with. */
export type PlanTools = {
  keychain: Keychain
  notes: EntryNotes
  /** Deletes the noted entries that these markers do not name. */
  tidy: (id: string, markers: BothSides<SecretMarkers>) => Promise<Result<null>>
  /** Keeps in memory, or drops from it, what the plan says. */
  hold: (id: string, memory: SecretPlan['memory']) => void
}

/** Does in the keychain what a plan says, all of it or nothing. `before` are the markers that count until it is finished. */
export async function carryOut(
  { keychain, notes, tidy, hold }: PlanTools,
  id: string,
  plan: SecretPlan,
  before: BothSides<SecretMarkers>,
): Promise<Result<BegunChange>> {
  const values = await readValues(keychain, plan)
  if (!values.ok) return values
  const deleted: { entry: string; value: string }[] = []
  async function undo(): Promise<void> {
    for (const { entry, value } of deleted) await keychain.set(entry, value)
    await tidy(id, before)
  }
  if (plan.touched.length > 0) {
    const noted = await notes.add(id, plan.touched)
    if (!noted.ok) return noted
  }
  for (const { entry, value } of values.value) {
    const written = await keychain.set(entry, value)
    if (written.ok) continue
    await undo()
    return written
  }
  for (const entry of plan.deletes) {
    const given = await keychain.get(entry)
    const gone = await keychain.delete(entry)
    if (!gone.ok) {
      await undo()
      return gone
    }
    if (given.ok && given.value !== null) deleted.push({ entry, value: given.value })
  }
  async function finish(): Promise<void> {
    hold(id, plan.memory)
    // What cannot be deleted now is noted, and deleted at the next start.
    await tidy(id, plan.markers)
  }
  return ok({ markers: plan.markers, finish, undo })
}

/** The values to write. All are read before anything is written: a write may replace what another is read from. */
async function readValues(
  keychain: Keychain,
  plan: SecretPlan,
): Promise<Result<{ entry: string; value: string }[]>> {
  const values = []
  for (const { entry, of } of plan.writes) {
    const given = 'value' in of ? ok(of.value) : await keychain.get(of.entry)
    if (!given.ok) return given
    if (given.value === null) return failed(secretNotGiven(process.platform))
    values.push({ entry, value: given.value })
  }
  return ok(values)
}
