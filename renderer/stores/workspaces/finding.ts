import { computed, ref, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { findRows, isNarrowed, isPlain, noFilters } from '../../../domain/list/find'
import type { Filters } from '../../../domain/list/find'
import { favouritesFirst, groupByTag, sortRows, standsAlike } from '../../../domain/list/listOrder'
import type { SortBy, TagGroup } from '../../../domain/list/listOrder'
import type { WorkspaceRow } from '../../../domain/list/workspaceRow'
import { useAccountsStore } from '../accounts'

/** What of all rows the list shows, and in which order. Sorting waits for changes of rows, not for keys. */
export function createFinding(
  rows: Ref<readonly WorkspaceRow[]>,
  favourites: Ref<ReadonlySet<string>>,
  recents: Ref<readonly string[]>,
) {
  const accounts = useAccountsStore()
  const query = ref('')
  const filters = shallowRef<Filters>(noFilters)
  const sortBy = ref<SortBy>('name')
  const reversed = ref(false)
  const grouped = ref(false)

  let before: Ordering & { sorted: readonly WorkspaceRow[] } = {
    rows: [],
    by: 'name',
    reversed: false,
    sorted: [],
  }
  /** Sorted anew only if a row came, went or stands elsewhere now; mostly one was edited and stays in its place. */
  const ordered = computed(() => {
    const now = { rows: rows.value, by: sortBy.value, reversed: reversed.value }
    const changed = changedInPlace(before, now)
    let { sorted } = before
    if (!changed) sorted = sortRows(now.rows, now.by, now.reversed)
    else if (changed.size > 0) sorted = sorted.map((row) => changed.get(row.id) ?? row)
    before = { ...now, sorted }
    return sorted
  })
  const sorted = computed(() => favouritesFirst(ordered.value, favourites.value))

  let last: { sorted: readonly WorkspaceRow[]; query: string; found: readonly WorkspaceRow[] } | undefined
  const found = computed(() => {
    const known = {
      favourites: favourites.value,
      recents: recents.value,
      book: accounts.book,
      now: Date.now(),
    }
    // What one more letter finds is among what was found without it, unless the word becomes one that means more.
    const isNarrower =
      last?.sorted === sorted.value && query.value.startsWith(last.query) && isPlain(query.value)
    const among = isNarrower && last && !isNarrowed(filters.value) ? last.found : sorted.value
    const result = findRows(among, query.value, filters.value, known)
    last = isNarrowed(filters.value) ? undefined : { sorted: sorted.value, query: query.value, found: result }
    return result
  })

  return {
    query,
    filters,
    sortBy,
    reversed,
    /** Whether the list shows a heading for each tag. */
    grouped,
    sorted,
    /** What the list shows, in its order, each once. */
    found,
    /** What was found under each of its tags. */
    groups: computed<readonly TagGroup[]>(() => groupByTag(found.value)),
    /** Every tag there is, from A to Z. */
    tags: computed(() => groupByTag(rows.value).flatMap(({ tag }) => tag ?? [])),
    isNarrowed: computed(() => query.value.trim() !== '' || isNarrowed(filters.value)),

    /** Takes these rows for sorted by name, as the main process sends a short list, so that the start need not sort. */
    trustOrder: (rows: readonly WorkspaceRow[]): void =>
      void (before = { rows, by: 'name', reversed: false, sorted: rows }),

    /**
     * Searches once while the window has nothing else to do, so that the first key of a person does not wait for the
     * code to be compiled.
     */
    prepareSearch: (): void =>
      void requestIdleCallback(() => {
        const known = { favourites: favourites.value, recents: recents.value, book: accounts.book, now: 0 }
        for (const query of ['a', 'a b', '…']) findRows(sorted.value, query, noFilters, known)
      }),

    /** Shows everything again. */
    clearFilters(): void {
      query.value = ''
      filters.value = noFilters
    },
  }
}

type Ordering = { rows: readonly WorkspaceRow[]; by: SortBy; reversed: boolean }

/** The rows that changed and stay where they are, by id; undefined if the rows have to be sorted anew. */
function changedInPlace(before: Ordering, now: Ordering): Map<string, WorkspaceRow> | undefined {
  const isSame = before.by === now.by && before.reversed === now.reversed
  if (!isSame || before.rows.length !== now.rows.length) return undefined
  const changed = new Map<string, WorkspaceRow>()
  for (const [at, row] of now.rows.entries()) {
    const old = before.rows[at]
    if (old === row) continue
    if (old?.id !== row.id || !standsAlike(old, row, now.by)) return undefined
    changed.set(row.id, row)
  }
  return changed
}
