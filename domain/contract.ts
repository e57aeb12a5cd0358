import * as v from 'valibot'
import type { AboutView } from './app/about'
import { accountBookSchema } from './accounts/accountBook'
import type { AccountBookView } from './accounts/accountBook'
import { boundedList } from './bounded'
import type { Command } from './app/commands'
import type { ProfilesView } from './exchange/awsProfiles'
import { importChoices } from './exchange/importPlan'
import type { ExportOutcome, ImportOutcome, ImportPreview, ImportUndone } from './exchange/importPlan'
import type { KeychainStatus, MachineView } from './app/machineView'
import type { Packed } from './packed'
import { firstRowsSchema } from './list/workspaceRow'
import { idSchema as id } from './workspace/id'
import { newPassphraseSchema, passphraseSchema } from './exchange/passphrase'
import type { Result } from './result'
import { secretChangesSchema } from './secret/secret'
import { settingsChangeSchema } from './app/settings'
import type { CertificatesView, Settings } from './app/settings'
import { sideSchema } from './side'
import type { SideResult } from './test/testMany'
import type { Stage, TestReport } from './test/testReport'
import { workspaceSchema } from './workspace/workspace'
import type { ListChange, ListPart } from './list/workspaceList'
import type { WorkspaceRecord } from './workspace/workspaceRecord'

const copyName = v.pipe(v.string(), v.maxLength(10_000), v.trim(), v.nonEmpty(), v.maxLength(1_000))
/** A list of more items than anyone has workspaces. */
const listOf = <S extends v.GenericSchema>(item: S) => boundedList(item, 50_000)
/** A list in which each workspace is named once. */
const once = v.check<string[], string>((ids) => new Set(ids).size === ids.length, 'One is named twice.')
const bothSecrets = v.object({ source: secretChangesSchema, destination: secretChangesSchema })

/** Every call from the window to the main process, with the schema of its input. */
export const callInputs = {
  /** Some of all workspaces as rows, from the first ones if it begins, else those after the last ones. */
  listWorkspaces: v.object({ begin: v.boolean() }),
  /** Reads one workspace from its files, because it is opened or acted on. */
  readWorkspace: v.object({ id }),
  /** Keeps what the list shows first for the next start. */
  keepFirstRows: firstRowsSchema,
  /** Creates an unsaved workspace under an id from the window, so that it can be edited at once. */
  createWorkspace: v.object({ id }),
  /** Writes unsaved edits, so that they survive closing and crashes. */
  keepDraft: v.object({ id, draft: workspaceSchema }),
  /** Discards unsaved edits; null if the workspace was never saved and is now gone. */
  discardDraft: v.object({ id }),
  /**
   * Saves a workspace and its secrets together, or nothing; nothing either if another content than `basedOn` is saved
   * by now. `thisRunOnly` keeps secrets in memory instead.
   */
  saveWorkspace: v.object({
    id,
    workspace: workspaceSchema,
    /** What was saved when the edits were begun; null if nothing was. */
    basedOn: v.nullable(workspaceSchema),
    secrets: bothSecrets,
    thisRunOnly: v.boolean(),
  }),
  /** Duplicates a workspace under a free name; its saved secrets are copied on request, inside the main process. */
  duplicateWorkspace: v.object({ id, name: copyName, withSecrets: v.boolean() }),
  /** Removes a workspace from the list; it can be restored until `forgetDeleted` or the application ends. */
  deleteWorkspace: v.object({ id }),
  restoreWorkspace: v.object({ id }),
  /** Deletes for good what `deleteWorkspace` took out: keychain entries first, then the file. */
  forgetDeleted: v.object({ id }),
  /** Records which workspace is open, for the next start and the recently opened ones. */
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
   * Tests both sides of many workspaces as saved on disk, drafts included; `typed` are secrets that exist only in the
   * window. Updates arrive as `testManyProgress` events of the same run; resolves when all tests have ended.
   */
  testMany: v.object({
    runId: id,
    ids: v.pipe(listOf(id), v.minLength(1), once),
    typed: listOf(v.object({ id, secrets: bothSecrets })),
  }),
  /** Ends a run of one test or of many. */
  cancelTest: v.object({ runId: id }),
  /** Checks whether a source that passed its test is ready to be read; cancelled like a test. */
  checkReadiness: v.object({ runId: id, id, workspace: workspaceSchema, secrets: bothSecrets }),
  /** Describes this machine and the application's environment. */
  describeMachine: v.object({}),
  /** Describes the application itself: versions, system, licence. */
  describeApplication: v.object({}),
  /** Writes, reads and deletes a test entry to check whether the keychain can be used. */
  checkKeychain: v.object({}),
  /** Starts the sample's two instances and returns its workspace; creates it if `id`, the listed sample's, is null. */
  openSample: v.object({ id: v.nullable(id) }),
  /** Starts an empty local instance in memory, on loopback alone; it ends with the application. */
  startInstance: v.object({ port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)) }),
  readSettings: v.object({}),
  /** Changes the given settings and keeps the others. */
  changeSettings: settingsChangeSchema,
  /** Resets all settings; workspaces and account book stay. */
  resetSettings: v.object({}),
  /** Lets the person choose a certificate file; returns unchanged settings if they choose none. */
  chooseCertificates: v.object({}),
  removeCertificates: v.object({}),
  /** Reads the chosen certificate file anew; null if none is chosen. */
  describeCertificates: v.object({}),
  /** Shows the application's data folder, and no other, in the system's file manager. */
  showDataFolder: v.object({}),
  readAccountBook: v.object({}),
  /** Replaces the whole account book. */
  keepAccountBook: v.object({ accounts: accountBookSchema }),
  /**
   * Exports saved workspaces to a file that the person chooses; null if they choose none. With a passphrase their
   * secrets are included, encrypted, after the person has agreed in a system dialog.
   */
  exportWorkspaces: v.object({ ids: v.pipe(listOf(id), once), passphrase: v.nullable(newPassphraseSchema) }),
  /** Lets the person choose a file and previews its import; null if they choose none. Changes nothing. */
  previewImport: v.object({}),
  /** Decrypts the encrypted file chosen last and previews its import. */
  unlockImport: v.object({ passphrase: passphraseSchema }),
  /** Imports the file previewed last; `choices` resolve the conflicts in the order of the preview. */
  runImport: v.object({ choices: listOf(v.picklist(importChoices)) }),
  /** Undoes the last import as a whole: what it added goes, what it changed comes back with secrets and reports. */
  undoImport: v.object({ importId: id }),
  /** Ends the time in which an import can be undone. */
  settleImport: v.object({ importId: id }),
  /** Reads the AWS CLI's profiles. Its two files are read only now. */
  readProfiles: v.object({}),
  /** Creates workspaces from the profiles read; keys are imported on request, after consent in a system dialog. */
  importProfiles: v.object({ names: listOf(v.pipe(v.string(), v.maxLength(10_000))), withKeys: v.boolean() }),
  /** Drops everything an import has read, including secrets. */
  endImport: v.object({}),
  /** Copies a text to the clipboard; long enough for the results of ten thousand workspaces. */
  copyText: v.object({ text: v.pipe(v.string(), v.maxLength(20_000_000)) }),
  /**
   * The window's answer to `closing`, when its drafts are written. The person is asked first if closing loses anything.
   */
  readyToClose: v.object({ wouldLose: v.picklist(['nothing', 'secrets', 'edits']) }),
} as const satisfies Record<string, v.GenericSchema>

/** What closing the window would lose: typed secrets, or edits that could not be written. */
export type ClosingLoss = CallInput<'readyToClose'>['wouldLose']

/** What each call answers with. */
export type CallOutputs = {
  listWorkspaces: Packed<ListPart>
  readWorkspace: WorkspaceRecord
  keepFirstRows: null
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
  /** How many results the events of this run carry; the last event might arrive after this answer. */
  testMany: { resultCount: number }
  cancelTest: null
  /** The report of the test with the readiness added; null if cancelled. */
  checkReadiness: TestReport | null
  describeMachine: MachineView
  describeApplication: AboutView
  checkKeychain: KeychainStatus
  openSample: WorkspaceRecord
  startInstance: null
  readSettings: Settings
  changeSettings: Settings
  resetSettings: Settings
  chooseCertificates: Settings
  removeCertificates: Settings
  describeCertificates: CertificatesView | null
  showDataFolder: null
  readAccountBook: AccountBookView
  keepAccountBook: AccountBookView
  exportWorkspaces: ExportOutcome | null
  previewImport: ImportPreview | null
  unlockImport: ImportPreview
  runImport: ImportOutcome
  undoImport: ImportUndone
  settleImport: null
  readProfiles: ProfilesView
  /** Null if the person does not agree to import keys. */
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
  /** What changed of the list, whoever changed the files. */
  listChanged: Packed<ListChange>
  /** The stages of a running test as they stand now. */
  testProgress: { runId: string; stages: Stage[] }
  /** How many tables a readiness check has looked at. */
  readinessProgress: { runId: string; done: number; of: number }
  /** The updates since the last such event of a test of many workspaces, in order. */
  testManyProgress: { runId: string; results: SideResult[] }
  /** A command chosen in the native menu. */
  command: Command
  /** The window is about to close; answered by `readyToClose`. */
  closing: null
}
export type EventName = keyof Events

/** What the preload exposes as `window.api`: the calls, and a way to listen to events. */
export type Api = Calls & {
  on: <N extends EventName>(name: N, listener: (event: Events[N]) => void) => () => void
}
