import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Result } from '../../domain/result'
import { defaultSettings } from '../../domain/settings'
import type { Settings } from '../../domain/settings'
import { api } from '../api'
import { useNotices } from './notices'

/** The settings of the application, and whether their sheet is open. */
export const useSettings = defineStore('settings', () => {
  const notices = useNotices()
  const current = shallowRef<Settings>(defaultSettings)
  const isOpen = ref(false)

  async function take(call: Promise<Result<Settings>>): Promise<void> {
    const result = await call
    if (result.ok) current.value = result.value
    else notices.fail(result.failure)
  }

  return {
    current,
    isOpen,
    load: () => take(api.readSettings({})),
    open: (): void => void (isOpen.value = true),
    setDeadline: (deadlineSeconds: number) => take(api.setDeadline({ deadlineSeconds })),
    setReadinessAfterTest: (on: boolean) => take(api.setReadinessAfterTest({ on })),
    chooseCertificates: () => take(api.chooseCertificates({})),
    removeCertificates: () => take(api.removeCertificates({})),
  }
})
