import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { hasTypedSecret, keepBoth, secretNames } from '../../domain/secret'
import type { SecretChange, SecretChanges, SecretName } from '../../domain/secret'
import { sides } from '../../domain/side'
import type { BothSides, Side } from '../../domain/side'

const untouched: BothSides<SecretChanges> = { source: keepBoth(), destination: keepBoth() }

/** What was typed into secret fields and is not saved: held in memory alone, for each workspace. */
export const useTypedSecrets = defineStore('typedSecrets', () => {
  const byId = ref<Record<string, BothSides<SecretChanges>>>({})

  function of(id: string): BothSides<SecretChanges> {
    return byId.value[id] ?? untouched
  }

  function change(id: string, side: Side, name: SecretName, to: SecretChange): void {
    const present = of(id)
    byId.value = { ...byId.value, [id]: { ...present, [side]: { ...present[side], [name]: to } } }
  }

  return {
    of,
    /** All changes as they stand, by id; whoever reads this is told of the next change to any of them. */
    all: computed(() => {
      const present = byId.value
      return (id: string): BothSides<SecretChanges> => present[id] ?? untouched
    }),
    change,
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
        value === '' ? { kind: 'keep' } : { kind: 'set', value, version: crypto.randomUUID() },
      )
    },
    /** Drops the changes that were saved, and keeps what was typed since. */
    settle(id: string, saved: BothSides<SecretChanges>): void {
      for (const side of sides) {
        for (const name of secretNames) {
          if (of(id)[side][name] === saved[side][name]) change(id, side, name, { kind: 'keep' })
        }
      }
    },
    drop(id: string): void {
      byId.value = Object.fromEntries(Object.entries(byId.value).filter(([key]) => key !== id))
    },
    any: computed(() => Object.values(byId.value).some(hasTypedSecret)),
  }
})
