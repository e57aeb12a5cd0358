import { sides } from '../../domain/side'
import { titleOf } from '../../domain/workspace/workspace'
import { useClipboardStore } from '../stores/clipboard'
import { useEditorsStore } from '../stores/editor/editors'
import type { Editor } from '../stores/editor/editor'
import { useExportingStore } from '../stores/exporting'
import { useNoticesStore } from '../stores/notices'
import { useSelectionStore } from '../stores/workspaces/selection'
import { useTestManyStore } from '../stores/tests/testMany'
import { useTestRunsStore } from '../stores/tests/testRuns'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'
import { useDeleting } from './commands/useDeleting'
import { useDuplicating } from './commands/useDuplicating'
import { useConnectionTest } from './useConnectionTest'
import { useTestBoard } from './useTestBoard'

/** What is done with workspaces of the list where they are, without opening them. */
export function useRowActions() {
  const workspaces = useWorkspacesStore()
  const notices = useNoticesStore()
  const selection = useSelectionStore()
  const { duplicate } = useDuplicating()
  const board = useTestBoard()

  /** Acts with the editor of a workspace, whether it is open or not. */
  async function withEditor(id: string, act: (editor: Editor) => Promise<unknown>): Promise<void> {
    const read = await workspaces.read(id)
    if (!read.ok) return notices.fail(read.failure)
    if (workspaces.records.has(id)) await act(useEditorsStore().of(id))
  }

  /** Tests what is complete, and says how it ended. */
  async function test(editor: Editor): Promise<void> {
    const title = titleOf(editor.form)
    const complete = sides.filter((side) => editor.view.sides[side].problems.length === 0)
    if (complete.length === 0)
      return notices.show(`“${title}” has fields to fill in before it can be tested.`)
    const outcomes = await useConnectionTest(editor).testInOrder(complete)
    if (outcomes.includes('cancelled')) return
    const failed = complete[outcomes.indexOf('failed')]
    if (failed) return notices.show(`“${title}”: the test of the ${failed} failed.`)
    const one = `the ${complete[0]} passed, and the other side has fields to fill in`
    notices.show(`“${title}”: ${complete.length === 2 ? 'both sides passed' : one}.`)
  }

  return {
    /** Tests both sides of a workspace, as far as they are complete, and says how it ended. */
    testBoth: (id: string): Promise<void> => withEditor(id, test),

    /** Whether a side of a workspace is being tested, for long enough to be shown. */
    isTesting: (id: string): boolean => sides.some((side) => useTestRunsStore().of(id, side)),

    /** Tests what is selected, and shows how that goes. */
    testSelected(): void {
      useTestManyStore().isOpen = true
      void board.test('selected')
    },

    duplicate: (id: string): Promise<void> => withEditor(id, duplicate),

    exportThese: (ids: readonly string[]): void => useExportingStore().open(ids),

    /** Marks workspaces as favourites, or takes the marks away. */
    async setFavourites(ids: readonly string[], isFavourite: boolean): Promise<void> {
      for (const id of ids) {
        const result = await workspaces.setFavourite(id, isFavourite)
        if (!result.ok) return notices.fail(result.failure)
      }
    },

    copyNames(ids: readonly string[]): Promise<void> {
      const wanted = new Set(ids)
      const names = workspaces.sorted.filter(({ id }) => wanted.has(id)).map(({ title }) => title)
      return useClipboardStore().copy(
        names.join('\n'),
        names.length === 1 ? 'Copied the name.' : 'Copied the names.',
      )
    },

    async deleteThese(ids: readonly string[]): Promise<void> {
      if (ids.every((id) => selection.has(id))) selection.clear()
      await useDeleting()(ids)
    },
  }
}
