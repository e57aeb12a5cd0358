import { changedSettings, compareReports } from './compareReports'
import { failureOf } from './testReport'
import type { TestReport } from './testReport'

/**
 * What changed between two results of a side, in one sentence: which settings, and what became of the test. It begins
 * with `What changed:`.
 */
export function whatChanged(earlier: TestReport, later: TestReport): string {
  const settings = changedSettings(earlier, later).map(({ label }) => label)
  const became = becameOf(earlier, later)
  if (settings.length > 0)
    return `What changed: ${listed(settings)}, and ${became ?? stillWords[later.outcome]}`
  return `What changed: ${became ?? factsInWords(earlier, later)}`
}

const stillWords = {
  passed: 'it still passes.',
  failed: 'it still fails.',
  cancelled: 'it was cancelled again.',
} as const

/** What a test came to if the one before came to something else. */
function becameOf(earlier: TestReport, later: TestReport): string | undefined {
  const [before, cause] = [failureOf(earlier), failureOf(later)]
  if (later.outcome === 'failed' && cause && before?.code !== cause.code) return lowered(cause.message)
  if (later.outcome === earlier.outcome) return undefined
  return { passed: 'it passes now.', failed: 'it fails now.', cancelled: 'the test was cancelled.' }[
    later.outcome
  ]
}

function factsInWords(earlier: TestReport, later: TestReport): string {
  const { differences } = compareReports(earlier, later)
  const [first, ...others] = differences
  if (!first) return 'nothing.'
  const isShort = ['Host', 'Account', 'Tables'].includes(first.label)
  return others.length === 0 && isShort
    ? `${first.label.toLowerCase()}, from ${first.earlier} to ${first.later}.`
    : `${listed(differences.map(({ label }) => label.toLowerCase()))}.`
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names)
}

/** A sentence as the end of another one. What is written with a capital anywhere keeps it. */
function lowered(sentence: string): string {
  return /^(?!Region\b|Amazon\b)[A-Z]([a-z]+)?\b/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence
}
