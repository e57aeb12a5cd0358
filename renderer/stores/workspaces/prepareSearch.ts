import type { WorkspaceRecord } from '../../../domain/workspace/workspaceRecord'
import { searchText } from '../../../domain/list/find'

/** Works the texts of the search out while the window has nothing else to do, so that its first key waits for none. */
export function prepareSearch(records: readonly WorkspaceRecord[]): void {
  const rest = records.values()
  function work(deadline: IdleDeadline): void {
    for (let next = rest.next(); !next.done; next = rest.next()) {
      searchText(next.value)
      if (deadline.timeRemaining() < 1) return void requestIdleCallback(work)
    }
  }
  requestIdleCallback(work)
}
