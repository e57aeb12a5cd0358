import { commandFor, rowOf } from '../../domain/app/commands'
import type { Command } from '../../domain/app/commands'
import { useMachine } from '../stores/machine'

/** The keys of the product's commands, as this system writes and presses them. */
export function useShortcuts() {
  const machine = useMachine()

  /** All keys that do a command, each such as `Ctrl N`. */
  const allKeysOf = (command: Command): string[] =>
    (rowOf(command).keys ?? []).map((keys) =>
      keys
        .replace('Mod', machine.commandKey)
        .replace('Enter', '⏎')
        .replace('Escape', 'Esc')
        .replaceAll('+', ' '),
    )

  return {
    allKeysOf,
    /** The keys of a command that menus show. */
    keysOf: (command: Command): string | undefined => allKeysOf(command)[0],
    /** The command that pressed keys stand for. */
    commandOf: (event: KeyboardEvent): Command | undefined =>
      commandFor(event, machine.view.platform === 'darwin'),
  }
}
