import type { FirstScreen } from '../domain/firstScreen'
import type { MachineView } from '../domain/app/machineView'
import type { AccountBookFile } from './storage/records/accountBookFile'
import type { SettingsKeeper } from './storage/records/settings'
import type { Workspaces } from './workspaces/workspaces'

/** Collects what the first screen shows, as it is now. It does not wait for workspaces that are still being read. */
export function createFirstScreen(parts: {
  workspaces: Workspaces
  settings: SettingsKeeper
  accountBook: AccountBookFile
  describeMachine: () => MachineView
}): () => Promise<FirstScreen> {
  const { workspaces, settings, accountBook, describeMachine } = parts
  return async () => ({
    machine: describeMachine(),
    settings: settings.read(),
    accounts: await accountBook.read(),
    list: workspaces.isRead() ? await workspaces.list() : null,
  })
}
