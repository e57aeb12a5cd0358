import type { Side } from '../../domain/side'
import type { Editor } from '../stores/editor/editor'
import { usePagesStore } from '../stores/pages'

/** Shows the history of a workspace, of one side if one is given, and puts the focus into its results. */
export function showHistory({ tab }: Editor, side?: Side): void {
  usePagesStore().close()
  tab.shown = 'history'
  tab.historyTakesFocus = true
  if (side) tab.historyOf = side
}
