import * as v from 'valibot'
import type { ProfilesView } from './awsProfiles'
import type { EnvironmentView } from './environment'
import type { Failure } from './failure'
import { importChoices } from './importPlan'
import type { ExportOutcome, ImportOutcome, ImportPreview } from './importPlan'
import type { Machine } from './localHost'
import { newPassphraseSchema, passphraseSchema } from './passphrase'
import type { Result } from './result'
import { secretChangesSchema } from './secret'
import type { SecretStates } from './secret'
import { settingsSchema } from './settings'
import type { Settings } from './settings'
import { sideSchema } from './side'
import type { BothSides } from './side'
import type { Stage, TestReport } from './testReport'
import { workspaceSchema } from './workspace'
import type { Workspace } from './workspace'

const id = v.pipe(v.string(), v.uuid())
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
  /** A copy under a new name, without secrets. */
  duplicateWorkspace: v.object({ id }),
  /** Takes a workspace out of the list; until `forgetDeleted` or the end of the run it can be restored. */
  deleteWorkspace: v.object({ id }),
  restoreWorkspace: v.object({ id }),
  /** Deletes for good what `deleteWorkspace` took out: keychain entries first, then the file. */
  forgetDeleted: v.object({ id }),
  /** Remembers which workspace is open, for the next start. */
  rememberOpened: v.object({ id }),
  /** Tests one side as it stands in the form. Stages arrive as `testProgress` events of the same run. */
  testConnection: v.object({
    runId: id,
    id,
    side: sideSchema,
    workspace: workspaceSchema,
    secrets: bothSecrets,
  }),
  cancelTest: v.object({ runId: id }),
  /** What is seen of this machine and of the application's environment. */
  describeMachine: v.object({}),
  /** Writes, reads and deletes a canary, to see whether the keychain can be used. */
  checkKeychain: v.object({}),
  /** The sample workspace, with its two instances running. */
  openSample: v.object({}),
  readSettings: v.object({}),
  setDeadline: v.object({ deadlineSeconds: settingsSchema.entries.deadlineSeconds }),
  /** Lets the person choose a file of certificates; answers the settings as they were when none is chosen. */
  chooseCertificates: v.object({}),
  removeCertificates: v.object({}),
  /**
   * Writes workspaces as they are saved into a file that the person chooses; null when none is chosen. With a
   * passphrase their secrets go along, encrypted.
   */
  exportWorkspaces: v.object({ ids: v.array(id), passphrase: v.nullable(newPassphraseSchema) }),
  /** Lets the person choose a file and says what importing it would do; null when none is chosen. Changes nothing. */
  previewImport: v.object({}),
  /** The same for the encrypted file that was chosen last. */
  unlockImport: v.object({ passphrase: passphraseSchema }),
  /** Imports the file that was previewed last: for each workspace, in the order of the preview, what a conflict ends in. */
  runImport: v.object({ choices: v.array(v.picklist(importChoices)) }),
  /** The profiles of the AWS CLI; its two files are read now, and at no other time. */
  readProfiles: v.object({}),
  /** Makes workspaces of profiles that were read; their keys come along only when asked for. */
  importProfiles: v.object({ names: v.array(v.string()), withKeys: v.boolean() }),
  /** Drops what an import has read, secrets among it. */
  endImport: v.object({}),
  copyText: v.object({ text: v.pipe(v.string(), v.maxLength(100_000)) }),
  /** The window's answer to `closing`: its drafts are written; what closing would lose is asked about first. */
  readyToClose: v.object({ wouldLose: v.picklist(['nothing', 'secrets', 'edits']) }),
} as const satisfies Record<string, v.GenericSchema>

/** What closing the window would lose: typed secrets, or edits that could not be written. */
export type ClosingLoss = CallInput<'readyToClose'>['wouldLose']

/** What each call answers with. */
export type CallOutputs = {
  listWorkspaces: WorkspaceList
  createWorkspace: WorkspaceRecord
  keepDraft: null
  discardDraft: WorkspaceRecord | null
  saveWorkspace: WorkspaceRecord
  duplicateWorkspace: WorkspaceRecord
  deleteWorkspace: null
  restoreWorkspace: WorkspaceRecord
  forgetDeleted: null
  rememberOpened: null
  testConnection: TestReport
  cancelTest: null
  describeMachine: MachineView
  checkKeychain: KeychainStatus
  openSample: WorkspaceRecord
  readSettings: Settings
  setDeadline: Settings
  chooseCertificates: Settings
  removeCertificates: Settings
  exportWorkspaces: ExportOutcome | null
  previewImport: ImportPreview | null
  unlockImport: ImportPreview
  runImport: ImportOutcome
  readProfiles: ProfilesView
  importProfiles: ImportOutcome
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

/** The product's own commands, as menu and shortcuts name them. */
export const commands = [
  'newWorkspace',
  'saveWorkspace',
  'discardDraft',
  'duplicateWorkspace',
  'deleteWorkspace',
  'findWorkspace',
  'testSource',
  'testDestination',
  'testBoth',
  'cancelTest',
  'openSample',
  'openSettings',
  'exportWorkspaces',
  'importWorkspaces',
] as const
export type Command = (typeof commands)[number]

/** One workspace as the window holds it. At least one of `saved` and `draft` is there. */
export type WorkspaceRecord = {
  id: string
  saved: Workspace | null
  savedAt: string | null
  draft: Workspace | null
  /** Set when a newer version of the application wrote the file. */
  readOnly: boolean
  secrets: BothSides<SecretStates>
  /** Newest first. */
  reports: BothSides<TestReport[]>
}

export type WorkspaceList = {
  workspaces: WorkspaceRecord[]
  /** Files that could not be read, under the names that they were set aside as. */
  setAside: { file: string; reason: string }[]
  lastOpened: string | null
}

export type MachineView = {
  environment: EnvironmentView
  machine: Machine
  keychain: KeychainStatus
  platform: 'linux' | 'darwin' | 'win32'
}

/** `unknown` until the keychain was needed for the first time. */
export type KeychainStatus =
  { kind: 'unknown' } | { kind: 'ready' } | { kind: 'unavailable'; failure: Failure }
