import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Result } from '../../domain/result'
import { defaultSettings } from '../../domain/app/settings'
import type { Settings, SettingsChange } from '../../domain/app/settings'
import { api } from '../api'
import { useNoticesStore } from './notices'

/** The settings of the application, and whether their sheet is open. */
export const useSettingsStore = defineStore('settings', () => {
  const notices = useNoticesStore()
  const current = shallowRef<Settings>(defaultSettings)
  const isOpen = ref(false)

  async function take(call: Promise<Result<Settings>>): Promise<void> {
    const result = await call
    if (result.ok) current.value = result.value
    else notices.fail(result.failure)
  }

  const load = (): Promise<void> => take(api.readSettings({}))

  return {
    current,
    isOpen,
    show: (settings: Settings): void => void (current.value = settings),
    load,
    async open(): Promise<void> {
      await load()
      isOpen.value = true
    },
    change: (change: SettingsChange) => take(api.changeSettings(change)),
    reset: () => take(api.resetSettings({})),
    chooseCertificates: () => take(api.chooseCertificates({})),
    removeCertificates: () => take(api.removeCertificates({})),
  }
})
