import { expect, it, vi } from 'vitest'
import { once } from './once'

it('runs once, also when it returns nothing or calls itself again', () => {
  const make = vi.fn(() => undefined)
  const get = once(make)
  expect([get(), get()]).toEqual([undefined, undefined])
  expect(make).toHaveBeenCalledTimes(1)
})

it('returns what it returned first', () => {
  let count = 0
  const get = once(() => ++count)
  expect([get(), get()]).toEqual([1, 1])
})
