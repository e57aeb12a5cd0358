import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import type { SecretMarkers } from '../../../domain/secret/secret'
import type { BothSides } from '../../../domain/side'
import type { EntryNotes } from '../records/entryNotes'
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

/**
 * Does in the keychain what a plan says, all of it or nothing. Nothing is deleted: what the file no longer names goes
 * when it is finished, since a kill before that leaves the file as it was. `before` are the markers that count until then.
 */
export async function carryOut(
  { keychain, notes, tidy, hold }: PlanTools,
  id: string,
  plan: SecretPlan,
  before: BothSides<SecretMarkers>,
): Promise<Result<BegunChange>> {
  const values = await readValues(keychain, plan)
  if (!values.ok) return values
  async function undo(): Promise<void> {
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
  // Whoever forgets a secret wants it gone: a keychain that cannot be used refuses now, before the file forgets it too.
  const proven = plan.forgets ? await keychain.prove() : ok(null)
  if (!proven.ok) {
    await undo()
    return proven
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
