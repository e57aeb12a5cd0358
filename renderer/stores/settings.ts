import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Failure } from '../../domain/failure'
import type { Result } from '../../domain/result'
import { defaultSettings } from '../../domain/app/settings'
import type { CertificatesView, Settings, SettingsChange } from '../../domain/app/settings'
import { api } from '../api'
import { useNoticesStore } from './notices'
import { usePagesStore } from './pages'

/** The settings of the application, which stand on a page of their own. */
export const useSettingsStore = defineStore('settings', () => {
  const notices = useNoticesStore()
  const current = shallowRef<Settings>(defaultSettings)
  const pages = usePagesStore()
  /** A deadline that was typed and cannot be kept; it waits for its correction while the page is left. */
  const typedDeadline = ref<string | null>(null)
  /** What the chosen file of certificates holds, null without one; or why it, or another one, was not read. */
  const certificates = shallowRef<CertificatesView | null>(null)
  const certificateFailure = shallowRef<Failure | null>(null)

  async function take(call: Promise<Result<Settings>>): Promise<void> {
    const result = await call
    if (result.ok) current.value = result.value
    else notices.fail(result.failure)
  }

  async function describeCertificates(): Promise<void> {
    const result = await api.describeCertificates({})
    certificates.value = result.ok ? result.value : null
    certificateFailure.value = result.ok ? null : result.failure
  }

  const load = (): Promise<void> => take(api.readSettings({}))

  return {
    current,
    show: (settings: Settings): void => void (current.value = settings),
    load,
    async open(): Promise<void> {
      await Promise.all([load(), describeCertificates()])
      pages.show('settings')
    },
    change: (change: SettingsChange) => take(api.changeSettings(change)),
    typedDeadline,
    certificates,
    certificateFailure,
    async reset(): Promise<void> {
      await take(api.resetSettings({}))
      typedDeadline.value = null
      await describeCertificates()
    },
    /** Lets a person choose a file. A refused one is said beside the one that stays. */
    async chooseCertificates(): Promise<void> {
      const result = await api.chooseCertificates({})
      if (!result.ok) return void (certificateFailure.value = result.failure)
      current.value = result.value
      await describeCertificates()
    },
    async removeCertificates(): Promise<void> {
      await take(api.removeCertificates({}))
      await describeCertificates()
    },
  }
})
