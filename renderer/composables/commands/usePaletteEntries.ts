import { computed } from 'vue'
import { commandNames, commandTitle } from '../../../domain/app/commands'
import type { Command } from '../../../domain/app/commands'
import { summaryLine } from '../../../domain/list/endpoint'
import { sortRows } from '../../../domain/list/listOrder'
import { bestMatches } from '../../../domain/list/ranking'
import { useAccountsStore } from '../../stores/accounts'
import { usePaletteStore } from '../../stores/palette'
import { useWorkspacesStore } from '../../stores/workspaces/workspaces'
import { useCommands } from './useCommands'
import { useCommandKeys } from './commandKeys'

/** How many entries are shown at most: more than anyone reads, few enough to be drawn at every key. */
const shownAtMost = 50

/** A command or a workspace as the palette offers it. */
export type PaletteEntry = {
  id: string
  title: string
  /** A second line, such as the two ends of a workspace, or why a command cannot run now. */
  detail?: string | undefined
  /** Shown and read out with its detail, which says why, but not chosen. */
  isOff: boolean
  /** The keys that do the same, or the word for what is not a command. */
  keys?: string | undefined
  kind?: string
}

/** Every command and every workspace, the best first for what is typed. */
export function usePaletteEntries() {
  const workspaces = useWorkspacesStore()
  const palette = usePaletteStore()
  const accounts = useAccountsStore()
  const { run, reasonAgainst } = useCommands()
  const { keysOf } = useCommandKeys()

  const offered = commandNames
    .filter((command) => command !== 'openPalette')
    .map((command) => ({ id: command as string, title: commandTitle(command) }))
  const sorted = computed(() => sortRows(workspaces.rows, 'name', false))

  function entryOf({ id, title }: { id: string; title: string }): PaletteEntry {
    if (isCommand(id)) {
      const reason = reasonAgainst(id)
      return { id, title, detail: reason, isOff: reason !== undefined, keys: keysOf(id) }
    }
    const row = workspaces.rows.find((one) => one.id === id)
    return {
      id,
      title,
      detail: row && summaryLine(row.ends, accounts.book),
      isOff: false,
      kind: 'Workspace',
    }
  }

  return {
    /** The best entries for what is typed, and how many more match. */
    search(typed: string): { entries: PaletteEntry[]; more: number } {
      const all = [...offered, ...sorted.value]
      const { best, more } = bestMatches(all, typed, { recent: palette.recent, limit: shownAtMost })
      return { entries: best.map(entryOf), more }
    },
    /** Runs a command, or opens a workspace. */
    choose(id: string): void {
      palette.remember(id)
      if (isCommand(id)) run(id)
      else workspaces.open(id)
    },
  }
}

function isCommand(id: string): id is Command {
  return (commandNames as readonly string[]).includes(id)
}
