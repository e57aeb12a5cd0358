/** What a command needs in order to act; `writable` is a workspace that this version may change. */
export type Need = 'nothing' | 'workspace' | 'writable' | 'changes' | 'runningTest'

/** The menus that hold commands, in their order. The sheet of shortcuts is grouped by them, too. */
export const commandGroups = ['File', 'Edit', 'Workspace', 'Test', 'View', 'Help'] as const
export type CommandGroup = (typeof commandGroups)[number]

type CommandRow = {
  /** The title in the menu; `&` marks the access key. */
  title: string
  group: CommandGroup
  /** A separator is drawn between the sections of a menu; the rows of a section must be adjacent here. */
  section: number
  /** Equivalent shortcuts; menus show the first. `Mod` is Command on macOS and Ctrl elsewhere. */
  keys?: readonly string[]
  needs: Need
}

/** The product's commands: the one table behind the menu, the palette, the shortcuts and the shortcut sheet. */
export const commands = {
  newWorkspace: { title: '&New Workspace', group: 'File', section: 1, keys: ['Mod+N'], needs: 'nothing' },
  openSample: { title: 'Open the Sa&mple Workspace', group: 'File', section: 1, needs: 'nothing' },
  importWorkspaces: { title: '&Import…', group: 'File', section: 2, needs: 'nothing' },
  exportWorkspaces: { title: '&Export…', group: 'File', section: 2, needs: 'nothing' },
  saveWorkspace: { title: '&Save', group: 'File', section: 3, keys: ['Mod+S'], needs: 'changes' },
  discardDraft: { title: 'Dis&card Changes', group: 'File', section: 3, needs: 'changes' },
  openAccountBook: { title: '&Account Book…', group: 'File', section: 4, needs: 'nothing' },
  openSettings: { title: 'Se&ttings…', group: 'File', section: 4, keys: ['Mod+,'], needs: 'nothing' },

  undoLast: { title: '&Undo the Last Change', group: 'Edit', section: 0, needs: 'nothing' },
  findWorkspace: { title: '&Find Workspace', group: 'Edit', section: 1, keys: ['Mod+F'], needs: 'nothing' },

  duplicateWorkspace: {
    title: '&Duplicate',
    group: 'Workspace',
    section: 1,
    keys: ['Mod+D'],
    needs: 'workspace',
  },
  swapSides: {
    title: '&Swap Source and Destination',
    group: 'Workspace',
    section: 2,
    keys: ['Mod+Shift+X'],
    needs: 'writable',
  },
  copySourceToDestination: {
    title: '&Copy Source to Destination',
    group: 'Workspace',
    section: 2,
    needs: 'writable',
  },
  copyDestinationToSource: {
    title: 'Copy Destination &to Source',
    group: 'Workspace',
    section: 2,
    needs: 'writable',
  },
  deleteWorkspace: {
    title: 'De&lete Workspace',
    group: 'Workspace',
    section: 3,
    keys: ['Mod+Shift+Backspace'],
    needs: 'workspace',
  },

  testBoth: { title: 'Test &Both', group: 'Test', section: 1, keys: ['Mod+Enter'], needs: 'workspace' },
  testSource: {
    title: 'Test &Source Connection',
    group: 'Test',
    section: 1,
    keys: ['Mod+1'],
    needs: 'workspace',
  },
  testDestination: {
    title: 'Test &Destination Connection',
    group: 'Test',
    section: 1,
    keys: ['Mod+2'],
    needs: 'workspace',
  },
  testAll: { title: 'Test &All…', group: 'Test', section: 1, keys: ['Mod+Shift+Enter'], needs: 'nothing' },
  cancelTest: { title: '&Cancel Test', group: 'Test', section: 2, keys: ['Escape'], needs: 'runningTest' },

  openPalette: { title: 'Command &Palette…', group: 'View', section: 1, keys: ['Mod+K'], needs: 'nothing' },
  openHistory: { title: '&History of This Workspace', group: 'View', section: 2, needs: 'workspace' },
  alwaysShowForms: { title: 'Always Show &Forms', group: 'View', section: 2, needs: 'nothing' },
  nextArea: { title: '&Next Area', group: 'View', section: 3, keys: ['F6'], needs: 'nothing' },
  previousArea: { title: 'P&revious Area', group: 'View', section: 3, keys: ['Shift+F6'], needs: 'nothing' },

  openCauses: { title: 'Guide to &Causes', group: 'Help', section: 1, needs: 'nothing' },
  openCommandLine: { title: 'Command &Line', group: 'Help', section: 1, needs: 'nothing' },
  openShortcuts: {
    title: '&Keyboard Shortcuts',
    group: 'Help',
    section: 1,
    keys: ['F1', 'Mod+/'],
    needs: 'nothing',
  },
  reportProblem: { title: '&Report a Problem', group: 'Help', section: 2, needs: 'nothing' },
  openAbout: { title: '&About DynamoDB Workspaces', group: 'Help', section: 3, needs: 'nothing' },
} as const satisfies Record<string, CommandRow>

export type Command = keyof typeof commands
/** All commands, in the order of the table. */
export const commandNames = Object.keys(commands) as Command[]

/** The row of a command. */
export function rowOf(command: Command): CommandRow {
  return commands[command]
}

/** The title of a command without the access key mark. */
export function commandTitle(command: Command): string {
  return rowOf(command).title.replace('&', '')
}

/** The commands of a menu, section by section. */
export function sectionsOf(group: CommandGroup): Command[][] {
  const sections = new Map<number, Command[]>()
  for (const command of commandNames) {
    const row = rowOf(command)
    if (row.group === group) sections.set(row.section, [...(sections.get(row.section) ?? []), command])
  }
  return [...sections.values()]
}

/** The parts of a keyboard event that identify the pressed keys. */
export type Pressed = Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean> & { key: string }

/** Finds the command for the pressed keys; undefined if there is none. */
export function commandFor(pressed: Pressed, isMac: boolean): Command | undefined {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = pressed
  // Keys pressed with Alt or AltGr type characters.
  if (altKey || (isMac ? ctrlKey : metaKey)) return undefined
  // Ignores Shift for digits and punctuation, because it depends on the keyboard layout whether they need it.
  const shift = shiftKey && /^(\p{L}|..+)$/u.test(key)
  const name = key.length === 1 ? key.toUpperCase() : key
  const keys = [(isMac ? metaKey : ctrlKey) && 'Mod', shift && 'Shift', name].filter(Boolean).join('+')
  return commandNames.find((command) => rowOf(command).keys?.includes(keys))
}
