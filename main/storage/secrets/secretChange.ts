import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import type { SecretMarkers } from '../../../domain/secret/secret'
import type { BothSides } from '../../../domain/side'
import type { EntryNotes } from '../records/entryNotes'
import type { Keychain } from './keychain'
import { secretNotGiven } from './keychainWords'
import type { SecretPlan } from './secretPlan'

/**
 * A change that the keychain has accepted: the markers to write to the file, `finish` for when they are written, and
 * `undo` for when writing fails.
 */
export type BegunChange = {
  markers: BothSides<SecretMarkers>
  finish: () => Promise<void>
  undo: () => Promise<void>
}

/** What is needed to carry out a plan. */
export type PlanTools = {
  keychain: Keychain
  notes: EntryNotes
  /** Deletes the noted entries that are not among these markers. */
  tidy: (id: string, markers: BothSides<SecretMarkers>) => Promise<Result<null>>
  /** Keeps secrets in memory or drops them, as planned. */
  hold: (id: string, memory: SecretPlan['memory']) => void
}

/**
 * Carries out a plan in the keychain, completely or not at all. Nothing is deleted yet: `finish` deletes the entries
 * that the file no longer names, because if the process is killed before then, the file still names them. `before`
 * are the markers that are in effect until then.
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
  // Forgetting a secret must really delete it, so the keychain is tested before the file drops the secret's marker.
  const proven = plan.forgets ? await keychain.prove() : ok(null)
  if (!proven.ok) {
    await undo()
    return proven
  }
  async function finish(): Promise<void> {
    hold(id, plan.memory)
    // Entries that cannot be deleted now are noted, and the next start deletes them.
    await tidy(id, plan.markers)
  }
  return ok({ markers: plan.markers, finish, undo })
}

/**
 * Reads all values before anything is written, because a write might replace an entry that another value is read
 * from.
 */
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
