import { computed, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { createSearch, findRows, isNarrowed, namesFirst, noFilters } from '../../../domain/list/find'
import type { Filters } from '../../../domain/list/find'
import { markingOf } from '../../../domain/list/marking'
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

  const search = createSearch()
  const found = computed(() => {
    const known = {
      favourites: favourites.value,
      recents: recents.value,
      book: accounts.book,
      now: Date.now(),
    }
    const { named, others } = namesFirst(
      search(sorted.value, searched.value, filters.value, known),
      searched.value,
    )
    return others.length === 0 ? named : [...named, ...others]
  })

  return {
    query,
    filters,
    sortBy,
    reversed,
    /** Whether the list shows a heading for each tag. */
    grouped,
    sorted,
    /** What the list shows, each once, in its order; while something is searched, names that match come first. */
    found,
    /** What is searched, as far as the list shows it. */
    searched,
    /** What of the names and lines that are shown matches. */
    marking: computed(() => markingOf(searched.value)),
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
        for (const query of ['a', 'a b', '…'])
          namesFirst(findRows(sorted.value, query, noFilters, known), query)
      }),

    /** Shows everything again. */
    clearFilters(): void {
      query.value = searched.value = ''
      filters.value = noFilters
    },
  }
}
