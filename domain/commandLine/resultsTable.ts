import { counted } from '../counted'
import { redact } from '../test/reportToShare'
import { allSides, causeOf, countEnds, outcomeOf } from '../test/testResults'
import type { EndOutcome, TestResults } from '../test/testResults'

const words: Record<EndOutcome, string> = {
  passed: 'passed',
  failed: 'FAILED',
  cancelled: 'cancelled',
  notTested: 'NOT TESTED',
}

/** Formats the results for people: a line for each side, with cause and remedy if it did not pass, then the counts. */
export function resultsAsTable(results: TestResults): string {
  const widest = Math.min(40, Math.max(4, ...results.workspaces.map(({ name }) => [...name].length)))
  const lines = allSides(results).flatMap(({ name, side, end }) => {
    const cause = causeOf(end)
    const took = end.kind === 'tested' ? `${Math.round(end.report.ms)} ms` : ''
    const cells = [side === 'source' ? name.padEnd(widest) : ' '.repeat(widest), side.padEnd(11)]
    const line = [...cells, words[outcomeOf(end)].padEnd(10), took.padStart(8)].join('  ').trimEnd()
    return cause ? [line, `    ${cause.message}`, `    ${cause.remedy}`] : [line]
  })
  const unreadable = results.unreadable.map(({ file, reason }) => `Not read: ${file}. ${reason}`)
  const { passed, failed, cancelled, notTested } = countEnds(results)
  const counts = `${passed} passed, ${failed} failed, ${notTested + cancelled} not tested`
  const summary = `${counted(results.workspaces.length, 'workspace')}: ${counts}.`
  return redact([...lines, ...unreadable, summary, ''].map(printable).join('\n'))
}

/** Removes control characters, which a terminal would interpret. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ')
}
