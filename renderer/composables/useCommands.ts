import { labelsOf } from '../../domain/connection/connectionRules'
import { rowOf } from '../../domain/app/commands'
import type { Command, commands } from '../../domain/app/commands'
import { sides } from '../../domain/side'
import type { Side } from '../../domain/side'
import { useAccounts } from '../stores/accounts'
import { useExporting } from '../stores/exporting'
import { useImporting } from '../stores/importing'
import { useNotices } from '../stores/notices'
import { usePalette } from '../stores/palette'
import { useSettings } from '../stores/settings'
import { useShortcutSheet } from '../stores/shortcutSheet'
import { useTestManyStore } from '../stores/testMany'
import { useTypedSecrets } from '../stores/typedSecrets'
import { useWorkspaces } from '../stores/workspaces'
import { hindrances, shownAnyhow } from './commandNeeds'
import { focusField, focusName } from './focusField'
import { plain } from './plain'
import { useConnectionTest } from './useConnectionTest'
import { useDuplicating } from './useDuplicating'
import { useDeleting } from './useDeleting'
import { dropEditor, editorOf } from './editors'
import type { Editor } from './editor'
import { useSaving } from './useSaving'
import { useSides } from './useSides'

/** The product's commands: what menu, keys and buttons call. Each acts on the open workspace. */
export function useCommands() {
  const workspaces = useWorkspaces()
  const notices = useNotices()
  const { save } = useSaving()
  const { duplicate } = useDuplicating()
  const { swap, copyToDestination } = useSides()
  const settings = useSettings()
  const accounts = useAccounts()
  const palette = usePalette()
  const shortcutSheet = useShortcutSheet()
  const board = useTestManyStore()
  const typed = useTypedSecrets()
  const deleteWorkspaces = useDeleting()

  const open = (): Editor | undefined => (workspaces.opened ? editorOf(workspaces.opened.id) : undefined)

  async function discard(editor: Editor): Promise<void> {
    const lost = plain(editor.form)
    const wasSaved = editor.record.value?.saved !== null
    await editor.flush()
    const result = await workspaces.discard(editor.id)
    if (!result.ok) return notices.fail(result.failure)
    typed.drop(editor.id)
    dropEditor(editor.id)
    const undo = (): void => {
      if (wasSaved) {
        workspaces.showDraft(editor.id, lost)
        void workspaces.keepDraft(editor.id, lost)
      } else void workspaces.create(editor.id, lost)
      dropEditor(editor.id)
    }
    const action = { label: 'Undo', hint: 'Brings the discarded changes back', run: undo }
    notices.tell(wasSaved ? 'The changes are discarded.' : 'The workspace is discarded.', { action })
  }

  async function test(editor: Editor, which: readonly Side[]): Promise<void> {
    const { test: run } = useConnectionTest(editor)
    const waiting = which.filter((side) => editor.view.value[side].problems.length > 0)
    if (waiting.length > 0) {
      const names = waiting.map((side) => {
        editor.attempt(side)
        return `${labelsOf(editor.view.value[side].problems)} of the ${side}`
      })
      const first = editor.view.value[waiting[0] ?? 'source'].problems[0]
      if (first) focusField(waiting[0] ?? 'source', first.field)
      return notices.tell(`The test waits for ${names.join('; ')}.`)
    }
    // One after the other: what the source's test finds is evidence for the destination's.
    for (const side of which) {
      await run(side)
      if (editor.record.value?.reports[side][0]?.outcome === 'cancelled') return
    }
  }

  async function createNew(): Promise<void> {
    const created = workspaces.create()
    workspaces.query = ''
    focusName()
    const result = await created
    if (!result.ok) notices.fail(result.failure)
  }

  async function openSample(): Promise<void> {
    const result = await workspaces.openSample()
    if (!result.ok) return notices.fail(result.failure)
    dropEditor(result.value.id)
  }

  const actions: Actions = {
    newWorkspace: createNew,
    openSample,
    openSettings: () => settings.open(),
    openAccountBook: () => accounts.open(),
    openPalette: () => palette.open(),
    openShortcuts: () => shortcutSheet.open(),
    exportWorkspaces: () => useExporting().open(),
    importWorkspaces: () => useImporting().open(),
    findWorkspace: () => document.getElementById('search-workspaces')?.focus(),
    saveWorkspace: (editor) => save(editor, false),
    discardDraft: discard,
    duplicateWorkspace: duplicate,
    swapSides: swap,
    copySourceToDestination: copyToDestination,
    deleteWorkspace: (editor) => deleteWorkspaces([editor.id]),
    testSource: (editor) => test(editor, ['source']),
    testDestination: (editor) => test(editor, ['destination']),
    testBoth: (editor) => test(editor, sides),
    testAll: () => (board.isOpen = true),
    cancelTest: (editor) => useConnectionTest(editor).cancel(),
  }

  /** Why a command cannot act now, in a sentence; undefined when it can. */
  const reasonAgainst = (command: Command): string | undefined => hindrances[rowOf(command).needs](open())

  return {
    reasonAgainst,
    /** Does a command, or says why it cannot act now. */
    run(command: Command): void {
      const reason = reasonAgainst(command)
      if (reason === undefined) void (actions[command] as (editor?: Editor) => unknown)(open())
      else if (!shownAnyhow.includes(rowOf(command).needs)) notices.tell(reason)
    },
  }
}

/** What each command does; one that needs more than nothing gets the editor of the open workspace. */
type Actions = {
  [C in Command]: (typeof commands)[C]['needs'] extends 'nothing'
    ? () => unknown
    : (editor: Editor) => unknown
}
