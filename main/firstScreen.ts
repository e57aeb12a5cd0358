import type { FirstScreen } from '../domain/firstScreen'
import type { MachineView } from '../domain/app/machineView'
import type { AccountBookFile } from './storage/records/accountBookFile'
import type { FirstRowsFile } from './storage/records/firstRowsFile'
import type { SettingsKeeper } from './storage/records/settings'
import type { Workspaces } from './workspaces/workspaces'

/** Collects what the first screen shows, as it is now. It does not wait for workspaces that are still being read. */
export function createFirstScreen(parts: {
  workspaces: Workspaces
  settings: SettingsKeeper
  accountBook: AccountBookFile
  firstRows: FirstRowsFile
  describeMachine: () => MachineView
}): () => Promise<FirstScreen> {
  const { workspaces, settings, accountBook, firstRows, describeMachine } = parts
  return async () => {
    const machine = describeMachine()
    const list = workspaces.isRead() ? await workspaces.rows(machine.environment) : null
    const rows = list ? undefined : firstRows.read()
    return {
      machine,
      settings: settings.read(),
      accounts: await accountBook.read(),
      list,
      early: rows ? workspaces.early(rows) : null,
      opened: await workspaces.opened(list?.ok ? list.value.workspaces : (rows?.rows ?? [])),
    }
  }
}
