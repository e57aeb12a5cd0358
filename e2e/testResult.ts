import { expect } from 'playwright/test'
import type { SideControls } from './window'

const stagesOf = {
  local: ['Settings', 'Credentials', 'Network', 'DynamoDB', 'Pair rule'],
  cloud: ['Settings', 'Credentials', 'Network', 'Identity', 'DynamoDB', 'Pair rule'],
  role: ['Settings', 'Credentials', 'Network', 'Assume role', 'Identity', 'DynamoDB', 'Pair rule'],
}
/** Which stages a test has: those of a local instance, of a cloud connection, or of one with a role. */
export type Kind = keyof typeof stagesOf
export type StageTitle = (typeof stagesOf)[Kind][number]

/** The whole list of stages of a test that ended in one of them, as a person reads it. */
export function endedIn(kind: Kind, title: StageTitle, how: 'failed' | 'cancelled'): RegExp[] {
  const at = stagesOf[kind].indexOf(title)
  return stagesOf[kind].map((name, index) => {
    if (index === at) return new RegExp(`^${name}, ${how}:`)
    return index < at ? new RegExp(`^${name}, passed:`) : new RegExp(`^${name}, not reached:`)
  })
}

/** What a person reads of a failure. */
export type ExpectedFailure = { sentence: string; remedy: string | RegExp; evidence: string | RegExp }

/** The result of a side shows exactly this cause, in this stage, and says that nothing after it was reached. */
export async function expectFailure(
  side: SideControls,
  kind: Kind,
  title: StageTitle,
  expected: ExpectedFailure,
): Promise<void> {
  await expect(side.result).toHaveText(/^\s*Failed/)
  await expect(side.stages).toHaveText(endedIn(kind, title, 'failed'))
  await expect(side.result.getByText(expected.sentence, { exact: true })).toBeVisible()
  await expect(side.result.getByText(expected.remedy, { exact: true })).toBeVisible()
  await showEvidence(side)
  const failed = side.stages.nth(stagesOf[kind].indexOf(title))
  await expect(failed.getByText(expected.evidence, { exact: true }).last()).toBeVisible()
}

/** Unfolds the evidence of a side's result. */
export async function showEvidence(side: SideControls): Promise<void> {
  await side.result.getByRole('button', { name: /^(Show|Hide) evidence$/ }).waitFor()
  const show = side.result.getByRole('button', { name: 'Show evidence' })
  if (await show.isVisible()) await show.click()
}
