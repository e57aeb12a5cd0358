import { reactive } from 'vue'
import type { Side } from '../../../domain/side'

/** A tab of the workspace's page. */
export type WorkspaceTab = 'connections' | 'history'

/** Which tab of a workspace is shown, and what of its history. */
export function createOpenTab() {
  return reactive<{
    shown: WorkspaceTab
    /** The side whose results are compared; undefined until a person chose one. */
    historyOf: Side | undefined
    /** Whether the focus is to go into the results, once they are on the screen. */
    historyTakesFocus: boolean
  }>({ shown: 'connections', historyOf: undefined, historyTakesFocus: false })
}
