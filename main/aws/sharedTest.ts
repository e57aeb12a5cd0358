import { isAbout } from '../../domain/test/replicas'
import { otherSide } from '../../domain/side'
import type { Place, Stage, TestReport } from '../../domain/test/testReport'
import { accountOfOther, areInAws, judgeKnown } from './stages/pairStage'
import type { Pair } from './stages/pairStage'

/** Whether a test of either side may stand in for one of an equal connection: then its pair rule asks nobody. */
export function isShareable({ side, forms }: Pick<Pair, 'side' | 'forms'>): boolean {
  return !(forms[side].useLocal && forms[otherSide(side)].useLocal)
}

/** The account whose replicas were not looked for in a test, and are to be for this pair; undefined when nothing is left to do. */
export function accountToLookFor(place: Place, pair: Omit<Pair, 'place'>): string | undefined {
  if (!areInAws(pair) || place.account === undefined) return undefined
  const of = accountOfOther(pair)
  const isDone = !of || of.account === place.account || isAbout(place.replicas, of)
  return isDone ? undefined : `${of.partition ?? ''} ${of.account}`
}

/**
 * The report that a side would have got, made of that of an equal connection which was tested a moment ago: the stages
 * up to the pair rule are the same, and the pair rule is judged anew. The first stage says whose test it was.
 */
export function shareReport(
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
