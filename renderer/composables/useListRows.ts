import { computed, ref } from 'vue'
import type { ComputedRef, WritableComputedRef } from 'vue'
import type { ShownRow } from '../../domain/list/workspaceRow'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'

/** A row of the list: a workspace, or the heading of a tag. Heights are in CSS pixels. */
export type ListRow = { key: string; height: number } & (
  { isHeading: true; tag: string | null; count: number } | { isHeading: false; entry: ShownRow }
)

const entryHeight = 54
const headingHeight = 32

/** The rows that the list shows, and the one that the arrow keys stand on, which outlives a new order of the rows. */
export function useListRows(): { rows: ComputedRef<ListRow[]>; active: WritableComputedRef<number> } {
  const workspaces = useWorkspacesStore()
  const activeKey = ref('')

  const entryRows = (entries: readonly ShownRow[], group: number): ListRow[] =>
    entries.map((entry) => ({
      key: `${group} ${entry.id}`,
      height: entryHeight,
      isHeading: false,
      entry,
    }))

  const rows = computed(() => {
    if (workspaces.early && !workspaces.isNarrowed) return entryRows(workspaces.early, 0)
    return workspaces.groups.flatMap(({ tag, rows: inGroup }, group): ListRow[] => {
      const entries = entryRows(inGroup, group)
      if (!workspaces.grouped) return entries
      const key = `heading ${tag ?? ''}`
      return [{ key, height: headingHeight, isHeading: true, tag, count: inGroup.length }, ...entries]
    })
  })

  const active = computed({
    get() {
      const standing = rows.value.findIndex(({ key }) => key === activeKey.value)
      if (standing >= 0) return standing
      const isOpened = (row: ListRow): boolean => !row.isHeading && row.entry.id === workspaces.openedId
      const opened = rows.value.findIndex(isOpened)
      return opened >= 0 ? opened : rows.value.findIndex(({ isHeading }) => !isHeading)
    },
    set(index) {
      activeKey.value = rows.value[index]?.key ?? ''
    },
  })
  return { rows, active }
}
