import { sides } from '../side'
import { shortCause } from '../test/remedies'
import type { ShownRow } from './workspaceRow'

/** The state of a workspace as one shape in the list; the worst of its sides counts. */
export type RowState = 'failed' | 'changed' | 'incomplete' | 'passed' | 'untested'

/** The states in the order of “Failing first”. */
export const stateOrder: readonly RowState[] = ['failed', 'changed', 'incomplete', 'untested', 'passed']

/** The state of a row. Expired keys count as failed. */
export function stateOf({ statuses, waiting }: Pick<ShownRow, 'statuses' | 'waiting'>): RowState {
  const has = (...kinds: string[]): boolean => sides.some((side) => kinds.includes(statuses[side]))
  if (has('failed', 'expired')) return 'failed'
  if (waiting !== null) return 'incomplete'
  if (has('changed')) return 'changed'
  return sides.every((side) => statuses[side] === 'passed') ? 'passed' : 'untested'
}

/**
 * The second line of a row: the cause of what failed and where, what is missing, or what changed since it passed;
 * undefined where the route is more useful.
 */
export function stateLine(row: ShownRow): string | undefined {
  const { causes, statuses, waiting } = row
  const failed = sides.filter((side) => causes[side])
  const [first] = failed
  if (first) {
    const words = shortCause(causes[first] ?? 'unexpected')
    const isBoth = failed.length === 2 && causes.source === causes.destination
    // A rule between the sides names the other side already.
    if (/the source$/.test(words)) return words
    return `${words}, ${isBoth ? 'both sides' : first}`
  }
  if (waiting !== null) return waiting
  const changed = sides.filter((side) => statuses[side] === 'changed')
  if (changed.length === 0) return undefined
  return changed.length === 2
    ? 'Both sides changed since their tests'
    : `${changed[0] === 'source' ? 'Source' : 'Destination'} changed since its test`
}
