import { ref } from 'vue'

const isOpen = ref(false)

/** Whether the sheet about the application is open. */
export function useAboutSheet() {
  return { isOpen, open: (): void => void (isOpen.value = true) }
}
