import { onMounted, onUnmounted } from 'vue'
import { commandFor, rowOf } from '../../../domain/app/commands'
import type { Command } from '../../../domain/app/commands'
import { useMachineStore } from '../../stores/machine'
import { usePagesStore } from '../../stores/pages'
import { isOverlayOpen } from '../useOverlay'

/** The keys of the product's commands, as this system writes them. */
export function useCommandKeys() {
  const machine = useMachineStore()

  /** All keys that run a command, each such as `Ctrl N`. */
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
  }
}

/** Runs the command of the keys that are pressed in the window, for as long as the calling component is mounted. */
export function useCommandKeyHandler(run: (command: Command) => void): void {
  const machine = useMachineStore()
  const pages = usePagesStore()

  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || isOverlayOpen('dialog')) return
    const command = commandFor(event, machine.view.platform === 'darwin')
    if (!command) return
    // Escape closes an open popup first, and then a page.
    if (command === 'cancelTest' && isOverlayOpen('popup')) return
    if (command === 'cancelTest' && pages.shown) return pages.close()
    if (command !== 'cancelTest') event.preventDefault()
    run(command)
  }

  onMounted(() => window.addEventListener('keydown', onKey))
  onUnmounted(() => window.removeEventListener('keydown', onKey))
}
