import { otherSide } from '../../domain/side'
import type { Result } from '../../domain/result'
import { ok } from '../../domain/result'
import type { SideView } from '../../domain/workspace/sideView'
import type { BothSides } from '../../domain/side'
import type { Machine } from '../../domain/connection/localHost'
import type { TestReport } from '../../domain/test/testReport'
import { titleOf } from '../../domain/workspace/workspace'
import { accountToSearch, isReusable, reuseReport } from '../aws/reusedReport'
import type { SideTest } from './testSide'

type Shared = { testedWith: string; report: Promise<Result<TestReport>> }

/**
 * Tests of which equal ones run once: equal are two connections with the same fingerprint, which takes in the versions
 * of their secrets and the environment. The pair rule is another matter for each workspace, and so it is judged anew
 * for each. Where it has to ask two local instances for their tables, nothing is shared, and where it has to look for
 * replicas in an account that the shared test did not look for, those with that account on the other side share
 * another.
 */
export function createOncePerConnection(
  testSide: (test: SideTest) => Promise<Result<TestReport>>,
  readMachine: () => Machine,
) {
  const known = new Map<string, Shared>()

  /** The test that was begun under a key; begins this one where there is none. */
  function begin(key: string, test: SideTest): Shared & { isOwn: boolean } {
    const earlier = known.get(key)
    if (earlier) return { ...earlier, isOwn: false }
    const own = { testedWith: `${titleOf(test.workspace)}, ${test.side}`, report: testSide(test) }
    known.set(key, own)
    return { ...own, isOwn: true }
  }

  return async (test: SideTest, view: BothSides<SideView>): Promise<Result<TestReport>> => {
    const { side, workspace, runId } = test
    const { fingerprint } = view[side]
    if (!isReusable({ side, forms: workspace })) return testSide(test)
    const otherPlace = view[otherSide(side)].place
    const pair = { side, forms: workspace, machine: readMachine(), otherPlace }
    let shared = begin(fingerprint, test)
    let answer = await shared.report
    const account = answer.ok ? accountToSearch(answer.value.place, pair) : undefined
    if (account !== undefined && !shared.isOwn) {
      shared = begin(`${fingerprint} ${account}`, test)
      answer = await shared.report
    }
    if (!answer.ok || shared.isOwn) return answer
    return ok(reuseReport(answer.value, { ...pair, runId, testedWith: shared.testedWith }))
  }
}
