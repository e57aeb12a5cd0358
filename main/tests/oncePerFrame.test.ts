import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createOncePerFrame } from './oncePerFrame'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('passes on the latest value of a frame, and that of the next frame after it', () => {
  const seen: number[] = []
  const { take } = createOncePerFrame((value: number) => seen.push(value))
  take(1)
  take(2)
  expect(seen).toEqual([])
  vi.advanceTimersByTime(20)
  expect(seen).toEqual([2])
  take(3)
  vi.advanceTimersByTime(20)
  expect(seen).toEqual([2, 3])
})

it('passes on nothing after it was stopped', () => {
  const pass = vi.fn()
  const { take, stop } = createOncePerFrame(pass)
  take(1)
  stop()
  vi.runAllTimers()
  expect(pass).not.toHaveBeenCalled()
})
