import { onScopeDispose, ref } from 'vue'
import type { Ref } from 'vue'

/** The time, moving on every 20 seconds; for words such as "in 4 min". */
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

/** How long until a moment, such as "in 59 min."; undefined once it has passed. */
export function until(moment: string, now: number): string | undefined {
  const left = Date.parse(moment) - now
  if (left <= 0) return undefined
  const step = steps.find(({ ms }) => left >= ms)
  return step ? relative.format(Math.floor(left / step.ms), step.unit) : 'in less than a minute'
}

/** A moment's date with its year, such as "22 November 2026". */
export function fullDateOf(moment: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date(moment))
}

/** A moment's date, such as "22 November". */
export function dateOf(moment: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' }).format(new Date(moment))
}
