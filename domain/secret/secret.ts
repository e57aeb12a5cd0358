import * as v from 'valibot'
import { sides } from '../side'
import type { BothSides, Side } from '../side'
import { tidied } from '../tidied'

/** The names of the secrets of a connection. */
export const secretNames = ['secretKey', 'sessionToken'] as const

/** The two values of a connection that live in the keychain. */
export type SecretName = (typeof secretNames)[number]

/** A place in a workspace that can hold a secret. */
export type SecretPlace = readonly [Side, SecretName]

/** The four places in a workspace that can hold a secret. */
export const secretPlaces: readonly SecretPlace[] = sides.flatMap((side) =>
  secretNames.map((name) => [side, name] as const),
)

/** Removes quotes, spaces, line breaks and invisible characters from a pasted secret; AWS's secrets have none. */
const secretValue = v.pipe(
  v.string(),
  v.maxLength(100_000),
  v.transform((typed) => tidied(typed).replace(/\s/g, '')),
  v.maxLength(20_000),
)

/** What a workspace file records about a secret: that it was saved, when, and for which access key. Never the value. */
export const secretMarkerSchema = v.object({
  savedAt: v.pipe(v.string(), v.maxLength(100)),
  accessKey: v.pipe(v.string(), v.maxLength(20_000)),
  version: v.pipe(v.string(), v.maxLength(100)),
})
export type SecretMarker = v.InferOutput<typeof secretMarkerSchema>

const secretStateSchema = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.picklist(['saved', 'thisRun']), ...secretMarkerSchema.entries }),
])

/** What the window may know about a secret. */
export type SecretState = v.InferOutput<typeof secretStateSchema>
export type SecretStates = Record<SecretName, SecretState>

const anyChange = v.variant('kind', [
  v.object({ kind: v.literal('keep') }),
  v.object({ kind: v.literal('set'), value: secretValue, version: v.pipe(v.string(), v.uuid()) }),
  v.object({ kind: v.literal('forget') }),
  v.object({ kind: v.literal('fromOther'), state: secretStateSchema }),
])

/**
 * A change of one secret, requested by the window. `set` carries the value to the main process, the only direction a
 * secret travels, with a random version that identifies it in test results. `fromOther` copies the other side's saved
 * secret of the same name, bound to the same access key; its value never leaves the main process, and `state` is what
 * the window knew about it.
 */
export type SecretChange = v.InferOutput<typeof anyChange>

/** A change from the window. Setting a blank value becomes `keep`. */
export const secretChangeSchema = v.pipe(
  anyChange,
  v.transform((change): SecretChange => (isBlank(change) ? { kind: 'keep' } : change)),
)

function isBlank(change: SecretChange): boolean {
  return change.kind === 'set' && change.value.trim() === ''
}

/** The changes of both secrets of a connection. */
export const secretChangesSchema = v.object({
  secretKey: secretChangeSchema,
  sessionToken: secretChangeSchema,
})
export type SecretChanges = v.InferOutput<typeof secretChangesSchema>

/** The records of a connection's secrets; an absent name means that no secret was saved. */
export const secretMarkersSchema = v.object({
  secretKey: v.optional(secretMarkerSchema),
  sessionToken: v.optional(secretMarkerSchema),
})
export type SecretMarkers = v.InferOutput<typeof secretMarkersSchema>

/** The saved secret that a form uses: the side's own, or the one copied from the other side. */
export function stateInUse(own: SecretState, change: SecretChange): SecretState {
  return change.kind === 'fromOther' ? change.state : own
}

/** Whether a form has a secret; `otherKey` means that one is saved, but for another access key. */
export type SecretPresence = 'none' | 'saved' | 'typed' | 'otherKey'

/** Whether a form has a secret, given what is saved, the requested change and the form's access key. */
export function secretPresence(own: SecretState, change: SecretChange, accessKey: string): SecretPresence {
  const state = stateInUse(own, change)
  if (change.kind === 'set' && !isBlank(change)) return 'typed'
  if (change.kind === 'forget' || state.kind === 'none') return 'none'
  return state.accessKey === accessKey.trim() ? 'saved' : 'otherKey'
}

/** The version of the secret in use; `none` without one. */
export function secretVersion(own: SecretState, change: SecretChange, accessKey: string): string {
  const state = stateInUse(own, change)
  if (change.kind === 'set' && !isBlank(change)) return change.version
  return state.kind !== 'none' && secretPresence(state, change, accessKey) === 'saved'
    ? state.version
    : 'none'
}

/** Keeps both secrets of a side. */
export function keepBoth(): SecretChanges {
  return { secretKey: { kind: 'keep' }, sessionToken: { kind: 'keep' } }
}

/** Keeps all secrets of both sides. */
export function noChanges(): BothSides<SecretChanges> {
  return { source: keepBoth(), destination: keepBoth() }
}

/** No secret on either side. */
export function noSecrets(): BothSides<SecretStates> {
  const none = (): SecretStates => ({ secretKey: { kind: 'none' }, sessionToken: { kind: 'none' } })
  return { source: none(), destination: none() }
}

/** Whether closing would lose a change: typed and copied secrets exist only in memory. */
export function hasUnsavedSecret(changes: BothSides<SecretChanges>): boolean {
  return secretPlaces.some(([side, name]) => {
    const change = changes[side][name]
    return change.kind === 'fromOther' || (change.kind === 'set' && !isBlank(change))
  })
}
