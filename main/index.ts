import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, release, tmpdir, type } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { app, clipboard, nativeTheme, session } from 'electron'
import { commandWords } from './commandLine/commandLine'
import type { MachineView } from '../domain/app/machineView'
import { errorName } from '../domain/errorName'
import { once } from '../domain/once'
import { pack } from '../domain/packed'
import { viewEnvironment } from './aws/run/environment'
import type { AgreeToLeave } from './exchange/secretsLeave'
import { chooseFile, chooseTarget, confirmLeave } from './dialogs'
import { createFirstScreen } from './firstScreen'
import { createHandlers } from './handlers'
import { serve } from './ipc'
import { logLine } from './log'
import { readMachine } from './machine/machine'
import { installMenu, omitDefaultMenu } from './menu'
import { startAgain, tellingSwitches, withoutTelling } from './quietStart'
import { createSample } from './workspaces/sample'
import { createMemoryReturn } from './returnMemory'
import {
  declareScheme,
  isTrustedSender,
  prepareDefaultSession,
  prepareWindowSession,
  showDataFolder,
} from './security'
import { createAccountBookFile } from './storage/records/accountBookFile'
import { createKeychain, serviceName } from './storage/secrets/keychain'
import { sweepTemporaries } from './storage/files/replaceFile'
import { createStateFile } from './storage/records/stateFile'
import { createWorkspaceFiles } from './storage/records/workspaceFiles'
import { watchFolder } from './storage/files/watching'
import { isWritable } from './storage/files/writable'
import { openFirstRowsFile } from './storage/records/firstRowsFile'
import { createSettings } from './storage/records/settings'
import type { TestRuns } from './tests/testRuns'
import { openWindow } from './window'
import type { Window } from './window'
import { createListChanges } from './workspaces/listChanges'
import { createWorkspaces } from './workspaces/workspaces'

/**
 * How long quitting waits for a keychain that does not answer, in milliseconds; the next start clears what is left.
 */
const quitAfterMs = 3_000
/** How long after the window is shown the code of the connection test is loaded, in milliseconds. */
const prepareAfterMs = 1_500
/** How long after the last long work its memory is returned, in milliseconds. */
const returnMemoryAfterMs = 3_000

const userData = app.getPath('userData')
// Only the name of an unexpected error is logged, because its text might contain what was typed.
const logUnexpected = (error: unknown): void => logLine(`Unexpected in the main process: ${errorName(error)}`)
process.on('uncaughtException', logUnexpected)
process.on('unhandledRejection', logUnexpected)

const words = commandWords(process.argv, Boolean(process.defaultApp))
// Diagnostics that are allowed in development are turned off in the packaged application.
if (app.isPackaged) {
  const quiet = withoutTelling(process.env)
  if (quiet) process.exit(await startAgain(quiet, words ? 'command' : 'window'))
  for (const name of tellingSwitches) app.commandLine.removeSwitch(name)
}
// On Linux Electron exits when there is no display. It looks for one only after this module has loaded, so the
// command runs to completion while the module loads, with or without a display.
if (words && process.platform === 'linux') process.exit(await runCommand(words, 'plain'))
else if (words) void runCommand(words, 'ready').then((code) => app.exit(code))
else {
  app.setPath('sessionData', chromiumFolder('browser'))
  // The window collects its garbage sooner (size in MB), so that a long list does not leave its memory grown.
  app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=2')
  declareScheme()
  omitDefaultMenu()
  // Each user-data folder has one instance: a second one activates the first and quits. The lock is a file, so a
  // read-only folder cannot be locked and allows any number of instances.
  if (!isWritable(userData) || app.requestSingleInstanceLock()) void start()
  else app.quit()
}

/**
 * The folder for Chromium's own files. It is a temporary one, removed on exit, if the application's data is
 * read-only.
 */
function chromiumFolder(name: 'browser' | 'command'): string {
  if (isWritable(userData)) return join(userData, name)
  const folder = mkdtempSync(join(tmpdir(), 'dynamodb-workspaces-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * Runs the command line, without a window or a lock, so that it can run beside the window. The system's proxies can
 * be read only when Electron is ready.
 */
async function runCommand(commandLine: string[], electron: 'plain' | 'ready'): Promise<number> {
  if (electron === 'ready') {
    // Chromium's own files cannot be shared with the window's process.
    app.setPath('sessionData', chromiumFolder('command'))
    app.dock?.hide()
    await app.whenReady()
  }
  const { runCommandLine } = await import('./commandLine/cli')
  const { proxiesOfEnvironment } = await import('./aws/network/environmentProxies')
  return runCommandLine(commandLine, {
    userData,
    appVersion: app.getVersion(),
    environment: process.env,
    proxyFor:
      electron === 'ready'
        ? (url) => session.defaultSession.resolveProxy(url)
        : proxiesOfEnvironment(process.env),
    print: (text) => new Promise((printed) => process.stdout.write(text, () => printed())),
    complain: (text) => void process.stderr.write(text),
  })
}

async function start(): Promise<void> {
  let window: Window | undefined
  let quitting = false
  const environment = process.env
  // A test changes the process's own environment, to keep the SDK from reading the AWS CLI's files.
  const environmentAtStart = { ...environment }

  const stateFile = createStateFile(join(userData, 'state.json'))
  const keychain = createKeychain({ service: serviceName(userData) })
  const folder = join(userData, 'workspaces')
  const changes = createListChanges({
    workspaces: () => workspaces,
    files: () => files,
    environment: () => viewEnvironment(environment),
    send: (change) => window?.send('listChanged', pack(change)),
  })
  const files = createWorkspaceFiles({
    folder,
    appVersion: app.getVersion(),
    onChange(id, from) {
      changes.note(id, from)
      watchFiles()
    },
  })
  let isWatching = false
  /** Watches the folder of the workspaces once there is one, to the end of this process. */
  const watchFiles = (): void => {
    if (isWatching) return
    const stop = watchFolder(folder, {
      onNames: (names) => void files.look(names),
      onAny: () => void files.look(),
    })
    isWatching = stop !== undefined
  }
  const firstRows = openFirstRowsFile(userData, folder)
  // A short list is read now, because this process is mostly idle until the window opens and then the window needs the
  // list at once. A long one is read when the window has shown its first rows and requests it.
  if (!firstRows.read()) void files.beginList()
  const workspaces = createWorkspaces({ files, keychain, stateFile })
  const settings = createSettings({
    stateFile,
    chooseFile: async () => (window ? chooseFile(window.browserWindow, 'certificates') : undefined),
    onChange: ({ theme }) => (nativeTheme.themeSource = theme),
  })
  const accountBook = createAccountBookFile({ folder: userData })
  const sample = createSample(workspaces)
  const returnMemory = createMemoryReturn(returnMemoryAfterMs)
  let running: TestRuns | undefined
  const testRuns = once(async () => {
    const { createTestRuns } = await import('./tests/testRuns')
    return (running = createTestRuns({
      workspaces,
      settings,
      environment,
      readMachine,
      proxyFor: (url) => session.defaultSession.resolveProxy(url),
      sample,
      onStages: (runId, stages) => window?.send('testProgress', { runId, stages }),
      onReadiness: (runId, done, of) => window?.send('readinessProgress', { runId, done, of }),
      onResults: (news) => window?.send('testManyProgress', news),
      showProgress: (share) => window?.showProgress(share),
    }))
  })
  const workspaceImport = once(async () => {
    const { createWorkspaceImport } = await import('./exchange/workspaceImport')
    return createWorkspaceImport({ workspaces, keychain, deleted: files.deleted })
  })

  const agree: AgreeToLeave = async (leave) =>
    window !== undefined && confirmLeave(window.browserWindow, leave)
  app.on('second-instance', () => {
    if (window?.browserWindow.isMinimized()) window.browserWindow.restore()
    window?.browserWindow.focus()
  })
  app.on('before-quit', () => (quitting = true))
  app.on('window-all-closed', () => {
    running?.cancelAll()
    if (process.platform !== 'darwin' || quitting) {
      const cleared = Promise.race([
        Promise.all([workspaces.purgeDeleted(), files.idle()]),
        setTimeout(quitAfterMs),
      ])
      void cleared.finally(() => {
        sample.stop()
        app.quit()
      })
    }
  })

  await app.whenReady()
  nativeTheme.themeSource = settings.read().theme
  const describeMachine = (): MachineView => ({
    environment: viewEnvironment(environment),
    machine: readMachine(),
    keychain: keychain.status(),
    platform: process.platform as 'linux' | 'darwin' | 'win32',
    dataFolder: userData,
  })
  const firstScreen = createFirstScreen({ workspaces, settings, accountBook, firstRows, describeMachine })
  const pages = join(import.meta.dirname, '../renderer')
  const sessionReady = prepareWindowSession(pages, firstScreen)
  const open = (): void => {
    window = openWindow(stateFile, sessionReady, () => (quitting = false))
    window.browserWindow.on('closed', () => (window = undefined))
    // A folder that is shared over a network might not say what others changed in it.
    window.browserWindow.on('focus', () => void files.look())
  }
  app.on('activate', () => {
    if (!window) open()
  })
  serve(
    createHandlers({
      workspaces,
      keychain,
      testRuns,
      sample,
      settings,
      accountBook,
      firstRows,
      exporting: once(async () => {
        const { createExporting } = await import('./exchange/exporting')
        return createExporting({
          workspaces,
          chooseTarget: async (name) => (window ? chooseTarget(window.browserWindow, name) : undefined),
          agree,
        })
      }),
      importing: once(async () => {
        const { createImporting } = await import('./exchange/importing')
        return createImporting({
          workspaces,
          workspaceImport: await workspaceImport(),
          describeMachine,
          chooseFile: async () => (window ? chooseFile(window.browserWindow, 'import') : undefined),
        })
      }),
      profileImport: once(async () => {
        const { createProfileImport } = await import('./exchange/profileImport')
        return createProfileImport({
          workspaces,
          workspaceImport: await workspaceImport(),
          environment: environmentAtStart,
          home: homedir(),
          agree,
        })
      }),
      workspaceImport,
      describeMachine,
      describeApplication: () => ({
        version: app.getVersion(),
        electron: process.versions.electron,
        chromium: process.versions.chrome,
        node: process.versions.node,
        system: `${type()} ${release()}, ${process.arch}`,
      }),
      showDataFolder,
      copyText: async (text) => clipboard.writeText(text),
      readyToClose: async (wouldLose) => window?.readyToClose(wouldLose),
      returnMemory,
    }),
    (frame) => isTrustedSender(frame, window?.browserWindow.webContents),
  )
  open()
  // The page is on its way by then, and its process takes longer to start than this.
  void sessionReady.then(() => {
    prepareDefaultSession(pages, firstScreen)
    installMenu((command) => window?.send('command', command))
  })
  window?.browserWindow.once('ready-to-show', () => {
    watchFiles()
    // What was deleted in an earlier run and not yet cleared away; a locked keychain must not hold the window back.
    void workspaces.purgeDeleted()
    void sweepTemporaries(userData)
    void setTimeout(prepareAfterMs).then(async () => {
      await (await testRuns()).prepare()
      returnMemory()
    })
  })
}
