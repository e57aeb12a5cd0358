import { describe, expect, it } from 'vitest'
import { bestMatches, rankOf } from './ranking'

describe('rankOf', () => {
  it.each([
    ['Swap Source and Destination', 'swa', 0],
    ['Swap Source and Destination', ' SWAP  so', 0],
    ['Swap Source and Destination', '', 0],
    ['Swap Source and Destination', 'dest', 1],
    ['Swap Source and Destination', 'dest swap', 1],
    ['Swap Source and Destination', 'wap', 2],
    ['Swap Source and Destination', 'ssd', 3],
    ['Swap Source and Destination', 'swapx', undefined],
    ['Swap Source and Destination', 'noitan', undefined],
    ['orders-eu (2)', 'eu', 1],
    ['prod/orders-eu', 'orders-eu', 1],
    ['Ärger mit Österreich', 'öst', 1],
    ['Kunden 😀', '😀', 1],
    ['short', 'shorter', undefined],
  ] as const)('%s for “%s”: %s', (text, typed, rank) => {
    expect(rankOf(text, typed)).toBe(rank)
  })
})

describe('bestMatches', () => {
  const items = ['Test Both', 'Best of all', 'Another test', 'Telling stories', 'Nothing'].map((title) => ({
    id: title,
    title,
  }))
  const titles = (typed: string, recent: string[] = []): string[] =>
    bestMatches(items, typed, recent).map(({ item }) => item.title)

  it('puts names that begin with it first, then words, then letters in order', () => {
    expect(titles('test')).toEqual(['Test Both', 'Another test', 'Telling stories'])
    expect(titles('te')).toEqual(['Test Both', 'Telling stories', 'Another test'])
    expect(titles('est')).toEqual(['Test Both', 'Best of all', 'Another test', 'Telling stories'])
  })

  it('puts what was used of late first, never before what matches better', () => {
    expect(titles('', ['Nothing', 'Another test'])).toEqual([
      'Nothing',
      'Another test',
      'Test Both',
      'Best of all',
      'Telling stories',
    ])
    expect(titles('te', ['Another test', 'Telling stories'])).toEqual([
      'Telling stories',
      'Test Both',
      'Another test',
    ])
  })
})
