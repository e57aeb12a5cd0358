import { ref } from 'vue'

const isOpen = ref(false)

/** Whether the sheet of keyboard shortcuts is open. */
export function useShortcutSheet() {
  return { isOpen, open: (): void => void (isOpen.value = true) }
}
