import { watch } from 'vue'
import { keptRows, shownOf } from '../../domain/list/workspaceRow'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'

/** How long the list must stay as it is before its first rows are kept, in milliseconds. */
const pauseMs = 1_000

/** Keeps the first rows of the list for the next start whenever they change. It keeps none in another order. */
export function useFirstRows(): void {
  const workspaces = useWorkspacesStore()
  let timer: ReturnType<typeof setTimeout> | undefined
  let kept = ''

  function keep(): void {
    if (!workspaces.loaded || workspaces.sortBy !== 'name' || workspaces.reversed) return
    const rows = workspaces.sorted.slice(0, keptRows).map(shownOf)
    const first = { total: workspaces.total, rows }
    const text = JSON.stringify(first)
    if (text === kept) return
    kept = text
    // If it fails, the next start reads the files before it shows a list.
    void workspaces.keepFirstRows(first)
  }

  watch(
    () => workspaces.sorted,
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => requestIdleCallback(keep), pauseMs)
    },
    { immediate: true },
  )
}
