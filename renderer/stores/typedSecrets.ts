import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { hasUnsavedSecret, keepBoth, noChanges, secretNames, secretPlaces } from '../../domain/secret/secret'
import type { SecretChange, SecretChanges, SecretName } from '../../domain/secret/secret'
import type { BothSides, Side } from '../../domain/side'

const untouched = noChanges()

/** What is to be done with secrets when a workspace is saved, typed values among it: held in memory alone. */
export const useTypedSecretsStore = defineStore('typedSecrets', () => {
  const byId = shallowRef<Record<string, BothSides<SecretChanges>>>({})
  /** The secret that each field copies from the other side, so that emptying the field returns to it. */
  const takenOver = shallowRef<Record<string, BothSides<SecretChanges>>>({})

  function of(id: string): BothSides<SecretChanges> {
    return byId.value[id] ?? untouched
  }

  function change(id: string, side: Side, name: SecretName, to: SecretChange): void {
    const present = of(id)
    byId.value = { ...byId.value, [id]: { ...present, [side]: { ...present[side], [name]: to } } }
  }

  /** The change of a secret that is neither typed nor removed: it is kept, or copied from the other side. */
  const resting = (id: string, side: Side, name: SecretName): SecretChange =>
    takenOver.value[id]?.[side][name] ?? { kind: 'keep' }

  const without = <T>(record: Record<string, T>, id: string): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => key !== id))

  return {
    of,
    /** Returns the present changes by id. A computed value that reads this runs again after any change. */
    all: computed(() => {
      const present = byId.value
      return (id: string): BothSides<SecretChanges> => present[id] ?? untouched
    }),
    change,
    resting,
    /** Replaces all changes of a workspace. */
    put(id: string, changes: BothSides<SecretChanges>): void {
      byId.value = { ...byId.value, [id]: changes }
      takenOver.value = {
        ...takenOver.value,
        [id]: { source: takenOverIn(changes.source), destination: takenOverIn(changes.destination) },
      }
    },
    /**
     * Takes typed text, without the white space that comes along when a secret is copied from a terminal. A version of
     * its own ties test results to exactly this value.
     */
    type(id: string, side: Side, name: SecretName, text: string): void {
      const value = text.replace(/\s+/g, '')
      change(
        id,
        side,
        name,
        value === '' ? resting(id, side, name) : { kind: 'set', value, version: crypto.randomUUID() },
      )
    },
    /** Drops the changes that were saved, and keeps what was typed since. */
    settle(id: string, saved: BothSides<SecretChanges>): void {
      if (id in takenOver.value) takenOver.value = without(takenOver.value, id)
      for (const [side, name] of secretPlaces) {
        const present = of(id)[side][name]
        if (present.kind !== 'keep' && present === saved[side][name]) change(id, side, name, { kind: 'keep' })
      }
    },
    drop(id: string): void {
      byId.value = without(byId.value, id)
      takenOver.value = without(takenOver.value, id)
    },
    any: computed(() => Object.values(byId.value).some(hasUnsavedSecret)),
  }
})

function takenOverIn(changes: SecretChanges): SecretChanges {
  const taken = keepBoth()
  for (const name of secretNames) if (changes[name].kind === 'fromOther') taken[name] = changes[name]
  return taken
}
