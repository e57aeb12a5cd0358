import { keepBoth, secretNames, secretPlaces } from './secret'
import type { SecretChange, SecretChanges, SecretName, SecretState, SecretStates } from './secret'
import { otherSide } from '../side'
import type { BothSides, Side } from '../side'

/** The secrets of a workspace in its form: what is saved, and what is asked to be done with it. */
export type FormSecrets = { states: BothSides<SecretStates>; changes: BothSides<SecretChanges> }

/** The changes after which each side has the secrets of the other, bound to their access keys. Twice leads back. */
export function swapSecrets(secrets: FormSecrets): BothSides<SecretChanges> {
  return {
    source: takeOver(secrets, 'source'),
    destination: takeOver(secrets, 'destination'),
  }
}

/** The changes after which a side has the secrets of the other, which keeps them. */
export function takeOver({ states, changes }: FormSecrets, to: Side): SecretChanges {
  const from = otherSide(to)
  const taken = (name: SecretName): SecretChange =>
    moved(changes[from][name], states[from][name], states[to][name])
  return { secretKey: taken('secretKey'), sessionToken: taken('sessionToken') }
}

function moved(change: SecretChange, state: SecretState, own: SecretState): SecretChange {
  // What the other side was to take from here is here already.
  if (change.kind === 'fromOther') return { kind: 'keep' }
  if (change.kind === 'set') return change
  const hasNone = change.kind === 'forget' || state.kind === 'none'
  if (hasNone && own.kind === 'none') return { kind: 'keep' }
  return change.kind === 'forget' ? change : { kind: 'fromOther', state }
}

/** The changes without what was typed: it is bound to no access key yet, and must not meet another one. */
export function withoutTyped(changes: SecretChanges): SecretChanges {
  const left = keepBoth()
  for (const name of secretNames) if (changes[name].kind !== 'set') left[name] = changes[name]
  return left
}

/** Whether a side of the form has a secret, saved for whichever access key, or typed. */
export function hasSecret({ states, changes }: FormSecrets, side: Side): boolean {
  return secretNames.some((name) => {
    const change = changes[side][name]
    if (change.kind === 'fromOther') return change.state.kind !== 'none'
    return change.kind === 'set' || (change.kind === 'keep' && states[side][name].kind !== 'none')
  })
}

/** Whether what one side is to take over from the other is still what is saved there. */
export function isUpToDate({ states, changes }: FormSecrets): boolean {
  const version = (state: SecretState): string => (state.kind === 'none' ? '' : state.version)
  return secretPlaces.every(([side, name]) => {
    const change = changes[side][name]
    return change.kind !== 'fromOther' || version(change.state) === version(states[otherSide(side)][name])
  })
}
