import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { secretPlaces } from '../../../domain/secret/secret'
import type { SecretMarkers, SecretName, SecretState, SecretStates } from '../../../domain/secret/secret'
import { sides } from '../../../domain/side'
import type { BothSides, Side } from '../../../domain/side'
import type { EntryNotes } from '../records/entryNotes'
import type { KeptFiles } from '../records/keptFiles'
import type { Keychain } from './keychain'
import { secretNotGiven } from './keychainWords'
import { carryOut } from './secretChange'
import type { BegunChange, PlanTools } from './secretChange'
import { entriesIn, entryName, planCopy, planSecrets } from './secretPlan'
import type { HeldSecret, HeldSecrets, SecretRequest } from './secretPlan'
import { noMarkers } from '../records/workspaceFormat'

type Markers = BothSides<SecretMarkers>

/** The secrets of all workspaces: those in the keychain, and those that are kept in memory for this run. */
export type WorkspaceSecrets = {
  states: (id: string, markers: Markers) => BothSides<SecretStates>
  /**
   * The secret that is used with an access key: null when there is none; a failure when one was saved but the
   * keychain does not return it.
   */
  read: (
    id: string,
    markers: Markers,
    of: { side: Side; name: SecretName; accessKey: string },
  ) => Promise<Result<string | null>>
  /** Makes a save's changes in the keychain, all of them or none. */
  begin: (id: string, request: SecretRequest) => Promise<Result<BegunChange>>
  /** Copies all secrets of a workspace, or none, to a new workspace that is not in the list yet. */
  copy: (id: string, original: { id: string; markers: Markers }) => Promise<Result<BegunChange>>
  /**
   * Deletes the entries that an interrupted save left: those that are noted and that no marker names, neither one of
   * these nor one of the workspace as it is kept for an Undo.
   */
  tidy: (id: string, markers: Markers) => Promise<Result<null>>
  /** Deletes every secret of a workspace. */
  forgetAll: (id: string, markers: Markers) => Promise<Result<null>>
  /** Drops the secrets in memory of a workspace that was deleted for good. */
  dropMemory: (id: string) => void
  /** Remembers the secrets in memory of a workspace as they are now; what it returns puts them back. */
  rememberMemory: (id: string) => () => void
}

/**
 * Opens the secrets. Every version of a secret has its own entry, so the earlier version stays complete until the
 * file names the new one: the write of the file decides which version is in effect.
 */
export function createWorkspaceSecrets(
  keychain: Keychain,
  notes: EntryNotes,
  kept: Pick<KeptFiles, 'markers'>,
): WorkspaceSecrets {
  const memory = new Map<string, HeldSecret>()
  const memoryKey = (id: string, side: Side, name: SecretName): string => `${id}.${side}.${name}`

  const heldBy =
    (id: string): HeldSecrets =>
    (side, name) =>
      memory.get(memoryKey(id, side, name)) ?? null

  function stateOf(id: string, markers: Markers, side: Side, name: SecretName): SecretState {
    const held = memory.get(memoryKey(id, side, name))
    if (held) return { kind: 'thisRun', ...held.marker }
    const marker = markers[side][name]
    return marker ? { kind: 'saved', ...marker } : { kind: 'none' }
  }

  async function deleteOnly(entries: string[]): Promise<Result<null>> {
    for (const entry of entries) {
      const gone = await keychain.delete(entry)
      if (!gone.ok) return gone
    }
    return ok(null)
  }

  async function deleteEntries(id: string, entries: string[]): Promise<Result<null>> {
    const gone = await deleteOnly(entries)
    return gone.ok ? notes.drop(id) : gone
  }

  async function tidy(id: string, markers: Markers): Promise<Result<null>> {
    const noted = await notes.of(id)
    if (!noted.ok || noted.value.length === 0) return noted.ok ? ok(null) : noted
    const before = await kept.markers(id)
    if (!before.ok) return before
    const named = [...entriesIn(id, markers), ...entriesIn(id, before.value ?? noMarkers())]
    const unnamed = noted.value.filter((entry) => !named.includes(entry))
    // While something is kept, notes stay: either it or what is there now will need its entries no longer.
    return before.value ? deleteOnly(unnamed) : deleteEntries(id, unnamed)
  }

  const tools: PlanTools = {
    keychain,
    notes,
    tidy,
    hold(id, slots) {
      for (const { side, name, held } of slots) {
        if (held) memory.set(memoryKey(id, side, name), held)
        else memory.delete(memoryKey(id, side, name))
      }
    },
  }

  return {
    tidy,
    states(id, markers) {
      const statesOf = (side: Side): SecretStates => ({
        secretKey: stateOf(id, markers, side, 'secretKey'),
        sessionToken: stateOf(id, markers, side, 'sessionToken'),
      })
      return { source: statesOf('source'), destination: statesOf('destination') }
    },

    async read(id, markers, { side, name, accessKey }) {
      const state = stateOf(id, markers, side, name)
      // A secret is used only with the access key that it was saved for.
      if (state.kind === 'none' || state.accessKey !== accessKey.trim()) return ok(null)
      const held = memory.get(memoryKey(id, side, name))
      if (held) return ok(held.value)
      const given = await keychain.get(entryName(id, side, name, state.version))
      return given.ok && given.value === null ? failed(secretNotGiven(process.platform)) : given
    },

    begin: (id, request) => carryOut(tools, id, planSecrets(id, request, heldBy(id)), request.before),
    copy: (id, original) =>
      carryOut(tools, id, planCopy(id, { ...original, heldOf: heldBy(original.id) }), noMarkers()),

    async forgetAll(id, markers) {
      const noted = await notes.of(id)
      if (!noted.ok) return noted
      const before = await kept.markers(id)
      if (!before.ok) return before
      const entries = [
        ...entriesIn(id, markers),
        ...entriesIn(id, before.value ?? noMarkers()),
        ...noted.value,
      ]
      return deleteEntries(id, [...new Set(entries)])
    },

    rememberMemory(id) {
      const slots = secretPlaces.map(([side, name]) => ({ side, name, held: heldBy(id)(side, name) }))
      return () => tools.hold(id, slots)
    },

    dropMemory(id) {
      for (const side of sides) {
        memory.delete(memoryKey(id, side, 'secretKey'))
        memory.delete(memoryKey(id, side, 'sessionToken'))
      }
    },
  }
}
