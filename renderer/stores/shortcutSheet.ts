import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Whether the sheet of keyboard shortcuts is open. */
export const useShortcutSheet = defineStore('shortcutSheet', () => {
  const isOpen = ref(false)
  return { isOpen, open: () => (isOpen.value = true) }
})
