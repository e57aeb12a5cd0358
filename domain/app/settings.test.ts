import { expect, it } from 'vitest'
import { readDeadline } from './settings'

it.each([
  ['15', 15],
  [' 3 ', 3],
  ['300', 300],
  ['2', undefined],
  ['301', undefined],
  ['1.5', undefined],
  ['', undefined],
  ['soon', undefined],
])('a deadline typed as %j is %s seconds', (typed, seconds) => {
  expect(readDeadline(typed)).toBe(seconds)
})
