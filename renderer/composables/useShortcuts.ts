import type { Command } from '../../domain/contract'
import { useMachine } from '../stores/machine'

/** The keys of each command, with `Mod` for Ctrl or Command. */
const keys: Partial<Record<Command, string>> = {
  newWorkspace: 'Mod+N',
  saveWorkspace: 'Mod+S',
  duplicateWorkspace: 'Mod+D',
  deleteWorkspace: 'Mod+Shift+Backspace',
  findWorkspace: 'Mod+F',
  openSettings: 'Mod+,',
  testBoth: 'Mod+Enter',
  testAll: 'Mod+Shift+Enter',
  testSource: 'Mod+1',
  testDestination: 'Mod+2',
  cancelTest: 'Escape',
}

/** The keys of the product's commands, as this system writes and presses them. */
export function useShortcuts() {
  const machine = useMachine()
  return {
    /** The keys of a command, such as `Ctrl N`. */
    keysOf: (command: Command): string | undefined =>
      keys[command]?.replace('Mod', machine.commandKey).replace('Enter', '⏎').replaceAll('+', ' '),

    /** The command that pressed keys stand for. */
    commandOf(event: KeyboardEvent): Command | undefined {
      const mod = machine.view.platform === 'darwin' ? event.metaKey : event.ctrlKey
      const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
      const pressed = [mod && 'Mod', event.shiftKey && 'Shift', key].filter(Boolean).join('+')
      return (Object.keys(keys) as Command[]).find((command) => keys[command] === pressed)
    },
  }
}
