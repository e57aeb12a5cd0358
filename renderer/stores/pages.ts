import { defineStore } from 'pinia'
import { ref } from 'vue'

/** A page that stands in place of the opened workspace, which goes on meanwhile. */
export type Page = 'settings' | 'import' | 'causes' | 'commandLine'

/** Which page stands in place of the opened workspace; null shows the workspace. */
export const usePagesStore = defineStore('pages', () => {
  const shown = ref<Page | null>(null)
  return {
    shown,
    show: (page: Page): void => void (shown.value = page),
    close: (): void => void (shown.value = null),
  }
})
