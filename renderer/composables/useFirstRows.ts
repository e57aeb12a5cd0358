import { watch } from 'vue'
import { keptRows, rowOf } from '../../domain/list/workspaceRow'
import { noChanges } from '../../domain/secret/secret'
import { useAccountsStore } from '../stores/accounts'
import { useMachineStore } from '../stores/machine'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'

/** How long the list must stay as it is before its first rows are kept, in milliseconds. */
const pauseMs = 1_000

/** Keeps the first rows of the list for the next start whenever they change. It keeps none in another order. */
export function useFirstRows(): void {
  const workspaces = useWorkspacesStore()
  const accounts = useAccountsStore()
  const machine = useMachineStore()
  let timer: ReturnType<typeof setTimeout> | undefined
  let kept = ''

  function keep(): void {
    if (!workspaces.loaded || workspaces.sortBy !== 'name' || workspaces.reversed) return
    const known = { book: accounts.book, environment: machine.view.environment, changes: noChanges() }
    const rows = workspaces.sorted.slice(0, keptRows).map((record) => rowOf(record, known))
    const first = { total: workspaces.total, rows }
    const text = JSON.stringify(first)
    if (text === kept) return
    kept = text
    // If it fails, the next start reads the files before it shows a list.
    void workspaces.keepFirstRows(first)
  }

  watch(
    [() => workspaces.sorted, () => accounts.book],
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => requestIdleCallback(keep), pauseMs)
    },
    { immediate: true },
  )
}
