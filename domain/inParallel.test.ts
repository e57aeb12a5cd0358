import { expect, test } from 'vitest'
import { inParallel } from './inParallel'

test('does every job once, never more than the limit at a time, and keeps the order', async () => {
  let running = 0
  let most = 0
  const answers = await inParallel([3, 1, 2, 5, 4, 0, 6], 3, async (turns) => {
    most = Math.max(most, ++running)
    for (let turn = 0; turn < turns; turn++) await Promise.resolve()
    running--
    return turns * 10
  })
  expect(answers).toEqual([30, 10, 20, 50, 40, 0, 60])
  expect(most).toBe(3)
})

test('does nothing for nothing, and rejects when a job does', async () => {
  expect(await inParallel([], 3, async () => 1)).toEqual([])
  await expect(inParallel([1, 2], 1, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
})
