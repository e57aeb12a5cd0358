import { app, Menu } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import type { Command } from '../domain/contract'

/** Builds the native menu: the system's roles, and the product's commands, which are sent to the window. */
export function installMenu(send: (command: Command) => void): void {
  // The window handles the keys itself; here they are shown.
  const item = (id: Command, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator && { accelerator, registerAccelerator: false }),
    click: () => send(id),
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const isMac = process.platform === 'darwin'

  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' as const }] : []),
      {
        label: '&File',
        submenu: [
          item('newWorkspace', '&New Workspace', 'CmdOrCtrl+N'),
          item('openSample', 'Open the Sa&mple Workspace'),
          separator,
          item('importWorkspaces', '&Import…'),
          item('exportWorkspaces', '&Export…'),
          separator,
          item('openSettings', 'Se&ttings…', 'CmdOrCtrl+,'),
          separator,
          item('saveWorkspace', '&Save', 'CmdOrCtrl+S'),
          item('discardDraft', 'Dis&card Changes'),
          separator,
          item('duplicateWorkspace', '&Duplicate', 'CmdOrCtrl+D'),
          item('deleteWorkspace', 'De&lete Workspace', 'CmdOrCtrl+Shift+Backspace'),
          separator,
          { role: isMac ? 'close' : 'quit' },
        ],
      },
      {
        label: '&Edit',
        submenu: [
          { role: 'undo' },
          { role: 'redo' },
          separator,
          { role: 'cut' },
          { role: 'copy' },
          { role: 'paste' },
          { role: 'selectAll' },
          separator,
          item('findWorkspace', '&Find Workspace', 'CmdOrCtrl+F'),
        ],
      },
      {
        label: '&Test',
        submenu: [
          item('testBoth', 'Test &Both', 'CmdOrCtrl+Enter'),
          item('testSource', 'Test &Source Connection', 'CmdOrCtrl+1'),
          item('testDestination', 'Test &Destination Connection', 'CmdOrCtrl+2'),
          item('cancelTest', '&Cancel Test', 'Escape'),
        ],
      },
      {
        label: '&View',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          separator,
          { role: 'togglefullscreen' },
          ...(app.isPackaged ? [] : [separator, { role: 'toggleDevTools' as const }]),
        ],
      },
      { role: 'windowMenu' },
      { role: 'help', submenu: [{ role: 'about' }] },
    ]),
  )
}
