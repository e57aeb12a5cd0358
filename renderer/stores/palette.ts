import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'

/** How many commands count as used of late. */
const keptRecent = 8

/** The command palette: whether it is open, and the commands chosen in it of late, newest first, for this run. */
export const usePaletteStore = defineStore('palette', () => {
  const isOpen = ref(false)
  const recent = shallowRef<readonly string[]>([])

  return {
    isOpen,
    recent,
    open: () => (isOpen.value = true),
    remember(id: string): void {
      recent.value = [id, ...recent.value.filter((one) => one !== id)].slice(0, keptRecent)
    },
  }
})
