import { once } from '../domain/once'

/** Runs work when the next frame is painted; at the latest after 100 ms, because a hidden window might paint none. */
export function afterFrame(work: () => void): void {
  const workOnce = once(work)
  setTimeout(workOnce, 100)
  requestAnimationFrame(() => setTimeout(workOnce))
}

/**
 * Runs work when the first frame is on the screen, which takes the main process, so that what keeps that process busy comes
 * later; at the latest after half a second, because a hidden window might paint none.
 */
export function afterFirstPaint(work: () => void): void {
  const workOnce = once(work)
  setTimeout(workOnce, 500)
  const observer = new PerformanceObserver((list) => {
    if (!list.getEntries().some(({ name }) => name === 'first-contentful-paint')) return
    observer.disconnect()
    workOnce()
  })
  observer.observe({ type: 'paint', buffered: true })
}
