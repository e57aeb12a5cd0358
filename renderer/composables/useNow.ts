import { onScopeDispose, ref } from 'vue'
import type { Ref } from 'vue'

/** The time, moving on every 20 seconds; for words such as "in 4 min". */
export function useNow(): Ref<number> {
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), 20_000)
  onScopeDispose(() => clearInterval(timer))
  return now
}
