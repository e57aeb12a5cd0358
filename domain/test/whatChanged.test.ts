import { describe, expect, it } from 'vitest'
import { failedReport, warnedReport } from './reports.fixture'
import type { TestReport } from './testReport'
import { whatChanged } from './whatChanged'

const local = (port: string): string => JSON.stringify(['local', 'localhost', port, 'local', 'us-east-1', ''])
const passed: TestReport = {
  ...warnedReport,
  fingerprint: local('8000'),
  stages: [{ name: 'dynamodb', status: 'passed', text: '' }],
  place: { tables: 38 },
}
const failed = { ...failedReport, fingerprint: local('8000') }

describe('what changed, in one sentence', () => {
  it.each<[string, TestReport, TestReport]>([
    ['What changed: nothing.', passed, { ...passed, ms: 1, startedAt: '2026-11-23T10:00:00.000Z' }],
    ['What changed: nothing listens on localhost, port 8000.', passed, failed],
    ['What changed: it passes now.', failed, passed],
    [
      'What changed: Port, and nothing listens on localhost, port 8000.',
      passed,
      { ...failed, fingerprint: local('1') },
    ],
    ['What changed: Port, and it still passes.', passed, { ...passed, fingerprint: local('1') }],
    ['What changed: the test was cancelled.', passed, { ...passed, outcome: 'cancelled' }],
    ['What changed: tables, from 38 to 39.', passed, { ...passed, place: { tables: 39 } }],
    [
      'What changed: host and tables.',
      { ...passed, place: { tables: 38, host: 'a:1' } },
      { ...passed, place: { tables: 39, host: 'b:1' } },
    ],
  ])('%s', (sentence, earlier, later) => {
    expect(whatChanged(earlier, later)).toBe(sentence)
  })
})
