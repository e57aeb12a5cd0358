import { kindNames } from '../connection/connection'
import type { Filters, SoughtStatus } from './find'
import { statusWords } from '../workspace/sideView'

/** One active filter with its label, and the filters without it. */
export type FilterChip = { label: string; without: Filters }

/** The label of a status on a control, such as "Never tested". */
export function statusLabel(status: SoughtStatus): string {
  const words = statusWords[status]
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The labels of the on/off filters. */
export const switchLabels = {
  favourites: 'Favourites',
  recent: 'Opened recently',
  expiring: 'Keys expire within a day',
} as const
/** The on/off filters in the order in which they are shown. */
export const filterSwitches = ['favourites', 'recent', 'expiring'] as const

/** Lists the active filters, so that each can be removed on its own. */
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
