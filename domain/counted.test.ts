import { expect, it } from 'vitest'
import { counted, firstFew } from './counted'

it.each([
  [0, '0 tables'],
  [1, '1 table'],
  [2, '2 tables'],
  [10_000, '10,000 tables'],
])('counts things in words (%i)', (number, words) => {
  expect(counted(number, 'table')).toBe(words)
})

it('accepts an irregular plural', () => {
  expect(counted(1, 'secret is', 'secrets are')).toBe('1 secret is')
  expect(counted(3, 'secret is', 'secrets are')).toBe('3 secrets are')
})

it('shortens a list to its first few', () => {
  expect(firstFew(['a', 'b'], 2)).toBe('a, b')
  expect(firstFew(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more')
  expect(firstFew(['a', 'b', 'c'], 2, '; ')).toBe('a; b and 1 more')
})
