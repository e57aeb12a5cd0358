import { app, Menu } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import { commandGroups, rowOf, sectionsOf } from '../domain/app/commands'
import type { Command, CommandGroup } from '../domain/app/commands'

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** Keeps Electron from building a menu of its own, which `installMenu` would replace. Must run before Electron is ready. */
export function omitDefaultMenu(): void {
  Menu.setApplicationMenu(null)
}

/** Builds the native menu from the system's own items and the table of commands, which are sent to the window. */
export function installMenu(send: (command: Command) => void): void {
  const isMac = process.platform === 'darwin'

  // The menu only shows the keys; the window handles them.
  function item(id: Command): MenuItemConstructorOptions {
    const { title, keys } = rowOf(id)
    const accelerator = keys?.[0]?.replace('Mod', 'CmdOrCtrl')
    return {
      id,
      label: title,
      ...(accelerator && { accelerator, registerAccelerator: false }),
      click: () => send(id),
    }
  }

  const own = (group: CommandGroup): MenuItemConstructorOptions[] =>
    sectionsOf(group).flatMap((section, at) => [...(at > 0 ? [separator] : []), ...section.map(item)])

  const submenus: Partial<Record<CommandGroup, () => MenuItemConstructorOptions[]>> = {
    File: () => [...own('File'), separator, { role: isMac ? 'close' : 'quit' }],
    Edit: () => [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      separator,
      ...own('Edit'),
    ],
    View: () => [
      ...own('View'),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [separator, { role: 'toggleDevTools' as const }]),
    ],
    Help: () => [...own('Help'), separator, { role: 'about' }],
  }
  const menus = commandGroups.map((group): MenuItemConstructorOptions => ({
    label: `&${group}`,
    ...(group === 'Help' && { role: 'help' }),
    submenu: submenus[group]?.() ?? own(group),
  }))

  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' as const }] : []),
      ...menus.slice(0, -1),
      { role: 'windowMenu' },
      ...menus.slice(-1),
    ]),
  )
}
