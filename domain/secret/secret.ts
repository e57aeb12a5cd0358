import * as v from 'valibot'
import { sides } from '../side'
import type { BothSides, Side } from '../side'
import { tidied } from '../tidied'

/** The names of the secrets of a connection. */
export const secretNames = ['secretKey', 'sessionToken'] as const

/** The two values of a connection that live in the keychain. */
export type SecretName = (typeof secretNames)[number]

/** A place in a workspace that can have a secret. */
export type SecretPlace = readonly [Side, SecretName]

/** The four places of a workspace that can have a secret. */
export const secretPlaces: readonly SecretPlace[] = sides.flatMap((side) =>
  secretNames.map((name) => [side, name] as const),
)

/** A secret without the quotes, spaces, line breaks and invisible signs that pasting brings: AWS issues none with any. */
const secretValue = v.pipe(
  v.string(),
  v.maxLength(100_000),
  v.transform((typed) => tidied(typed).replace(/\s/g, '')),
  v.maxLength(20_000),
)

/** What a workspace file remembers of a secret: that it was saved, when, and for which access key. Never the value. */
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

/** What the window may know of one secret. */
export type SecretState = v.InferOutput<typeof secretStateSchema>
export type SecretStates = Record<SecretName, SecretState>

const anyChange = v.variant('kind', [
  v.object({ kind: v.literal('keep') }),
  v.object({ kind: v.literal('set'), value: secretValue, version: v.pipe(v.string(), v.uuid()) }),
  v.object({ kind: v.literal('forget') }),
  v.object({ kind: v.literal('fromOther'), state: secretStateSchema }),
])

/**
 * What the window asks to be done with one secret. `set` carries the value towards the main process, the only
 * direction a secret travels, with a random version that later ties test results to it. `fromOther` makes it what the
 * other side has saved under the same name, bound to the same access key; the value never leaves the main process, and
 * `state` is what the window knew of it.
 */
export type SecretChange = v.InferOutput<typeof anyChange>

/** A change as it arrives from the window. One that sets nothing but blanks comes out as `keep`. */
export const secretChangeSchema = v.pipe(
  anyChange,
  v.transform((change): SecretChange => (isBlank(change) ? { kind: 'keep' } : change)),
)

function isBlank(change: SecretChange): boolean {
  return change.kind === 'set' && change.value.trim() === ''
}

/** What is asked for both secrets of a connection. */
export const secretChangesSchema = v.object({
  secretKey: secretChangeSchema,
  sessionToken: secretChangeSchema,
})
export type SecretChanges = v.InferOutput<typeof secretChangesSchema>

/** The markers of one connection; an absent name means that no secret was saved. */
export const secretMarkersSchema = v.object({
  secretKey: v.optional(secretMarkerSchema),
  sessionToken: v.optional(secretMarkerSchema),
})
export type SecretMarkers = v.InferOutput<typeof secretMarkersSchema>

/** The saved secret that a form works with: the side's own, or the one that it takes over. */
export function stateInUse(own: SecretState, change: SecretChange): SecretState {
  return change.kind === 'fromOther' ? change.state : own
}

/** How a secret takes part in a form: `otherKey` means that one is saved, but for another access key. */
export type SecretPresence = 'none' | 'saved' | 'typed' | 'otherKey'

/** Whether a secret takes part, given what is saved, what the form asks for, and the access key now in the form. */
export function secretPresence(own: SecretState, change: SecretChange, accessKey: string): SecretPresence {
  const state = stateInUse(own, change)
  if (change.kind === 'set' && !isBlank(change)) return 'typed'
  if (change.kind === 'forget' || state.kind === 'none') return 'none'
  return state.accessKey === accessKey.trim() ? 'saved' : 'otherKey'
}

/** The version of the secret that takes part, `none` when none does. */
export function secretVersion(own: SecretState, change: SecretChange, accessKey: string): string {
  const state = stateInUse(own, change)
  if (change.kind === 'set' && !isBlank(change)) return change.version
  return state.kind !== 'none' && secretPresence(state, change, accessKey) === 'saved'
    ? state.version
    : 'none'
}

/** A change for neither secret. */
export function keepBoth(): SecretChanges {
  return { secretKey: { kind: 'keep' }, sessionToken: { kind: 'keep' } }
}

/** A change for no secret of either side. */
export function noChanges(): BothSides<SecretChanges> {
  return { source: keepBoth(), destination: keepBoth() }
}

/** No secret on either side. */
export function noSecrets(): BothSides<SecretStates> {
  const none = (): SecretStates => ({ secretKey: { kind: 'none' }, sessionToken: { kind: 'none' } })
  return { source: none(), destination: none() }
}

/** Whether closing would lose anything: a typed value exists in memory alone, and so does what a side takes over. */
export function hasUnsavedSecret(changes: BothSides<SecretChanges>): boolean {
  return secretPlaces.some(([side, name]) => {
    const change = changes[side][name]
    return change.kind === 'fromOther' || (change.kind === 'set' && !isBlank(change))
  })
}
