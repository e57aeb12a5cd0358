import { labelsOf } from '../../../domain/connection/connectionRules'
import { rowOf } from '../../../domain/app/commands'
import type { Command, commands } from '../../../domain/app/commands'
import { sides } from '../../../domain/side'
import type { Side } from '../../../domain/side'
import { titleOf } from '../../../domain/workspace/workspace'
import { usePagesStore } from '../../stores/pages'
import { useAccountsStore } from '../../stores/accounts'
import { useExportingStore } from '../../stores/exporting'
import { useImportingStore } from '../../stores/importing'
import { useNoticesStore } from '../../stores/notices'
import { usePaletteStore } from '../../stores/palette'
import { useSettingsStore } from '../../stores/settings'
import { moveToArea } from '../areas'
import { useAboutSheet } from '../useAboutSheet'
import { useDiagnostics } from '../useDiagnostics'
import { useShortcutSheet } from '../useShortcutSheet'
import { useTestManyStore } from '../../stores/tests/testMany'
import { useWorkspacesStore } from '../../stores/workspaces/workspaces'
import { hindrances, shownAnyhow } from './commandNeeds'
import { focusOn } from '../focusOn'
import { showHistory } from '../showHistory'
import { useConnectionTest } from '../useConnectionTest'
import { useDuplicating } from './useDuplicating'
import { useDeleting } from './useDeleting'
import { useEditorsStore } from '../../stores/editor/editors'
import type { Editor } from '../../stores/editor/editor'
import { useSave } from './useSave'
import { useSides } from './useSides'

/** The product's commands: what menu, keys and buttons call. Each acts on the open workspace. */
export function useCommands() {
  const editors = useEditorsStore()
  const workspaces = useWorkspacesStore()
  const notices = useNoticesStore()
  const { save } = useSave()
  const { duplicate } = useDuplicating()
  const { swap, copyTo } = useSides()
  const settings = useSettingsStore()
  const accounts = useAccountsStore()
  const palette = usePaletteStore()
  const shortcutSheet = useShortcutSheet()
  const aboutSheet = useAboutSheet()
  const pages = usePagesStore()
  const { copyDiagnostics } = useDiagnostics()
  const board = useTestManyStore()
  const deleteWorkspaces = useDeleting()

  const open = (): Editor | undefined => (workspaces.opened ? editors.of(workspaces.opened.id) : undefined)

  async function discard(editor: Editor): Promise<void> {
    const lost = editor.actions.snapshot()
    const wasSaved = editor.view.record?.saved !== null
    await editor.actions.flush()
    const result = await workspaces.discard(editor.id)
    if (!result.ok) return notices.fail(result.failure)
    editors.forget(editor.id)
    const undo = (): void => {
      void workspaces.bringBack(editor.id, lost)
      editors.drop(editor.id)
    }
    const action = { label: 'Undo', hint: 'Bring the discarded changes back', run: undo }
    const text = wasSaved ? 'Discarded the changes.' : 'Discarded the workspace.'
    notices.show(text, { workspace: titleOf(lost), action })
  }

  async function test(editor: Editor, which: readonly Side[]): Promise<void> {
    const waiting = which.filter((side) => editor.view.sides[side].problems.length > 0)
    for (const side of waiting) editor.actions.attempt(side)
    if (waiting.length > 0) {
      const names = waiting.map((side) => `${labelsOf(editor.view.sides[side].problems)} of the ${side}`)
      notices.show(`Fill in ${names.join('; ')} to test.`, { workspace: titleOf(editor.form) })
    }
    // What is complete is tested meanwhile; the focus goes to what is missing only if nothing is.
    const complete = which.filter((side) => !waiting.includes(side))
    const [first] = waiting
    const [problem] = first ? editor.view.sides[first].problems : []
    if (complete.length === 0 && first && problem) {
      editor.forms.open(first)
      focusOn(`${first}.${problem.field}`)
    }
    await useConnectionTest(editor).testInOrder(complete)
  }

  /** A new workspace; the open one, where that is new and nothing is entered in it. */
  async function createNew(): Promise<void> {
    const opened = workspaces.opened && editors.of(workspaces.opened.id)
    const created = opened?.view.isUntouched ? undefined : workspaces.create()
    workspaces.query = ''
    focusOn('name')
    if (!created) return
    const result = await created
    if (!result.ok) notices.fail(result.failure)
  }

  async function openSample(): Promise<void> {
    const result = await workspaces.openSample()
    if (!result.ok) return notices.fail(result.failure)
    editors.drop(result.value.id)
  }

  /** Runs what needs every workspace when the list is read, which takes a moment after the start if there are many. */
  const onList = async (work: () => unknown): Promise<void> => {
    await workspaces.whenRead()
    await work()
  }

  const actions: Actions = {
    newWorkspace: createNew,
    openSample: () => onList(openSample),
    openSettings: () => settings.open(),
    openAccountBook: () => onList(() => accounts.open()),
    openPalette: () => palette.open(),
    openHistory: (editor) => showHistory(editor),
    alwaysShowForms: () => settings.change({ alwaysShowForms: !settings.current.alwaysShowForms }),
    nextArea: () => moveToArea(1),
    previousArea: () => moveToArea(-1),
    openCauses: () => pages.show('causes'),
    openCommandLine: () => pages.show('commandLine'),
    openShortcuts: () => shortcutSheet.open(),
    reportProblem: copyDiagnostics,
    openAbout: () => aboutSheet.open(),
    exportWorkspaces: () => onList(() => useExportingStore().open()),
    importWorkspaces: () => onList(() => useImportingStore().open()),
    undoLast: () => notices.undoLast(),
    findWorkspace: () => focusOn('search'),
    saveWorkspace: (editor) => save(editor, false),
    discardDraft: discard,
    duplicateWorkspace: (editor) => onList(() => duplicate(editor)),
    swapSides: swap,
    copySourceToDestination: (editor) => copyTo(editor, 'destination'),
    copyDestinationToSource: (editor) => copyTo(editor, 'source'),
    deleteWorkspace: (editor) => deleteWorkspaces([editor.id]),
    testSource: (editor) => test(editor, ['source']),
    testDestination: (editor) => test(editor, ['destination']),
    testBoth: (editor) => test(editor, sides),
    testAll: () => onList(() => (board.isOpen = true)),
    cancelTest: (editor) => useConnectionTest(editor).cancel(),
  }

  /** Returns why a command cannot run now, in a sentence; undefined when it can. */
  const reasonAgainst = (command: Command): string | undefined => hindrances[rowOf(command).needs](open())

  return {
    reasonAgainst,
    /** Runs a command, or shows why it cannot run now. */
    run(command: Command): void {
      const reason = reasonAgainst(command)
      if (reason === undefined) void (actions[command] as (editor?: Editor) => unknown)(open())
      else if (!shownAnyhow.includes(rowOf(command).needs)) notices.show(reason)
    },
  }
}

/** What each command does; one that needs more than nothing gets the editor of the open workspace. */
type Actions = {
  [C in Command]: (typeof commands)[C]['needs'] extends 'nothing'
    ? () => unknown
    : (editor: Editor) => unknown
}
