import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { counted } from '../../domain/counted'
import type { Failure } from '../../domain/failure'
import { api } from '../api'
import { useNoticesStore } from './notices'

/** The export, and whether its sheet is open. */
export const useExportingStore = defineStore('exporting', () => {
  const notices = useNoticesStore()
  const isOpen = ref(false)
  const running = ref(false)
  const failure = shallowRef<Failure>()
  /** The workspaces that the sheet was opened for; empty if it was opened for none in particular. */
  const pointedAt = shallowRef<readonly string[]>([])

  return {
    isOpen,
    running,
    failure,
    pointedAt,

    open(ids: readonly string[] = []): void {
      pointedAt.value = ids
      failure.value = undefined
      isOpen.value = true
    },

    /** Exports what is saved of these workspaces; the sheet closes when a file was written. */
    async run(ids: string[], passphrase: string | null): Promise<void> {
      running.value = true
      const result = await api.exportWorkspaces({ ids, passphrase })
      running.value = false
      failure.value = result.ok ? undefined : result.failure
      if (!result.ok || result.value === null) return
      const { file, workspaces, secrets } = result.value
      const held =
        passphrase === null
          ? 'The file holds no secrets.'
          : `The file holds ${counted(secrets, 'secret')}, encrypted.`
      notices.show(`Exported ${counted(workspaces, 'workspace')} to ${file}. ${held}`)
      isOpen.value = false
    },
  }
})
