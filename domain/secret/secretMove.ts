import { keepBoth, secretNames, secretPlaces } from './secret'
import type { SecretChange, SecretChanges, SecretName, SecretState, SecretStates } from './secret'
import { otherSide } from '../side'
import type { BothSides, Side } from '../side'

/** The secrets of a workspace in its form: what is saved, and the requested changes. */
export type FormSecrets = { states: BothSides<SecretStates>; changes: BothSides<SecretChanges> }

/** The changes that swap the secrets of both sides, bound to their access keys. Applying them twice restores them. */
export function swapSecrets(secrets: FormSecrets): BothSides<SecretChanges> {
  return {
    source: takeOver(secrets, 'source'),
    destination: takeOver(secrets, 'destination'),
  }
}

/** The changes that copy the other side's secrets to a side. */
export function takeOver({ states, changes }: FormSecrets, to: Side): SecretChanges {
  const from = otherSide(to)
  const taken = (name: SecretName): SecretChange =>
    moved(changes[from][name], states[from][name], states[to][name])
  return { secretKey: taken('secretKey'), sessionToken: taken('sessionToken') }
}

function moved(change: SecretChange, state: SecretState, own: SecretState): SecretChange {
  // The other side was going to copy its secret from this side, so it is already here.
  if (change.kind === 'fromOther') return { kind: 'keep' }
  if (change.kind === 'set') return change
  const hasNone = change.kind === 'forget' || state.kind === 'none'
  if (hasNone && own.kind === 'none') return { kind: 'keep' }
  return change.kind === 'forget' ? change : { kind: 'fromOther', state }
}

/** Drops typed secrets from the changes, because they are not bound to an access key yet and must not get another. */
export function withoutTyped(changes: SecretChanges): SecretChanges {
  const left = keepBoth()
  for (const name of secretNames) if (changes[name].kind !== 'set') left[name] = changes[name]
  return left
}

/** Whether a side of the form has a secret: typed, or saved for any access key. */
export function hasSecret({ states, changes }: FormSecrets, side: Side): boolean {
  return secretNames.some((name) => {
    const change = changes[side][name]
    if (change.kind === 'fromOther') return change.state.kind !== 'none'
    return change.kind === 'set' || (change.kind === 'keep' && states[side][name].kind !== 'none')
  })
}

/** Whether the secret to be copied from the other side is still the one saved there. */
export function isUpToDate({ states, changes }: FormSecrets): boolean {
  const version = (state: SecretState): string => (state.kind === 'none' ? '' : state.version)
  return secretPlaces.every(([side, name]) => {
    const change = changes[side][name]
    return change.kind !== 'fromOther' || version(change.state) === version(states[otherSide(side)][name])
  })
}
