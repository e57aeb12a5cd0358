import { kindNames } from '../connection/connection'
import type { Filters, SoughtStatus } from './find'
import { statusWords } from '../workspace/sideView'

/** One filter that is on, in words, and the filters as they are without it. */
export type FilterChip = { label: string; without: Filters }

/** A status as a control is called by it, such as "Never tested". */
export function statusLabel(status: SoughtStatus): string {
  const words = statusWords[status]
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What the filters that are either on or off are called. */
export const switchLabels = {
  favourites: 'Favourites',
  recent: 'Opened lately',
  expiring: 'Keys end within a day',
} as const
/** The filters that are either on or off, in the order in which they are shown. */
export const filterSwitches = ['favourites', 'recent', 'expiring'] as const

/** Every filter that is on, each to be taken away by itself. */
export function chipsOf(filters: Filters): FilterChip[] {
  const { statuses, ways, tags, tagMode } = filters
  const less = <T>(list: readonly T[], item: T): T[] => list.filter((one) => one !== item)
  const every = tagMode === 'all' && tags.length > 1
  return [
    ...statuses.map((status) => ({
      label: statusLabel(status),
      without: { ...filters, statuses: less(statuses, status) },
    })),
    ...ways.map((way) => ({ label: kindNames[way], without: { ...filters, ways: less(ways, way) } })),
    ...tags.map((tag, index) => ({
      label: every && index > 0 ? `and ${tag}` : tag,
      without: { ...filters, tags: less(tags, tag) },
    })),
    ...filterSwitches
      .filter((name) => filters[name])
      .map((name) => ({ label: switchLabels[name], without: { ...filters, [name]: false } })),
  ]
}
