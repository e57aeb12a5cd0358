import { computed, ref, shallowRef } from 'vue'
import type { Ref } from 'vue'
import type { WorkspaceRecord } from '../../../domain/workspace/workspaceRecord'
import { findRecords, isNarrowed, noFilters } from '../../../domain/list/find'
import type { Filters, Known } from '../../../domain/list/find'
import { favouritesFirst, groupByTag, sortRecords } from '../../../domain/list/listOrder'
import type { SortBy, TagGroup } from '../../../domain/list/listOrder'
import type { Side } from '../../../domain/side'
import { viewTests } from '../../../domain/workspace/sideView'
import { currentOf } from '../../../domain/workspace/workspace'
import { useAccountsStore } from '../accounts'
import { useMachineStore } from '../machine'
import { useTypedSecretsStore } from '../typedSecrets'

/** What of all records the list shows, and in which order. Sorting waits for changes of records, not for keys. */
export function createFinding(
  records: Ref<readonly WorkspaceRecord[]>,
  favourites: Ref<ReadonlySet<string>>,
  recents: Ref<readonly string[]>,
) {
  const machine = useMachineStore()
  const typed = useTypedSecretsStore()
  const accounts = useAccountsStore()
  const query = ref('')
  const filters = shallowRef<Filters>(noFilters)
  const sortBy = ref<SortBy>('name')
  const reversed = ref(false)
  const grouped = ref(false)

  // Made anew, with nothing remembered, when the environment or a typed secret changes: a status depends on both.
  const tests = computed<Known['tests']>(() => {
    const { environment } = machine.view
    const changesOf = typed.all
    const seen = new WeakMap<WorkspaceRecord, ReturnType<Known['tests']>>()
    return (record) => {
      const known = seen.get(record)
      if (known) return known
      const view = (side: Side) =>
        viewTests(side, {
          workspace: currentOf(record),
          states: record.secrets[side],
          changes: changesOf(record.id)[side],
          reports: record.reports[side],
          environment,
        })
      const both = { source: view('source'), destination: view('destination') }
      seen.set(record, both)
      return both
    }
  })

  const sorted = computed(() =>
    favouritesFirst(sortRecords(records.value, sortBy.value, reversed.value), favourites.value),
  )
  const found = computed(() =>
    findRecords(sorted.value, query.value, filters.value, {
      favourites: favourites.value,
      recents: recents.value,
      book: accounts.book,
      tests: tests.value,
      now: Date.now(),
    }),
  )

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
    /** What was found under each of its tags; one group without a tag while the list is not grouped. */
    groups: computed<readonly TagGroup[]>(() =>
      grouped.value ? groupByTag(found.value) : [{ tag: null, records: [...found.value] }],
    ),
    /** Every tag there is, from A to Z. */
    tags: computed(() => groupByTag(records.value).flatMap(({ tag }) => tag ?? [])),
    isNarrowed: computed(() => query.value.trim() !== '' || isNarrowed(filters.value)),

    /** Shows everything again. */
    clearFilters(): void {
      query.value = ''
      filters.value = noFilters
    },
  }
}
