import { expect, it } from 'vitest'
import { chipsOf } from './filterChips'
import { isNarrowed, noFilters } from './find'
import type { Filters } from './find'

const filters: Filters = {
  statuses: ['failed', 'never'],
  ways: ['assumeRole'],
  tags: ['orders', 'qa'],
  tagMode: 'all',
  expiring: true,
  favourites: true,
  recent: true,
}

it('names every filter that is on, and none that is off', () => {
  expect(chipsOf(noFilters)).toEqual([])
  expect(chipsOf(filters).map(({ label }) => label)).toEqual([
    'Failed',
    'Never tested',
    'Assume Role',
    'orders',
    'and qa',
    'Favourites',
    'Opened recently',
    'Keys expire within a day',
  ])
  expect(chipsOf({ ...filters, tagMode: 'any' }).map(({ label }) => label)).toContain('qa')
})

it('removes one at a time', () => {
  let rest = filters
  for (let left = 8; left > 0; left--) {
    const chips = chipsOf(rest)
    expect(chips).toHaveLength(left)
    rest = chips[0]?.without ?? rest
  }
  expect(isNarrowed(rest)).toBe(false)
})
