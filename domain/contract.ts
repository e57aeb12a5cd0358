import * as v from 'valibot'
import { accountBookSchema } from './accounts/accountBook'
import type { AccountBookView } from './accounts/accountBook'
import { boundedList } from './bounded'
import type { Command } from './app/commands'
import type { ProfilesView } from './exchange/awsProfiles'
import { importChoices } from './exchange/importPlan'
import type { ExportOutcome, ImportOutcome, ImportPreview } from './exchange/importPlan'
import type { KeychainStatus, MachineView } from './app/machineView'
import type { Packed } from './packed'
import { idSchema as id } from './workspace/id'
import { newPassphraseSchema, passphraseSchema } from './exchange/passphrase'
import type { Result } from './result'
import { secretChangesSchema } from './secret/secret'
import { settingsChangeSchema } from './app/settings'
import type { Settings } from './app/settings'
import { sideSchema } from './side'
import type { SideResult } from './test/testMany'
import type { Stage, TestReport } from './test/testReport'
import { workspaceSchema } from './workspace/workspace'
import type { WorkspaceList, WorkspaceRecord } from './workspace/workspaceRecord'

const copyName = v.pipe(v.string(), v.maxLength(10_000), v.trim(), v.nonEmpty(), v.maxLength(1_000))
/** A list of more items than anyone has workspaces. */
const listOf = <S extends v.GenericSchema>(item: S) => boundedList(item, 50_000)
/** A list in which each workspace is named once. */
const once = v.check<string[], string>((ids) => new Set(ids).size === ids.length, 'One is named twice.')
const bothSecrets = v.object({ source: secretChangesSchema, destination: secretChangesSchema })

/** Every call from the window to the main process, with the schema of its input. */
export const callInputs = {
  /** All workspaces, files that could not be read, and the one that was open last. */
  listWorkspaces: v.object({}),
  /** A new, unsaved workspace under an id that the window made up, so that it can be typed into at once. */
  createWorkspace: v.object({ id }),
  /** Keeps unsaved edits across closing and crashes. */
  keepDraft: v.object({ id, draft: workspaceSchema }),
  /** Drops unsaved edits; answers null when nothing was ever saved, and the workspace is gone. */
  discardDraft: v.object({ id }),
  /** Saves a workspace and its secrets together, or nothing. `thisRunOnly` keeps secrets in memory instead. */
  saveWorkspace: v.object({ id, workspace: workspaceSchema, secrets: bothSecrets, thisRunOnly: v.boolean() }),
  /** A copy under a name that is free; its saved secrets are copied inside the main process, when asked for. */
  duplicateWorkspace: v.object({ id, name: copyName, withSecrets: v.boolean() }),
  /** Takes a workspace out of the list; until `forgetDeleted` or the end of the run it can be restored. */
  deleteWorkspace: v.object({ id }),
  restoreWorkspace: v.object({ id }),
  /** Deletes for good what `deleteWorkspace` took out: keychain entries first, then the file. */
  forgetDeleted: v.object({ id }),
  /** Remembers which workspace is open, for the next start, and that it was opened lately. */
  rememberOpened: v.object({ id }),
  /** Marks a workspace as a favourite, or no longer; kept for the list, not in the workspace. */
  setFavourite: v.object({ id, isFavourite: v.boolean() }),
  /** Tests one side as it stands in the form. Stages arrive as `testProgress` events of the same run. */
  testConnection: v.object({
    runId: id,
    id,
    side: sideSchema,
    workspace: workspaceSchema,
    secrets: bothSecrets,
  }),
  /**
   * Tests both sides of many workspaces as they stand on disk, drafts included; `typed` are secrets that are in the
   * window alone. News arrives as `testManyProgress` events of the same run; answers when all have ended.
   */
  testMany: v.object({
    runId: id,
    ids: v.pipe(listOf(id), v.minLength(1), once),
    typed: listOf(v.object({ id, secrets: bothSecrets })),
  }),
  /** Ends a run of one test or of many. */
  cancelTest: v.object({ runId: id }),
  /** Looks further into a source that passed its test; cancelled as a test is. */
  checkReadiness: v.object({ runId: id, id, workspace: workspaceSchema, secrets: bothSecrets }),
  /** What is seen of this machine and of the application's environment. */
  describeMachine: v.object({}),
  /** Writes, reads and deletes a canary, to see whether the keychain can be used. */
  checkKeychain: v.object({}),
  /** The sample workspace, with its two instances running; a new one where `id`, that of the sample in the list, is null. */
  openSample: v.object({ id: v.nullable(id) }),
  readSettings: v.object({}),
  /** Changes the settings that are named; the others stay. */
  changeSettings: settingsChangeSchema,
  /** Sets every setting back to what it was at the first start; workspaces and account book stay. */
  resetSettings: v.object({}),
  /** Lets the person choose a file of certificates; answers the settings as they were when none is chosen. */
  chooseCertificates: v.object({}),
  removeCertificates: v.object({}),
  /** Shows the folder of the application's data in the system's file manager; no other can be asked for. */
  showDataFolder: v.object({}),
  readAccountBook: v.object({}),
  /** Replaces the whole account book. */
  keepAccountBook: v.object({ accounts: accountBookSchema }),
  /**
   * Writes workspaces as they are saved into a file that the person chooses; null when none is chosen. With a
   * passphrase their secrets go along, encrypted, after the person has agreed in a dialog of the system.
   */
  exportWorkspaces: v.object({ ids: v.pipe(listOf(id), once), passphrase: v.nullable(newPassphraseSchema) }),
  /** Lets the person choose a file and says what importing it would do; null when none is chosen. Changes nothing. */
  previewImport: v.object({}),
  /** The same for the encrypted file that was chosen last. */
  unlockImport: v.object({ passphrase: passphraseSchema }),
  /** Imports the file that was previewed last: for each workspace, in the order of the preview, what a conflict ends in. */
  runImport: v.object({ choices: listOf(v.picklist(importChoices)) }),
  /** The profiles of the AWS CLI; its two files are read now, and at no other time. */
  readProfiles: v.object({}),
  /** Makes workspaces of profiles that were read; their keys come along when asked for, and agreed to in a dialog of the system. */
  importProfiles: v.object({ names: listOf(v.pipe(v.string(), v.maxLength(10_000))), withKeys: v.boolean() }),
  /** Drops what an import has read, secrets among it. */
  endImport: v.object({}),
  /** Has room for the results of ten thousand workspaces. */
  copyText: v.object({ text: v.pipe(v.string(), v.maxLength(20_000_000)) }),
  /** The window's answer to `closing`: its drafts are written; what closing would lose is asked about first. */
  readyToClose: v.object({ wouldLose: v.picklist(['nothing', 'secrets', 'edits']) }),
} as const satisfies Record<string, v.GenericSchema>

/** What closing the window would lose: typed secrets, or edits that could not be written. */
export type ClosingLoss = CallInput<'readyToClose'>['wouldLose']

/** What each call answers with. */
export type CallOutputs = {
  listWorkspaces: Packed<WorkspaceList>
  createWorkspace: WorkspaceRecord
  keepDraft: null
  discardDraft: WorkspaceRecord | null
  saveWorkspace: WorkspaceRecord
  duplicateWorkspace: WorkspaceRecord
  deleteWorkspace: null
  restoreWorkspace: WorkspaceRecord
  forgetDeleted: null
  rememberOpened: null
  setFavourite: null
  testConnection: TestReport
  /** How many results the events of this run carry in all: the last event might arrive after this result. */
  testMany: { resultCount: number }
  cancelTest: null
  /** The report of the test with what was found added to it; null when cancelled. */
  checkReadiness: TestReport | null
  describeMachine: MachineView
  checkKeychain: KeychainStatus
  openSample: WorkspaceRecord
  readSettings: Settings
  changeSettings: Settings
  resetSettings: Settings
  chooseCertificates: Settings
  removeCertificates: Settings
  showDataFolder: null
  readAccountBook: AccountBookView
  keepAccountBook: AccountBookView
  exportWorkspaces: ExportOutcome | null
  previewImport: ImportPreview | null
  unlockImport: ImportPreview
  runImport: ImportOutcome
  readProfiles: ProfilesView
  /** Null when the person does not agree that keys are taken. */
  importProfiles: ImportOutcome | null
  endImport: null
  copyText: null
  readyToClose: null
}

export type CallName = keyof typeof callInputs
export type CallInput<N extends CallName> = v.InferOutput<(typeof callInputs)[N]>
export type CallOutput<N extends CallName> = CallOutputs[N]

/** The calls as the window makes them. */
export type Calls = { [N in CallName]: (input: CallInput<N>) => Promise<Result<CallOutput<N>>> }

/** Every event from the main process to the window. */
export type Events = {
  /** The stages of a running test as they stand now. */
  testProgress: { runId: string; stages: Stage[] }
  /** How many tables a readiness check has looked at. */
  readinessProgress: { runId: string; done: number; of: number }
  /** What happened since the last such event while many workspaces are tested, in order. */
  testManyProgress: { runId: string; results: SideResult[] }
  /** A command chosen in the native menu. */
  command: Command
  /** The window is about to close; answered by `readyToClose`. */
  closing: null
}
export type EventName = keyof Events

/** What the preload exposes as `window.api`: the calls, and one way to listen. */
export type Api = Calls & {
  on: <N extends EventName>(name: N, listener: (event: Events[N]) => void) => () => void
}
