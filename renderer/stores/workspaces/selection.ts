import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { useWorkspacesStore } from './workspaces'

/**
 * The workspaces that are selected for an action on many. A workspace that a filter hides later stays selected, and is
 * counted as hidden.
 */
export const useSelectionStore = defineStore('selection', () => {
  const workspaces = useWorkspacesStore()
  const ids = shallowRef<ReadonlySet<string>>(new Set())
  /** Whether check boxes are shown although nothing is selected. */
  const choosing = ref(false)

  const rows = computed(() => workspaces.sorted.filter(({ id }) => ids.value.has(id)))
  const targets = computed(() => rows.value.map(({ id }) => id))

  function set(chosen: Iterable<string>): void {
    ids.value = new Set(chosen)
  }

  return {
    ids,
    choosing,
    /** Whether the list shows check boxes. */
    isOn: computed(() => choosing.value || ids.value.size > 0),
    /** What is selected and still there, in the order of the list. */
    rows,
    /** What an action acts on: the ids of these. */
    targets,
    /** How many of them the list leaves out now. */
    hidden: computed(() => {
      const shown = new Set(workspaces.found.map(({ id }) => id))
      return targets.value.filter((id) => !shown.has(id)).length
    }),
    has: (id: string): boolean => ids.value.has(id),
    set,

    toggle(id: string): void {
      set(ids.value.has(id) ? [...ids.value].filter((one) => one !== id) : [...ids.value, id])
    },

    add: (more: readonly string[]) => set([...ids.value, ...more]),
    selectShown: () => set([...ids.value, ...workspaces.found.map(({ id }) => id)]),

    clear(): void {
      choosing.value = false
      set([])
    },
  }
})
