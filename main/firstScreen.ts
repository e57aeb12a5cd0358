import type { EarlyList, FirstScreen } from '../domain/firstScreen'
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
  const early = async (): Promise<EarlyList | null> => {
    const rows = firstRows.read()
    return rows ? workspaces.early(rows) : null
  }
  return async () => ({
    machine: describeMachine(),
    settings: settings.read(),
    accounts: await accountBook.read(),
    ...(workspaces.isRead()
      ? { list: await workspaces.list(), early: null }
      : { list: null, early: await early() }),
  })
}
