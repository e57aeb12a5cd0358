import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { Rectangle } from 'electron'
import type { ClosingLoss, EventName, Events } from '../domain/contract'
import { confirmLoss } from './dialogs'
import { offerTextMenu } from './menu'
import { confine, startAddress, windowSession } from './security'
import type { StateFile } from './storage/records/stateFile'
import { windowPreferences } from './windowPreferences'

/** How long a closing window may take to hand over its drafts, in milliseconds. */
const closingMs = 3_000

/** The only window, with what the rest of the main process needs of it. */
export type Window = {
  browserWindow: BrowserWindow
  send: <N extends EventName>(name: N, payload: Events[N]) => void
  /** Shows progress in the taskbar, from 0 to 1; undefined removes it. */
  showProgress: (share: number | undefined) => void
  /** Called when the window has written what it can: asks the person if something would be lost, then closes. */
  readyToClose: (wouldLose: ClosingLoss) => Promise<void>
}

/**
 * Opens the window at its last position, hidden until it is fully painted. Its page loads when its session is ready. It
 * closes only after its page has handed over unsaved edits or has not answered for three seconds. `onCancelClose` runs
 * when the person chooses Stay.
 */
export function openWindow(
  stateFile: StateFile,
  sessionReady: Promise<void>,
  onCancelClose: () => void,
): Window {
  const { bounds, maximized } = stateFile.read()
  const browserWindow = new BrowserWindow({
    width: 1280,
    height: 860,
    ...(bounds && onSomeDisplay(bounds) ? bounds : {}),
    minWidth: 760,
    minHeight: 560,
    show: false,
    title: 'DynamoDB Workspaces',
    backgroundColor: background(),
    webPreferences: {
      ...windowPreferences,
      session: windowSession(),
      preload: join(import.meta.dirname, '../preload/index.cjs'),
    },
  })
  const { webContents } = browserWindow
  let answered: (() => void) | undefined

  confine(webContents)
  offerTextMenu(webContents)
  const repaint = (): void => browserWindow.setBackgroundColor(background())
  nativeTheme.on('updated', repaint)
  browserWindow.once('closed', () => nativeTheme.off('updated', repaint))
  if (maximized) browserWindow.maximize()
  browserWindow.once('ready-to-show', () => browserWindow.show())
  const writePlace = rememberPlace(browserWindow, stateFile)
  reloadAfterCrash(browserWindow)

  const send: Window['send'] = (name, payload) => {
    if (!browserWindow.isDestroyed()) webContents.send(name, payload)
  }

  browserWindow.on('close', (event) => {
    event.preventDefault()
    if (answered) return
    const giveUp = setTimeout(() => browserWindow.destroy(), closingMs)
    answered = () => clearTimeout(giveUp)
    send('closing', null)
  })

  void sessionReady.then(() => browserWindow.loadURL(startAddress))
  return {
    browserWindow,
    send,
    showProgress(share) {
      if (!browserWindow.isDestroyed()) browserWindow.setProgressBar(share ?? -1)
    },
    async readyToClose(wouldLose) {
      answered?.()
      answered = undefined
      if (wouldLose !== 'nothing' && !(await confirmLoss(browserWindow, wouldLose))) return onCancelClose()
      await writePlace()
      browserWindow.destroy()
    },
  }
}

/** The color that is seen before the page is painted: the token --bg of the theme. */
function background(): string {
  return nativeTheme.shouldUseDarkColors ? '#17181a' : '#f6f6f4'
}

function onSomeDisplay(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const width =
      Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
    const height =
      Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y)
    return width >= 200 && height >= 100
  })
}

/** Writes size and position soon after each change; the returned function writes them at once. */
function rememberPlace(browserWindow: BrowserWindow, stateFile: StateFile): () => Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const write = (): Promise<unknown> => {
    clearTimeout(timer)
    return stateFile.update({
      bounds: browserWindow.getNormalBounds(),
      maximized: browserWindow.isMaximized(),
    })
  }
  const remember = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void write(), 300)
  }
  browserWindow.on('resize', remember)
  browserWindow.on('move', remember)
  browserWindow.on('maximize', remember)
  browserWindow.on('unmaximize', remember)
  browserWindow.on('closed', () => clearTimeout(timer))
  return write
}

/** Reloads the page after a crash, at most three times a minute. No draft is lost, because drafts are on disk. */
function reloadAfterCrash(browserWindow: BrowserWindow): void {
  let crashes: number[] = []
  browserWindow.webContents.on('render-process-gone', () => {
    crashes = [...crashes.filter((time) => time > Date.now() - 60_000), Date.now()]
    if (crashes.length <= 3) browserWindow.webContents.reload()
  })
}
