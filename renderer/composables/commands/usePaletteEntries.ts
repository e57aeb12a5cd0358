import { computed, ref, watch } from 'vue'
import type { Ref } from 'vue'
import { commandNames, commandTitle } from '../../../domain/app/commands'
import type { Command } from '../../../domain/app/commands'
import { endpointLabel, summaryLine } from '../../../domain/list/endpoint'
import { createSearch, namesFirst, noFilters } from '../../../domain/list/find'
import { markingOf, piecesInOrder, piecesOf, unmarked } from '../../../domain/list/marking'
import type { Piece } from '../../../domain/list/marking'
import { bestMatches, lettersInOrder } from '../../../domain/list/ranking'
import { stateOf } from '../../../domain/list/rowState'
import type { RowState } from '../../../domain/list/rowState'
import { foundLine } from '../../../domain/list/secondLine'
import type { WorkspaceRow } from '../../../domain/list/workspaceRow'
import { lastUsed } from '../../../domain/moments'
import { useAccountsStore } from '../../stores/accounts'
import { usePaletteStore } from '../../stores/palette'
import { useWorkspacesStore } from '../../stores/workspaces/workspaces'
import { useRowActions } from '../useRowActions'
import { useCommands } from './useCommands'
import { useCommandKeys } from './commandKeys'

/** How many recent workspaces, and of how many others, are shown before the rest folds. */
const fewRecent = 5
const fewOthers = 8
/** How many rows are drawn at most when the rest is unfolded. */
const drawnAtMost = 100

/** A command, a workspace, or what unfolds more of them, as the palette offers it. */
export type PaletteEntry = {
  id: string
  title: readonly Piece[]
  /** Beside the title, such as the two ends of a workspace, or why a command cannot run now. */
  detail?: readonly Piece[]
  /** The state of a workspace; a command has none. */
  state?: RowState | 'running'
  /** The command whose sign stands before it. */
  command?: Command
  /** When a workspace was open last. */
  aside?: string
  /** The keys that do the same. */
  keys?: string | undefined
  /** Shown and read out with its detail, which says why, but not chosen. */
  isOff?: boolean
  /** Choosing it shows more, and the palette stays open. */
  unfolds?: boolean
}
export type PaletteSection = { heading: string; entries: PaletteEntry[] }

/** What the palette finds for what is typed: recent workspaces, other workspaces and commands. */
export function usePaletteEntries(typed: Ref<string>) {
  const workspaces = useWorkspacesStore()
  const palette = usePaletteStore()
  const accounts = useAccountsStore()
  const { run, reasonAgainst } = useCommands()
  const { keysOf } = useCommandKeys()
  const { isTesting, testBoth } = useRowActions()

  const offered = commandNames
    .filter((command) => command !== 'openPalette')
    .map((command) => ({ id: command, title: commandTitle(command) }))
  const unfolded = ref<readonly string[]>([])
  watch([typed, () => palette.isOpen], () => (unfolded.value = []))

  const search = createSearch()
  const found = computed(() => {
    if (!palette.isOpen) return undefined
    const known = { favourites: workspaces.favourites, recents: [], book: accounts.book, now: 0 }
    const { named, others } = namesFirst(
      search(workspaces.sorted, typed.value, noFilters, known),
      typed.value,
    )
    const places = new Map(workspaces.recents.map((id, place) => [id, place]))
    const recent = named
      .filter(({ id }) => places.has(id))
      .sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
      .slice(0, fewRecent)
    const ranked = bestMatches(offered, typed.value, palette.recent)
    const exact = ranked.filter(({ rank }) => rank !== lettersInOrder)
    // Letters with others between them match almost anything, so they count only where nothing else does.
    const isLoose = exact.length + named.length + others.length === 0
    const commands = (isLoose ? ranked : exact).map(({ item }) => item)
    return { named, others, recent, commands, isLoose, count: named.length + others.length + commands.length }
  })
  const marking = computed(() => markingOf(typed.value))

  const mark = (text: string): Piece[] => piecesOf(text, marking.value)

  function workspaceEntry(row: WorkspaceRow, isRecent = false): PaletteEntry {
    const sought = { query: typed.value, book: accounts.book }
    const openedAt = workspaces.openedAt[row.id]
    const aside = row.id === workspaces.openedId ? 'open now' : openedAt && lastUsed(openedAt, Date.now())
    return {
      id: row.id,
      title: mark(row.title),
      detail: mark(foundLine(row, sought) ?? summaryLine(row.ends, accounts.book)),
      state: isTesting(row.id) ? 'running' : stateOf(row),
      ...(isRecent && aside && { aside }),
    }
  }

  /** The first of some rows, and an entry that unfolds the rest; one more is shown rather than folded. */
  function folded(rows: readonly WorkspaceRow[], few: number, id: string, by: string): PaletteEntry[] {
    const isUnfolded = unfolded.value.includes(id)
    const shown = isUnfolded ? drawnAtMost : few
    const left = rows.length - shown
    if (left <= 1) return rows.map((row) => workspaceEntry(row))
    const more = `${left.toLocaleString('en')} more ${by}`
    const last = isUnfolded
      ? { id, title: unmarked(`${more}: type on to narrow them down`), isOff: true }
      : { id, title: unmarked(more), unfolds: true }
    return [...rows.slice(0, shown).map((row) => workspaceEntry(row)), last]
  }

  function commandEntry({ id, title }: { id: Command; title: string }): PaletteEntry {
    const reason = reasonAgainst(id)
    return {
      id,
      title: found.value?.isLoose ? piecesInOrder(title, typed.value) : mark(title),
      detail: unmarked(reason ?? aboutCommand(id)),
      command: id,
      isOff: reason !== undefined,
      keys: keysOf(id),
    }
  }

  /** What a command acts on, where its title does not say it. */
  function aboutCommand(command: Command): string {
    const opened = workspaces.rows.find(({ id }) => id === workspaces.openedId)
    if (command === 'testAll') return `${workspaces.total.toLocaleString('en')}, on the board`
    if (!opened || (command !== 'testSource' && command !== 'testDestination')) return ''
    return endpointLabel(opened.ends[command === 'testSource' ? 'source' : 'destination'], accounts.book)
      .label
  }

  return {
    /** What is found, section by section; one without entries is left out. */
    sections: computed<PaletteSection[]>(() => {
      if (!found.value) return []
      const { named, others, recent, commands, isLoose } = found.value
      const isRecent = new Set(recent)
      const rest = isRecent.size === 0 ? named : named.filter((row) => !isRecent.has(row))
      const sections = [
        { heading: 'Recent', entries: recent.map((row) => workspaceEntry(row, true)) },
        {
          heading: 'Workspaces',
          entries: [
            ...folded(rest, fewOthers, 'more.names', typed.value === '' ? 'workspaces' : 'by their name'),
            ...folded(others, named.length > 0 ? 1 : fewOthers, 'more.routes', 'by their route'),
          ],
        },
      ]
      const last = { heading: 'Commands', entries: commands.map(commandEntry) }
      // Names before routes, also where the name is that of a command.
      const isBefore = named.length === 0 && !isLoose
      return (isBefore ? [last, ...sections] : [...sections, last]).filter(
        ({ entries }) => entries.length > 0,
      )
    }),
    /** How much is found, in words; empty while nothing is typed. */
    count: computed(() => {
      const count = found.value?.count ?? 0
      if (typed.value.trim() === '') return ''
      return count === 0 ? 'Nothing matches.' : `${count.toLocaleString('en')} found`
    }),
    /** Runs a command, opens a workspace, or unfolds more of them. */
    choose(id: string): void {
      if (id.startsWith('more.')) unfolded.value = [...unfolded.value, id]
      else if (isCommand(id)) {
        palette.remember(id)
        run(id)
      } else workspaces.open(id)
    },
    /** Tests both sides of a workspace where it is. */
    test(id: string): void {
      if (workspaces.rows.some((row) => row.id === id)) void testBoth(id)
    },
  }
}

function isCommand(id: string): id is Command {
  return (commandNames as readonly string[]).includes(id)
}
