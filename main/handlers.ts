import { ok } from '../domain/result'
import type { ClosingLoss, MachineView } from '../domain/contract'
import type { Handlers } from './ipc'
import type { Sample } from './sample'
import type { SettingsKeeper } from './settings'
import type { TestRuns } from './testRuns'
import type { Keychain } from './storage/keychain'
import type { Workspaces } from './workspaces'

type Parts = {
  workspaces: Workspaces
  keychain: Keychain
  testRuns: TestRuns
  sample: Sample
  settings: SettingsKeeper
  describeMachine: () => MachineView
  copyText: (text: string) => Promise<void>
  readyToClose: (wouldLose: ClosingLoss) => Promise<void>
}

/** One line for each call: which part answers it. */
export function createHandlers(parts: Parts): Handlers {
  const { workspaces, keychain, testRuns, sample, settings } = parts
  return {
    listWorkspaces: () => workspaces.list(),
    createWorkspace: ({ id }) => workspaces.create(id),
    keepDraft: (input) => workspaces.keepDraft(input),
    discardDraft: ({ id }) => workspaces.discardDraft(id),
    saveWorkspace: (input) => workspaces.save(input),
    duplicateWorkspace: ({ id }) => workspaces.duplicate(id),
    deleteWorkspace: ({ id }) => workspaces.delete(id),
    restoreWorkspace: ({ id }) => workspaces.restore(id),
    forgetDeleted: ({ id }) => workspaces.forgetDeleted(id),
    rememberOpened: ({ id }) => workspaces.rememberOpened(id),
    testConnection: (input) => testRuns.start(input),
    testMany: (input) => testRuns.startMany(input),
    cancelTest: async ({ runId }) => testRuns.cancel(runId),
    describeMachine: async () => ok(parts.describeMachine()),
    checkKeychain: async () => ok(await keychain.check()),
    openSample: () => sample.open(),
    readSettings: async () => ok(settings.read()),
    setDeadline: ({ deadlineSeconds }) => settings.setDeadline(deadlineSeconds),
    chooseCertificates: () => settings.chooseCertificates(),
    removeCertificates: () => settings.removeCertificates(),
    copyText: async ({ text }) => ok(await parts.copyText(text).then(() => null)),
    readyToClose: async ({ wouldLose }) => ok(await parts.readyToClose(wouldLose).then(() => null)),
  }
}
