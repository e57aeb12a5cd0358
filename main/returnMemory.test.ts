import { PerformanceObserver, constants } from 'node:perf_hooks'
import type { PerformanceEntry } from 'node:perf_hooks'
import { describe, expect, it, vi } from 'vitest'
import { createMemoryReturn } from './returnMemory'

/** Whether a collection of garbage was asked for; V8 did not begin it by itself. */
function isForced(entry: PerformanceEntry): boolean {
  const { detail } = entry as PerformanceEntry & { detail: { flags: number } }
  return (detail.flags & constants.NODE_PERFORMANCE_GC_FLAGS_FORCED) !== 0
}

describe('returning memory', () => {
  it('has V8 collect, and shows V8’s own function to nobody else', async () => {
    const collected = new Promise<void>((resolve) => {
      const observer = new PerformanceObserver((list) => {
        if (!list.getEntries().some((entry) => isForced(entry))) return
        observer.disconnect()
        resolve()
      })
      observer.observe({ entryTypes: ['gc'] })
    })
    createMemoryReturn(1)()
    await collected
    expect('gc' in globalThis).toBe(false)
  })

  it('waits until work has been quiet', () => {
    vi.useFakeTimers()
    try {
      const returnMemory = createMemoryReturn(1_000)
      returnMemory()
      vi.advanceTimersByTime(900)
      returnMemory()
      expect(vi.getTimerCount()).toBe(1)
      vi.advanceTimersByTime(900)
      expect(vi.getTimerCount()).toBe(1)
      vi.advanceTimersByTime(100)
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})
