import type { Failure } from '../failure'
import type { TestReport } from './testReport'

/** For tests: a failure with evidence. */
export const refused = {
  code: 'nothingListens',
  message: 'Nothing listens on localhost, port 8000.',
  remedy: 'Start DynamoDB there.',
  detail: { error: 'ECONNREFUSED', host: 'localhost:8000', requestId: undefined },
} as const satisfies Record<string, unknown>

/** For tests: a report that failed at the network. */
export const failedReport: TestReport = {
  runId: 'run',
  side: 'source',
  outcome: 'failed',
  startedAt: '2026-11-22T10:00:00.000Z',
  ms: 12.4,
  fingerprint: 'secret-free',
  stages: [
    { name: 'settings', status: 'passed', text: 'All fields are filled in.', ms: 0.6 },
    { name: 'credentials', status: 'passed', text: '' },
    { name: 'network', status: 'failed', text: '', ms: 11, failure: refused as Failure },
    { name: 'dynamodb', status: 'notReached', text: '' },
  ],
  place: {},
}

/** For tests: a report that passed with a warning. */
export const warnedReport: TestReport = {
  ...failedReport,
  outcome: 'passed',
  stages: [
    { name: 'dynamodb', status: 'passed', text: '3 tables', ms: 9 },
    {
      name: 'pairRule',
      status: 'warned',
      text: '',
      warning: { code: 'sameInstance', message: 'Both are one instance.', remedy: 'Choose another.' },
    },
  ],
}
