import type { RowState } from '../../../domain/list/rowState'
import type { MarkKind } from '../ui/UiMark.vue'

/** The shape of each state of a workspace. */
export const markOfState: Record<RowState, MarkKind> = {
  failed: 'failed',
  changed: 'changed',
  incomplete: 'open',
  untested: 'untested',
  passed: 'passed',
}
