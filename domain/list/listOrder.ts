import { nameOrder } from '../nameOrder'
import type { WorkspaceRow } from './workspaceRow'

/** What the list can be sorted by. */
export const sortWays = ['name', 'edited', 'tested'] as const
export type SortBy = (typeof sortWays)[number]

/** Workspaces with unsaved edits count as edited last; those never tested come after all others. */
const momentOf: Record<Exclude<SortBy, 'name'>, (row: WorkspaceRow) => string> = {
  edited: ({ unsaved, savedAt }) => (unsaved ? '9' : (savedAt ?? '')),
  tested: ({ testedAt }) => testedAt,
}

/** Sorts by title from A to Z. It is fast if the items are already nearly sorted. */
export function sortByTitle<T>(items: readonly T[], titleOf: (item: T) => string): T[] {
  const compare = nameOrder()
  return items
    .map((item) => ({ item, title: titleOf(item) }))
    .sort((a, b) => compare(a.title, b.title))
    .map(({ item }) => item)
}

/** Sorts rows: by name from A to Z, or by time from the newest and then by name; or in reverse. */
export function sortRows(rows: readonly WorkspaceRow[], by: SortBy, reversed: boolean): WorkspaceRow[] {
  const named = sortByTitle(rows, ({ title }) => title)
  const sorted = by === 'name' ? named : newestFirst(named, momentOf[by])
  return reversed ? sorted.reverse() : sorted
}

/** Whether two rows of one workspace stand in the same place of the list. */
export function standsAlike(one: WorkspaceRow, other: WorkspaceRow, by: SortBy): boolean {
  return one.title === other.title && (by === 'name' || momentOf[by](one) === momentOf[by](other))
}

function newestFirst(rows: readonly WorkspaceRow[], moment: (row: WorkspaceRow) => string): WorkspaceRow[] {
  return rows
    .map((row) => ({ row, at: moment(row) }))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .map(({ row }) => row)
}

/** Moves favourites to the front and otherwise keeps the order. */
export function favouritesFirst<T extends { id: string }>(
  rows: readonly T[],
  favourites: ReadonlySet<string>,
): readonly T[] {
  if (favourites.size === 0) return rows
  const isFavourite = ({ id }: T): boolean => favourites.has(id)
  return [...rows.filter(isFavourite), ...rows.filter((row) => !isFavourite(row))]
}

/** A tag with its rows; `tag` is null for rows without tags. */
export type TagGroup = { tag: string | null; rows: WorkspaceRow[] }

/**
 * Groups rows by tag, from A to Z ignoring case, in the spelling found first; rows without a tag come last. A row with
 * two tags is in two groups.
 */
export function groupByTag(rows: readonly WorkspaceRow[]): TagGroup[] {
  const groups = new Map<string, TagGroup>()
  const untagged: TagGroup = { tag: null, rows: [] }
  for (const row of rows) {
    if (row.tags.length === 0) untagged.rows.push(row)
    for (const tag of row.tags) {
      const group = groups.get(tag.toLowerCase()) ?? { tag, rows: [] }
      group.rows.push(row)
      groups.set(tag.toLowerCase(), group)
    }
  }
  const compare = nameOrder()
  const sorted = [...groups.values()].sort((a, b) => compare(a.tag ?? '', b.tag ?? ''))
  return untagged.rows.length > 0 ? [...sorted, untagged] : sorted
}
