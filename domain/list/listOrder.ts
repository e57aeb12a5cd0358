import type { WorkspaceRecord } from '../workspace/workspaceRecord'
import { currentOf, titleOf } from '../workspace/workspace'

/** What the list can be sorted by. */
export const sortWays = ['name', 'edited', 'tested'] as const
export type SortBy = (typeof sortWays)[number]

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Workspaces with unsaved edits count as edited last; those never tested come after all others. */
const momentOf: Record<Exclude<SortBy, 'name'>, (record: WorkspaceRecord) => string> = {
  edited: ({ draft, savedAt }) => (draft ? '9' : (savedAt ?? '')),
  tested: ({ reports }) => {
    const [source = '', destination = ''] = [reports.source[0]?.startedAt, reports.destination[0]?.startedAt]
    return source > destination ? source : destination
  },
}

/**
 * Sorts records: by name from A to Z, or by time from the newest and then by name; or in reverse. It is fast if the
 * records are already nearly sorted by name.
 */
export function sortRecords(
  records: readonly WorkspaceRecord[],
  by: SortBy,
  reversed: boolean,
): WorkspaceRecord[] {
  const named = records
    .map((record) => ({ record, title: titleOf(currentOf(record)) }))
    .sort((a, b) => collator.compare(a.title, b.title))
    .map(({ record }) => record)
  const sorted = by === 'name' ? named : newestFirst(named, momentOf[by])
  return reversed ? sorted.reverse() : sorted
}

function newestFirst(
  records: readonly WorkspaceRecord[],
  moment: (record: WorkspaceRecord) => string,
): WorkspaceRecord[] {
  return records
    .map((record) => ({ record, at: moment(record) }))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .map(({ record }) => record)
}

/** Moves favourites to the front and otherwise keeps the order. */
export function favouritesFirst(
  records: readonly WorkspaceRecord[],
  favourites: ReadonlySet<string>,
): readonly WorkspaceRecord[] {
  if (favourites.size === 0) return records
  const isFavourite = ({ id }: WorkspaceRecord): boolean => favourites.has(id)
  return [...records.filter(isFavourite), ...records.filter((record) => !isFavourite(record))]
}

/** A tag with its records; `tag` is null for records without tags. */
export type TagGroup = { tag: string | null; records: WorkspaceRecord[] }

/**
 * Groups records by tag, from A to Z ignoring case, in the spelling found first; records without a tag come last. A
 * record with two tags is in two groups.
 */
export function groupByTag(records: readonly WorkspaceRecord[]): TagGroup[] {
  const groups = new Map<string, TagGroup>()
  const untagged: TagGroup = { tag: null, records: [] }
  for (const record of records) {
    const { tags } = currentOf(record)
    if (tags.length === 0) untagged.records.push(record)
    for (const tag of tags) {
      const group = groups.get(tag.toLowerCase()) ?? { tag, records: [] }
      group.records.push(record)
      groups.set(tag.toLowerCase(), group)
    }
  }
  const sorted = [...groups.values()].sort((a, b) => collator.compare(a.tag ?? '', b.tag ?? ''))
  return untagged.records.length > 0 ? [...sorted, untagged] : sorted
}
