import { onMounted, onUnmounted, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'

/** The size of an element in CSS pixels, as it was when it was shown last; zero until it is mounted. */
export function useSize(
  element: () => Element | null,
): Readonly<ShallowRef<{ width: number; height: number }>> {
  const size = shallowRef({ width: 0, height: 0 })
  const observer = new ResizeObserver(([entry]) => {
    // What is hidden has no size; it keeps its own, so that it comes back as it was.
    if (!entry || entry.contentRect.width === 0) return
    size.value = { width: entry.contentRect.width, height: entry.contentRect.height }
  })
  onMounted(() => {
    const one = element()
    if (!one) return
    size.value = { width: one.clientWidth, height: one.clientHeight }
    observer.observe(one)
  })
  onUnmounted(() => observer.disconnect())
  return size
}
