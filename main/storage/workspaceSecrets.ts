import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import type { SecretMarker, SecretMarkers, SecretName, SecretState, SecretStates } from '../../domain/secret'
import { sides } from '../../domain/side'
import type { BothSides, Side } from '../../domain/side'
import type { EntryNotes } from './entryNotes'
import type { Keychain } from './keychain'
import { secretNotGiven } from './keychainWords'
import { entriesIn, entryName, planSecrets } from './secretPlan'
import type { SecretRequest } from './secretPlan'

type Markers = BothSides<SecretMarkers>

/** The secrets of all workspaces: those of the keychain, and those that are kept in memory for this run. */
export type WorkspaceSecrets = {
  states: (id: string, markers: Markers) => BothSides<SecretStates>
  /** The secret that takes part for an access key: null when none does; a failure when one was saved and is not given. */
  read: (
    id: string,
    markers: Markers,
    of: { side: Side; name: SecretName; accessKey: string },
  ) => Promise<Result<string | null>>
  /** Does in the keychain what a save asks for, all of it or nothing. */
  begin: (id: string, request: SecretRequest) => Promise<Result<BegunChange>>
  /** Deletes entries that an earlier save left unfinished: those that are noted, and that no marker names. */
  tidy: (id: string, markers: Markers) => Promise<Result<null>>
  /** Deletes every secret of a workspace. */
  forgetAll: (id: string, markers: Markers) => Promise<Result<null>>
  /** Drops what is in memory for a workspace that is gone. */
  dropMemory: (id: string) => void
}

/** A change that the keychain has taken: the markers to write, and what to do when they are written or are not. */
export type BegunChange = { markers: Markers; finish: () => Promise<void>; undo: () => Promise<void> }

/**
 * Opens the secrets. Every version of a secret has an entry of its own, so an earlier one stays whole until the file
 * names the new one, and the writing of the file decides for both.
 */
export function createWorkspaceSecrets(keychain: Keychain, notes: EntryNotes): WorkspaceSecrets {
  const memory = new Map<string, { value: string; marker: SecretMarker }>()
  const memoryKey = (id: string, side: Side, name: SecretName): string => `${id}.${side}.${name}`

  function stateOf(id: string, markers: Markers, side: Side, name: SecretName): SecretState {
    const held = memory.get(memoryKey(id, side, name))
    if (held) return { kind: 'thisRun', ...held.marker }
    const marker = markers[side][name]
    return marker ? { kind: 'saved', ...marker } : { kind: 'none' }
  }

  async function deleteEntries(id: string, entries: string[]): Promise<Result<null>> {
    for (const entry of entries) {
      const gone = await keychain.delete(entry)
      if (!gone.ok) return gone
    }
    return notes.drop(id)
  }

  async function tidy(id: string, markers: Markers): Promise<Result<null>> {
    const noted = await notes.of(id)
    if (!noted.ok || noted.value.length === 0) return noted.ok ? ok(null) : noted
    const named = entriesIn(id, markers)
    return deleteEntries(
      id,
      noted.value.filter((entry) => !named.includes(entry)),
    )
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
      // A secret goes out with the access key that it was saved for, and with no other.
      if (state.kind === 'none' || state.accessKey !== accessKey.trim()) return ok(null)
      const held = memory.get(memoryKey(id, side, name))
      if (held) return ok(held.value)
      const given = await keychain.get(entryName(id, side, name, state.version))
      return given.ok && given.value === null ? failed(secretNotGiven(process.platform)) : given
    },

    async begin(id, request) {
      const plan = planSecrets(id, request)
      const deleted: { entry: string; value: string }[] = []
      async function undo(): Promise<void> {
        for (const { entry, value } of deleted) await keychain.set(entry, value)
        await tidy(id, request.before)
      }
      if (plan.touched.length > 0) {
        const noted = await notes.add(id, plan.touched)
        if (!noted.ok) return noted
      }
      for (const { entry, value } of plan.writes) {
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
        for (const { side, name, held } of plan.memory) {
          if (held) memory.set(memoryKey(id, side, name), held)
          else memory.delete(memoryKey(id, side, name))
        }
        // What cannot be deleted now is noted, and deleted at the next start.
        await tidy(id, plan.markers)
      }
      return ok({ markers: plan.markers, finish, undo })
    },

    async forgetAll(id, markers) {
      const noted = await notes.of(id)
      if (!noted.ok) return noted
      return deleteEntries(id, [...new Set([...entriesIn(id, markers), ...noted.value])])
    },

    dropMemory(id) {
      for (const side of sides) {
        memory.delete(memoryKey(id, side, 'secretKey'))
        memory.delete(memoryKey(id, side, 'sessionToken'))
      }
    },
  }
}
