import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Failure } from '../../domain/failure'

/** The last save that the keychain refused, until the person decides how to go on; null when there is none. */
export const useRefusedSaveStore = defineStore('refusedSave', () => {
  const refused = shallowRef<{ id: string; failure: Failure } | null>(null)
  return { refused }
})
