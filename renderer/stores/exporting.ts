import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Failure } from '../../domain/failure'
import { api } from '../api'
import { useNotices } from './notices'

/** The export, and whether its sheet is open. */
export const useExporting = defineStore('exporting', () => {
  const notices = useNotices()
  const isOpen = ref(false)
  const running = ref(false)
  const failure = shallowRef<Failure>()

  return {
    isOpen,
    running,
    failure,

    open(): void {
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
      const { file, workspaces, secrets, blanked } = result.value
      const held =
        passphrase === null
          ? 'No secret is in the file.'
          : `${secrets === 1 ? '1 secret is' : `${secrets} secrets are`} in it, encrypted.`
      notices.tell(
        `${workspaces === 1 ? '1 workspace is' : `${workspaces} workspaces are`} exported to ${file}. ${held}`,
      )
      if (blanked.length > 0) {
        notices.fail({
          code: 'invalidInput',
          message: `Left blank in ${file}, since it reads like a secret: ${inShort(blanked)}.`,
          remedy: 'Correct the field here, then export again.',
        })
      }
      isOpen.value = false
    },
  }
})

function inShort(places: readonly string[]): string {
  const more = places.length - 3
  return `${places.slice(0, 3).join('; ')}${more > 0 ? ` and ${more} more` : ''}`
}
