import { onScopeDispose, ref } from 'vue'
import type { Ref } from 'vue'

/** The time, moving on every 20 seconds; for words such as "4 min ago". */
export function useNow(): Ref<number> {
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), 20_000)
  onScopeDispose(() => clearInterval(timer))
  return now
}

const steps = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' })

/** How long ago a moment was, such as "4 min. ago"; "just now" within the last minute. */
export function ago(moment: string, now: number): string {
  const passed = now - Date.parse(moment)
  const step = steps.find(({ ms }) => passed >= ms)
  return step ? relative.format(-Math.floor(passed / step.ms), step.unit) : 'just now'
}

/** How long until a moment, such as "in 59 min."; undefined once it has passed. */
export function until(moment: string, now: number): string | undefined {
  const left = Date.parse(moment) - now
  if (left <= 0) return undefined
  const step = steps.find(({ ms }) => left >= ms)
  return step ? relative.format(Math.floor(left / step.ms), step.unit) : 'in less than a minute'
}

/** A moment's date, such as "22 November". */
export function dateOf(moment: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' }).format(new Date(moment))
}
