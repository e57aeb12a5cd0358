import { computed, ref } from 'vue'
import type { ComputedRef, WritableComputedRef } from 'vue'
import type { ShownRow } from '../../domain/list/workspaceRow'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'

/**
 * A row of the list: a workspace, the heading of a tag, or a workspace under one of its tags. A workspace is its own
 * row, because a key in the search shows thousands of them again.
 */
export type ListRow = ShownRow | Heading | { group: number; entry: ShownRow }
type Heading = { heading: string | null; count: number }

/** The workspace of a row; undefined for a heading. */
export function entryOf(row: ListRow): ShownRow | undefined {
  return 'heading' in row ? undefined : entryIn(row)
}

/** The workspace of a row that is no heading. */
export function entryIn(row: Exclude<ListRow, Heading>): ShownRow {
  return 'entry' in row ? row.entry : row
}

/** What tells a row from all others, also when the list is read anew. */
export function keyOf(row: ListRow): string {
  if ('heading' in row) return `heading ${row.heading ?? ''}`
  return 'entry' in row ? `${row.group} ${row.entry.id}` : row.id
}

/** The height of a row in CSS pixels. */
export function heightOf(row: ListRow): number {
  return 'heading' in row ? 32 : 46
}

/** The rows that the list shows, and the one that the arrow keys stand on, which outlives a new order of the rows. */
export function useListRows(): {
  rows: ComputedRef<readonly ListRow[]>
  active: WritableComputedRef<number>
  openedIndex: () => number
} {
  const workspaces = useWorkspacesStore()
  const activeKey = ref('')

  const rows = computed<readonly ListRow[]>(() => {
    if (workspaces.early && !workspaces.isNarrowed) return workspaces.early
    if (!workspaces.grouped) return workspaces.found
    return workspaces.groups.flatMap(({ tag, rows: inGroup }, group): ListRow[] => [
      { heading: tag, count: inGroup.length },
      ...inGroup.map((entry) => ({ group, entry })),
    ])
  })

  /** The row of the open workspace, the first one if it is in several groups; -1 if none shows it. */
  function openedIndex(): number {
    const id = workspaces.openedId
    return rows.value.findIndex((row) => entryOf(row)?.id === id)
  }

  const active = computed({
    get() {
      const key = activeKey.value
      const standing = key === '' ? -1 : rows.value.findIndex((row) => keyOf(row) === key)
      if (standing >= 0) return standing
      const opened = openedIndex()
      return opened >= 0 ? opened : rows.value.findIndex((row) => entryOf(row) !== undefined)
    },
    set(index) {
      const row = rows.value[index]
      activeKey.value = row ? keyOf(row) : ''
    },
  })
  return { rows, active, openedIndex }
}
