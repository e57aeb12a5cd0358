import { otherSide } from '../domain/side'
import type { Result } from '../domain/result'
import { ok } from '../domain/result'
import type { SideView } from '../domain/sideView'
import type { BothSides } from '../domain/side'
import type { Machine } from '../domain/localHost'
import type { TestReport } from '../domain/testReport'
import { titleOf } from '../domain/workspace'
import { isShareable, shareReport } from './aws/sharedTest'
import type { SideTest } from './sideTest'

type Shared = { testedWith: string; report: Promise<Result<TestReport>> }

/**
 * Tests of which equal ones run once: equal are two connections with the same fingerprint, which takes in the versions
 * of their secrets and the environment. The pair rule is another matter for each workspace, and so it is judged anew
 * for each. Where it has to ask two local instances for their tables, nothing is shared.
 */
export function createSharedTests(
  testSide: (test: SideTest) => Promise<Result<TestReport>>,
  readMachine: () => Machine,
) {
  const known = new Map<string, Shared>()

  return async (test: SideTest, view: BothSides<SideView>): Promise<Result<TestReport>> => {
    const { side, workspace, runId } = test
    const { fingerprint } = view[side]
    if (!isShareable({ side, forms: workspace })) return testSide(test)
    const earlier = known.get(fingerprint)
    if (!earlier) {
      const report = testSide(test)
      known.set(fingerprint, { testedWith: `${titleOf(workspace)}, ${side}`, report })
      return report
    }
    const { testedWith } = earlier
    const answer = await earlier.report
    if (!answer.ok) return answer
    const otherPlace = view[otherSide(side)].place
    const pair = { side, forms: workspace, machine: readMachine(), otherPlace }
    return ok(shareReport(answer.value, { ...pair, runId, testedWith }))
  }
}
