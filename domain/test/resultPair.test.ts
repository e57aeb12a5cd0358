import { describe, expect, it } from 'vitest'
import { newerBy, pairOf, withEarlier, withLater } from './resultPair'

/** The newest first: p passed, f failed. */
const results = (outcomes: string) =>
  [...outcomes].map(
    (one, age) => ({ runId: String(age), outcome: one === 'p' ? 'passed' : 'failed' }) as const,
  )

describe('the pair of results that is compared', () => {
  it.each([
    ['pppp', '1', '0'],
    ['pffp', '1', '0'],
    ['ffpp', '2', '0'],
    ['fff', '1', '0'],
  ])('of %s is at first %s and %s', (outcomes, earlier, later) => {
    expect(pairOf(results(outcomes), undefined)).toEqual({ earlier, later })
  })

  it('needs two results, and stays while both are kept', () => {
    expect(pairOf(results('p'), undefined)).toBeUndefined()
    expect(pairOf(results('pppp'), { earlier: '3', later: '2' })).toEqual({ earlier: '3', later: '2' })
    expect(pairOf(results('pppp'), { earlier: 'gone', later: '2' })).toEqual({ earlier: '1', later: '0' })
  })

  it('stays in order: the result that was not moved gives way', () => {
    const four = results('pppp')
    const pair = { earlier: '1', later: '0' }
    expect(withLater(four, pair, '2')).toEqual({ earlier: '3', later: '2' })
    expect(withLater(four, pair, '3')).toEqual({ earlier: '3', later: '2' })
    expect(withEarlier(four, { earlier: '3', later: '2' }, '0')).toEqual({ earlier: '1', later: '0' })
    expect(withEarlier(four, pair, '3')).toEqual({ earlier: '3', later: '0' })
  })

  it('moves by results, as far as there are any', () => {
    expect(newerBy(results('ppp'), '1', 1)).toBe('0')
    expect(newerBy(results('ppp'), '1', -5)).toBe('2')
    expect(newerBy(results('ppp'), '0', 1)).toBe('0')
  })
})
