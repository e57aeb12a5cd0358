import { onUnmounted, ref } from 'vue'
import type { Ref } from 'vue'

/** Whether a media query matches, as it is now. */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const media = matchMedia(query)
  const matches = ref(media.matches)
  const note = (): void => void (matches.value = media.matches)
  media.addEventListener('change', note)
  onUnmounted(() => media.removeEventListener('change', note))
  return matches
}
