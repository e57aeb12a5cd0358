import { pack } from '../domain/packed'
import { ok } from '../domain/result'
import type { Result } from '../domain/result'
import type { ClosingLoss } from '../domain/contract'
import type { AboutView } from '../domain/app/about'
import type { MachineView } from '../domain/app/machineView'
import type { AccountBookFile } from './storage/records/accountBookFile'
import type { Exporting } from './exchange/exporting'
import type { Importing } from './exchange/importing'
import type { ProfileImport } from './exchange/profileImport'
import type { WorkspaceImport } from './exchange/workspaceImport'
import type { Handlers } from './ipc'
import type { Sample } from './workspaces/sample'
import type { FirstRowsFile } from './storage/records/firstRowsFile'
import type { SettingsKeeper } from './storage/records/settings'
import type { TestRuns } from './tests/testRuns'
import type { Keychain } from './storage/secrets/keychain'
import type { Workspaces } from './workspaces/workspaces'

type HandlerDependencies = {
  workspaces: Workspaces
  keychain: Keychain
  /** Parts that the first screen does not need are loaded when they are first used. */
  testRuns: () => Promise<TestRuns>
  sample: Sample
  settings: SettingsKeeper
  accountBook: AccountBookFile
  firstRows: FirstRowsFile
  exporting: () => Promise<Exporting>
  importing: () => Promise<Importing>
  profileImport: () => Promise<ProfileImport>
  workspaceImport: () => Promise<WorkspaceImport>
  describeMachine: () => MachineView
  describeApplication: () => AboutView
  showDataFolder: () => Promise<Result<null>>
  copyText: (text: string) => Promise<void>
  readyToClose: (wouldLose: ClosingLoss) => Promise<void>
  /** Called at the end of work that leaves much memory behind. */
  returnMemory: () => void
}

/** Maps each call to the part that answers it. */
export function createHandlers(parts: HandlerDependencies): Handlers {
  const { workspaces, keychain, testRuns, sample, settings, accountBook } = parts
  const { exporting, importing, profileImport, workspaceImport } = parts
  /** The list as far as the window has asked for it. */
  let listing: ReturnType<Workspaces['rowParts']> | undefined
  return {
    async listWorkspaces({ begin }) {
      if (begin || !listing) listing = workspaces.rowParts(parts.describeMachine().environment)
      const next = await listing.next()
      if (!next.done) return ok(pack({ rows: next.value, end: null }))
      listing = undefined
      parts.returnMemory()
      return next.value.ok ? ok(pack({ rows: [], end: next.value.value })) : next.value
    },
    readWorkspace: ({ id }) => workspaces.find(id),
    keepFirstRows: (rows) => parts.firstRows.keep(rows),
    createWorkspace: ({ id }) => workspaces.create(id),
    keepDraft: (input) => workspaces.keepDraft(input),
    discardDraft: ({ id }) => workspaces.discardDraft(id),
    saveWorkspace: (input) => workspaces.save(input),
    duplicateWorkspace: (input) => workspaces.duplicate(input),
    deleteWorkspace: ({ id }) => workspaces.delete(id),
    restoreWorkspace: ({ id }) => workspaces.restore(id),
    forgetDeleted: ({ id }) => workspaces.forgetDeleted(id),
    rememberOpened: ({ id }) => workspaces.rememberOpened(id),
    setFavourite: (input) => workspaces.setFavourite(input),
    testConnection: async (input) => (await testRuns()).testConnection(input),
    testMany: async (input) => (await testRuns()).testMany(input).finally(parts.returnMemory),
    cancelTest: async ({ runId }) => (await testRuns()).cancel(runId),
    checkReadiness: async (input) => (await testRuns()).checkReadiness(input),
    describeMachine: async () => ok(parts.describeMachine()),
    describeApplication: async () => ok(parts.describeApplication()),
    checkKeychain: async () => ok(await keychain.check()),
    openSample: ({ id }) => sample.open(id),
    startInstance: ({ port }) => sample.startInstance(port),
    readSettings: async () => ok(settings.read()),
    changeSettings: (change) => settings.change(change),
    resetSettings: () => settings.reset(),
    chooseCertificates: () => settings.chooseCertificates(),
    removeCertificates: () => settings.removeCertificates(),
    describeCertificates: () => settings.describeCertificates(),
    showDataFolder: () => parts.showDataFolder(),
    readAccountBook: () => accountBook.read(),
    keepAccountBook: ({ accounts }) => accountBook.keep(accounts),
    exportWorkspaces: async (input) => (await exporting()).run(input),
    previewImport: async () => (await importing()).preview(),
    unlockImport: async ({ passphrase }) => (await importing()).unlock(passphrase),
    runImport: async ({ choices }) => (await importing()).run(choices),
    undoImport: async ({ importId }) => (await workspaceImport()).undo.undo(importId),
    settleImport: async ({ importId }) => (await workspaceImport()).undo.settle(importId),
    readProfiles: async () => (await profileImport()).read(),
    importProfiles: async (input) => (await profileImport()).run(input),
    endImport: async () => ok(endImport(await importing(), await profileImport())),
    copyText: async ({ text }) => ok(await parts.copyText(text).then(() => null)),
    readyToClose: async ({ wouldLose }) => ok(await parts.readyToClose(wouldLose).then(() => null)),
  }
}

function endImport(...imports: { end: () => void }[]): null {
  for (const one of imports) one.end()
  return null
}
