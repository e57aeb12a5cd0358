import { redact } from '../test/reportToShare'
import type { SideEnd } from '../test/testMany'
import { allSides, causeOf, countEnds, outcomeOf } from '../test/testResults'
import type { TestResults } from '../test/testResults'

/**
 * The results as JUnit XML: a suite for each workspace with its two sides as cases, what could not be tested as an
 * error, files that cannot be read as a suite of their own. Key IDs shortened, nothing secret.
 */
export function resultsAsJunit(results: TestResults): string {
  const { failed, cancelled, notTested } = countEnds(results)
  const lost = results.unreadable.length
  const totals = {
    tests: allSides(results).length + lost,
    failures: failed,
    errors: cancelled + notTested + lost,
  }
  const suites = results.workspaces.map(({ id, name, source, destination }) => {
    const ends = { source, destination }
    const cases = Object.entries(ends).map(([side, end]) => testCase(side, name, end))
    return element('testsuite', { name, id, ...countsOf(Object.values(ends)) }, cases)
  })
  const unreadable = results.unreadable.map(({ file, reason }) =>
    element('testcase', { name: file, classname: 'Files' }, [
      element('error', { type: 'fileNotRead', message: reason }),
    ]),
  )
  const files = element('testsuite', { name: 'Files', tests: lost, failures: 0, errors: lost }, unreadable)
  const whole = element('testsuites', { name: 'DynamoDB Workspaces', ...totals, time: seconds(results.ms) }, [
    ...suites,
    ...(lost > 0 ? [files] : []),
  ])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${whole}\n`
}

function countsOf(ends: SideEnd[]): Record<string, number> {
  const outcomes = ends.map(outcomeOf)
  const failures = outcomes.filter((outcome) => outcome === 'failed').length
  const passed = outcomes.filter((outcome) => outcome === 'passed').length
  return { tests: ends.length, failures, errors: ends.length - failures - passed }
}

function testCase(side: string, workspace: string, end: SideEnd): string {
  const outcome = outcomeOf(end)
  const cause = causeOf(end)
  const attributes = { type: cause?.code ?? outcome, message: cause?.message ?? 'The test was cancelled.' }
  const kind = outcome === 'failed' ? 'failure' : 'error'
  const time = end.kind === 'tested' ? { time: seconds(end.report.ms) } : {}
  return element(
    'testcase',
    { name: side, classname: workspace, ...time },
    outcome === 'passed' ? [] : [element(kind, attributes, cause ? [escape(redact(cause.remedy))] : [])],
  )
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

function element(name: string, attributes: Record<string, string | number>, children: string[] = []): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escape(redact(String(value)))}"`,
  )
  const start = `<${name}${written.join('')}`
  return children.length === 0 ? `${start}/>` : `${start}>${children.join('')}</${name}>`
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

// XML 1.0 cannot represent most control characters and lone surrogates.
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
    .replace(/[\t\n\r]/g, ' ')
}
