import { nameOrder } from '../nameOrder'
import { stateOf, stateOrder } from './rowState'
import type { WorkspaceRow } from './workspaceRow'

/** What the list can be sorted by. */
export const sortWays = ['name', 'edited', 'tested', 'failing'] as const
export type SortBy = (typeof sortWays)[number]

/**
 * What rows are sorted by before their names, the greatest first. Workspaces with unsaved edits count as edited last;
 * those never tested come after all others; what failed comes before what is incomplete, and that before what passed.
 */
const momentOf: Record<Exclude<SortBy, 'name'>, (row: WorkspaceRow) => string> = {
  edited: ({ unsaved, savedAt }) => (unsaved ? '9' : (savedAt ?? '')),
  tested: ({ testedAt }) => testedAt,
  failing: (row) => String(stateOrder.length - stateOrder.indexOf(stateOf(row))),
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

/** Rows in their order, and what they are sorted from. */
export type Ordering = {
  rows: readonly WorkspaceRow[]
  by: SortBy
  reversed: boolean
  sorted: readonly WorkspaceRow[]
}

/** How many rows are put in their places one by one; more are sorted together. */
const fewRows = 100

/**
 * Sorts rows as `sortRows` does, from how they were sorted before: mostly one row was edited, came or went, and thousands
 * need not be compared for it. Rows that count as equal stay in the order in which they came.
 */
export function sortAgain(before: Ordering, now: Omit<Ordering, 'sorted'>): Ordering {
  const { rows, by, reversed } = now
  const anew = (): Ordering => ({ ...now, sorted: sortRows(rows, by, reversed) })
  if (before.by !== by || before.reversed !== reversed) return anew()
  const { changed, moved } = changesBetween(before.rows, rows, by)
  if (moved.length > fewRows) return anew()
  if (changed.size === 0) return { ...now, sorted: before.sorted }
  const sorted = before.sorted.flatMap((row) => {
    const newer = changed.get(row.id)
    return newer === undefined ? row : (newer ?? [])
  })
  const compare = comparing(by, reversed)
  for (const row of moved) sorted.splice(placeOf(row, sorted, compare), 0, row)
  return { ...now, sorted }
}

/**
 * What became of rows that differ: the newer one where it stays in its place, null where it leaves it; `moved` are those
 * that need a place.
 */
function changesBetween(before: readonly WorkspaceRow[], rows: readonly WorkspaceRow[], by: SortBy) {
  const changed = new Map<string, WorkspaceRow | null>()
  const moved: WorkspaceRow[] = []
  // Mostly every row is where it was, and no index is needed.
  const isAligned = before.length === rows.length && rows.every(({ id }, at) => id === before[at]?.id)
  const old = isAligned ? undefined : new Map(before.map((row) => [row.id, row]))
  for (const [at, row] of rows.entries()) {
    const known = old ? old.get(row.id) : before[at]
    old?.delete(row.id)
    if (known === row) continue
    const stays = known !== undefined && standsAlike(known, row, by)
    changed.set(row.id, stays ? row : null)
    if (!stays) moved.push(row)
  }
  for (const id of old?.keys() ?? []) changed.set(id, null)
  return { changed, moved }
}

function standsAlike(one: WorkspaceRow, other: WorkspaceRow, by: SortBy): boolean {
  return one.title === other.title && (by === 'name' || momentOf[by](one) === momentOf[by](other))
}

type Compare = (one: WorkspaceRow, other: WorkspaceRow) => number

function comparing(by: SortBy, reversed: boolean): Compare {
  const compareTitles = nameOrder()
  const compare: Compare = (one, other) => {
    const [at, otherAt] = by === 'name' ? ['', ''] : [momentOf[by](one), momentOf[by](other)]
    if (at !== otherAt) return at < otherAt ? 1 : -1
    return compareTitles(one.title, other.title)
  }
  return reversed ? (one, other) => -compare(one, other) : compare
}

/** Where a row belongs in a sorted list: after all that come before it or count as equal. */
function placeOf(row: WorkspaceRow, sorted: readonly WorkspaceRow[], compare: Compare): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const there = sorted[middle]
    if (there && compare(there, row) <= 0) from = middle + 1
    else to = middle
  }
  return from
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
