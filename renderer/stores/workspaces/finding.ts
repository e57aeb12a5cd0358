import { computed, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { findRows, isNarrowed, isPlain, noFilters } from '../../../domain/list/find'
import type { Filters } from '../../../domain/list/find'
import { favouritesFirst, groupByTag, sortAgain } from '../../../domain/list/listOrder'
import type { Ordering, SortBy, TagGroup } from '../../../domain/list/listOrder'
import type { WorkspaceRow } from '../../../domain/list/workspaceRow'
import { afterFrame } from '../../afterFrame'
import { useAccountsStore } from '../accounts'

/** What of all rows the list shows, and in which order. Sorting waits for changes of rows, not for keys. */
export function createFinding(
  rows: Ref<readonly WorkspaceRow[]>,
  favourites: Ref<ReadonlySet<string>>,
  recents: Ref<readonly string[]>,
) {
  const accounts = useAccountsStore()
  const query = ref('')
  /** What the list shows the findings of: what is typed, once that is painted, so that no key waits for the list. */
  const searched = ref('')
  watch(query, () => afterFrame(() => (searched.value = query.value)))
  const filters = shallowRef<Filters>(noFilters)
  const sortBy = ref<SortBy>('name')
  const reversed = ref(false)
  const grouped = ref(false)

  let order: Ordering = { rows: [], by: 'name', reversed: false, sorted: [] }
  const ordered = computed(() => {
    order = sortAgain(order, { rows: rows.value, by: sortBy.value, reversed: reversed.value })
    return order.sorted
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
      last?.sorted === sorted.value && searched.value.startsWith(last.query) && isPlain(searched.value)
    const among = isNarrower && last && !isNarrowed(filters.value) ? last.found : sorted.value
    const result = findRows(among, searched.value, filters.value, known)
    last = isNarrowed(filters.value)
      ? undefined
      : { sorted: sorted.value, query: searched.value, found: result }
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
    isNarrowed: computed(() => searched.value.trim() !== '' || isNarrowed(filters.value)),

    /** Takes these rows for sorted by name, as the main process sends a short list, so that the start need not sort. */
    trustOrder: (rows: readonly WorkspaceRow[]): void =>
      void (order = { rows, by: 'name', reversed: false, sorted: rows }),

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
      query.value = searched.value = ''
      filters.value = noFilters
    },
  }
}
