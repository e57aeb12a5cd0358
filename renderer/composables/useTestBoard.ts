import type { BoardRow } from '../../domain/test/testMany'
import { boardAsText, boardHeadline, outcomeOfRow } from '../../domain/test/testMany'
import { secretPlaces } from '../../domain/secret/secret'
import { useClipboardStore } from '../stores/clipboard'
import { useMachineStore } from '../stores/machine'
import { useNoticesStore } from '../stores/notices'
import { useSelectionStore } from '../stores/workspaces/selection'
import { useTestManyStore } from '../stores/tests/testMany'
import { useTypedSecretsStore } from '../stores/typedSecrets'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'
import { useEditorsStore } from '../stores/editor/editors'

/** What is tested: every workspace, those that the search leaves in the list, or the selected ones. */
export type BoardScope = 'all' | 'shown' | 'selected'

/** Testing many workspaces as they stand: unsaved edits are written first, and typed secrets are sent along. */
export function useTestBoard() {
  const editors = useEditorsStore()
  const board = useTestManyStore()
  const workspaces = useWorkspacesStore()
  const selection = useSelectionStore()
  const typed = useTypedSecretsStore()
  const notices = useNoticesStore()
  const machine = useMachineStore()
  const clipboard = useClipboardStore()

  const inScope = (scope: BoardScope) =>
    ({ all: workspaces.rows, shown: workspaces.found, selected: selection.rows })[scope]

  async function run(chosen: readonly Pick<BoardRow, 'id' | 'name'>[], again: boolean): Promise<void> {
    if (board.isRunning || chosen.length === 0) return
    await editors.flush()
    const changed = chosen.flatMap(({ id }) => {
      const secrets = typed.of(id)
      const isChanged = secretPlaces.some(([side, name]) => secrets[side][name].kind !== 'keep')
      return isChanged ? [{ id, secrets: secrets }] : []
    })
    const result = await board.testMany(chosen, changed, again)
    void machine.refresh()
    if (!result.ok) return notices.fail(result.failure)
    if (board.isOpen) return
    const action = { label: 'Show', hint: 'Opens the results', run: () => (board.isOpen = true) }
    notices.show(`${boardHeadline(board.rows)}.`, { action })
  }

  return {
    countOf: (scope: BoardScope): number => inScope(scope).length,

    test: (scope: BoardScope): Promise<void> =>
      run(
        inScope(scope).map(({ id, title }) => ({ id, name: title })),
        false,
      ),

    /** Tests again what failed or was cancelled. */
    testFailed: (): Promise<void> => run(board.rows.filter(isToRepeat), true),

    hasFailed: (): boolean => board.rows.some(isToRepeat),

    copy: (): Promise<void> => clipboard.copy(boardAsText(board.rows), 'Copied the results.'),

    /** Opens the workspace of a row, if it is still there. */
    open({ id }: BoardRow): void {
      if (!workspaces.rows.some((row) => row.id === id)) {
        return notices.show('This workspace was deleted.')
      }
      board.isOpen = false
      workspaces.open(id)
    },
  }
}

function isToRepeat(row: BoardRow): boolean {
  const outcome = outcomeOfRow(row)
  return outcome === 'failed' || outcome === 'cancelled'
}
