import { expect, it } from 'vitest'
import { createQueue } from './queue'

const patient = new AbortController().signal

/** Jobs that report when they begin and end when released. */
function works() {
  const begun: number[] = []
  const ends = new Map<number, () => void>()
  const work = (number: number) => () =>
    new Promise<number>((resolve) => {
      begun.push(number)
      ends.set(number, () => resolve(number))
    })
  return { begun, work, end: (number: number) => ends.get(number)?.() }
}

it('runs so many at a time, in the order in which they came', async () => {
  const queue = createQueue(2)
  const { begun, work, end } = works()
  const answers = [1, 2, 3, 4, 5].map((number) => queue.take(patient, work(number)))
  await expect.poll(() => begun).toEqual([1, 2])
  end(2)
  expect(await answers[1]).toBe(2)
  await expect.poll(() => begun).toEqual([1, 2, 3])
  end(1)
  end(3)
  await expect.poll(() => begun).toEqual([1, 2, 3, 4, 5])
  end(4)
  end(5)
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5])
})

it('goes on after work that fails', async () => {
  const queue = createQueue(1)
  await expect(queue.take(patient, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await queue.take(patient, async () => 'next')).toBe('next')
})

it('begins what is cancelled while it waits at once, and what waits behind it in its turn', async () => {
  const queue = createQueue(1)
  const { begun, work, end } = works()
  const cancelled = new AbortController()
  void queue.take(patient, work(1))
  const second = queue.take(cancelled.signal, work(2))
  const third = queue.take(patient, work(3))
  await expect.poll(() => begun).toEqual([1])
  cancelled.abort()
  await expect.poll(() => begun).toEqual([1, 2])
  end(2)
  await second
  expect(begun).toEqual([1, 2])
  end(1)
  await expect.poll(() => begun).toEqual([1, 2, 3])
  end(3)
  await third
})
