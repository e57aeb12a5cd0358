import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { keepBoth, noChanges, noSecrets, secretChangeSchema, secretPresence, secretVersion } from './secret'
import type { SecretChange, SecretState } from './secret'
import { hasSecret, isUpToDate, swapSecrets, takeOver, withoutTyped } from './secretMove'
import type { FormSecrets } from './secretMove'
import { otherSide, sides } from '../side'
import type { BothSides, Side } from '../side'

const none: SecretState = { kind: 'none' }
const saved = (version: string): SecretState => ({ kind: 'saved', savedAt: '', accessKey: 'key', version })
const set = (value: string): SecretChange => ({ kind: 'set', value, version: value })
const keep: SecretChange = { kind: 'keep' }
const forget: SecretChange = { kind: 'forget' }

/** Secret keys in every state with every change; session tokens stay out of the way. */
const every: FormSecrets[] = [none, saved('a')].flatMap((ofSource) =>
  [none, saved('b')].flatMap((ofDestination) => {
    const states = noSecrets()
    states.source.secretKey = ofSource
    states.destination.secretKey = ofDestination
    const choices = (other: SecretState, typed: string): SecretChange[] => [
      keep,
      forget,
      set(typed),
      { kind: 'fromOther', state: other },
    ]
    return choices(ofDestination, 's').flatMap((source) =>
      choices(ofSource, 'd').map((destination) => ({
        states,
        changes: {
          source: { ...keepBoth(), secretKey: source },
          destination: { ...keepBoth(), secretKey: destination },
        },
      })),
    )
  }),
)

/** What a side's secret key will be once the form is saved. */
function outcome({ states, changes }: FormSecrets, side: Side): string {
  const change = changes[side].secretKey
  if (change.kind === 'set') return change.value
  if (change.kind === 'forget') return 'none'
  const state = states[change.kind === 'keep' ? side : otherSide(side)].secretKey
  return state.kind === 'none' ? 'none' : state.version
}
const outcomes = (secrets: FormSecrets): BothSides<string> => ({
  source: outcome(secrets, 'source'),
  destination: outcome(secrets, 'destination'),
})

it('swapping exchanges saved, typed and forgotten secrets, and swapping twice restores them', () => {
  expect(every).toHaveLength(64)
  for (const secrets of every) {
    const before = outcomes(secrets)
    const once = { ...secrets, changes: swapSecrets(secrets) }
    expect(outcomes(once)).toEqual({ source: before.destination, destination: before.source })
    expect(isUpToDate(once)).toBe(true)
    expect(outcomes({ ...secrets, changes: swapSecrets(once) })).toEqual(before)
  }
})

it('taking over leaves the other side as it is', () => {
  for (const secrets of every) {
    const changes = { ...secrets.changes, destination: takeOver(secrets, 'destination') }
    const { source } = outcomes(secrets)
    expect(outcomes({ ...secrets, changes })).toEqual({ source, destination: source })
  }
})

it('swapping a form without secrets changes nothing', () => {
  const nothing = { states: noSecrets(), changes: noChanges() }
  expect(swapSecrets(nothing)).toEqual(nothing.changes)
})

it('what is left behind is without what was typed', () => {
  const changes = { secretKey: set('s'), sessionToken: forget }
  expect(withoutTyped(changes)).toEqual({ secretKey: keep, sessionToken: forget })
})

it('a side has a secret when one will be there', () => {
  for (const secrets of every) {
    for (const side of sides) expect(hasSecret(secrets, side)).toBe(outcome(secrets, side) !== 'none')
  }
})

it('is not up to date once something else is saved on the other side', () => {
  const [secrets] = every.filter(({ changes }) => changes.source.secretKey.kind === 'fromOther').slice(-1)
  if (!secrets) throw new Error('There is one.')
  expect(isUpToDate(secrets)).toBe(true)
  for (const secretKey of [none, saved('c')]) {
    const states = { ...secrets.states, destination: { ...secrets.states.destination, secretKey } }
    expect(isUpToDate({ ...secrets, states })).toBe(false)
  }
})

describe('a secret from the other side', () => {
  const change: SecretChange = { kind: 'fromOther', state: saved('b') }

  it('arrives from the window as it was sent, and never with a value', () => {
    expect(v.parse(secretChangeSchema, change)).toEqual(change)
    expect(v.parse(secretChangeSchema, { ...change, value: 'v' })).toEqual(change)
    expect(v.safeParse(secretChangeSchema, { kind: 'fromOther' }).success).toBe(false)
  })

  it('is used only for the access key that it was saved for', () => {
    expect(secretPresence(saved('a'), change, ' key ')).toBe('saved')
    expect(secretVersion(saved('a'), change, 'key')).toBe('b')
    expect(secretPresence(none, change, 'another')).toBe('otherKey')
    expect(secretVersion(none, change, 'another')).toBe('none')
    expect(secretPresence(saved('a'), { kind: 'fromOther', state: none }, 'key')).toBe('none')
  })
})
