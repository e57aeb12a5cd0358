import { app, Menu } from 'electron'
import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from 'electron'
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
  }
  const menus = commandGroups.map((group): MenuItemConstructorOptions => ({
    label: `&${group}`,
    ...(group === 'Help' && { role: 'help' }),
    submenu: submenus[group]?.() ?? own(group),
  }))

  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [appMenu(item('openAbout'))] : []),
      ...menus.slice(0, -1),
      { role: 'windowMenu' },
      ...menus.slice(-1),
    ]),
  )
}

/** The first menu of macOS, with the product's own About. */
function appMenu(about: MenuItemConstructorOptions): MenuItemConstructorOptions {
  const roles = ['services', 'hide', 'hideOthers', 'unhide', 'quit'] as const
  const [services, hide, hideOthers, unhide, quit] = roles.map((role) => ({ role }))
  const items = [about, separator, services, separator, hide, hideOthers, unhide, separator, quit]
  return { label: app.name, submenu: items.flatMap((one) => one ?? []) }
}

/** Offers the system's menu for text in the fields of a page, and for text that is selected. */
export function offerTextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, params) => {
    const items = textMenu(params)
    if (items.length > 0) Menu.buildFromTemplate(items).popup()
  })
}

function textMenu({ isEditable, selectionText, editFlags }: ContextMenuParams): MenuItemConstructorOptions[] {
  // A covered secret is selected as its bullets, which nobody wants to paste anywhere.
  const isCovered = /^[•\s]+$/.test(selectionText)
  const copy: MenuItemConstructorOptions = { role: 'copy', enabled: editFlags.canCopy }
  if (!isEditable) return selectionText.trim() === '' || isCovered ? [] : [copy]
  return [
    { role: 'undo', enabled: editFlags.canUndo },
    { role: 'redo', enabled: editFlags.canRedo },
    separator,
    ...(isCovered ? [] : [{ role: 'cut' as const, enabled: editFlags.canCut }, copy]),
    { role: 'paste', enabled: editFlags.canPaste },
    separator,
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ]
}
