import { once } from '../domain/once'

/** Runs work when the next frame is painted; at the latest after 100 ms, because a hidden window might paint none. */
export function afterFrame(work: () => void): void {
  const workOnce = once(work)
  setTimeout(workOnce, 100)
  requestAnimationFrame(() => setTimeout(workOnce))
}
