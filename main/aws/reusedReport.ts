import { isAbout } from '../../domain/test/replicas'
import { otherSide } from '../../domain/side'
import type { Place, Stage, TestReport } from '../../domain/test/testReport'
import { accountOfOther, areInAws, judgeKnown } from './stages/pairStage'
import type { Pair } from './stages/pairStage'

/** Whether a test of either side can be reused for an equal connection, because its pair rule sends no requests. */
export function isReusable({ side, forms }: Pick<Pair, 'side' | 'forms'>): boolean {
  return !(forms[side].useLocal && forms[otherSide(side)].useLocal)
}

/** The account in which this pair still has to be searched for replicas; undefined if there is none. */
export function accountToSearch(place: Place, pair: Omit<Pair, 'place'>): string | undefined {
  if (!areInAws(pair) || place.account === undefined) return undefined
  const of = accountOfOther(pair)
  const isDone = !of || of.account === place.account || isAbout(place.replicas, of)
  return isDone ? undefined : `${of.partition ?? ''} ${of.account}`
}

/**
 * Builds the report of a side from that of an equal connection tested a moment ago: the stages before the pair rule are
 * the same, and the pair rule is judged again. The first stage names the side that was tested.
 */
export function reuseReport(
  report: TestReport,
  { runId, testedWith, ...pair }: Omit<Pair, 'place'> & { runId: string; testedWith: string },
): TestReport {
  const shared = { ...report, runId, side: pair.side, stages: report.stages.map((stage) => ({ ...stage })) }
  const [first] = shared.stages
  if (first)
    first.text = `${first.text.replace(/\.?$/, '.')} Equal connections are tested once: ${testedWith}.`
  const last = shared.stages.at(-1)
  if (last?.name !== 'pairRule' || last.status === 'notReached' || last.status === 'cancelled') return shared
  const judged = judgeKnown({ ...pair, place: report.place })
  const { name, ms } = last
  const timed: Pick<Stage, 'name' | 'ms'> = { name, ...(ms !== undefined && { ms }) }
  if (!judged.ok) {
    const failed: Stage = { ...timed, status: 'failed', text: '', failure: judged.failure }
    return { ...shared, outcome: 'failed', stages: [...shared.stages.slice(0, -1), failed] }
  }
  const { text, warning } = judged.value
  const passed: Stage = { ...timed, status: warning ? 'warned' : 'passed', text, ...(warning && { warning }) }
  return { ...shared, outcome: 'passed', stages: [...shared.stages.slice(0, -1), passed] }
}
