import { describe, expect, it } from 'vitest'
import { blankConnection } from '../connection/connection'
import { differencesOf, settingsOf } from './reportSettings'
import { failedReport } from './reports.fixture'
import { fingerprintOf } from './testReport'

const none = { secretKey: 'none', sessionToken: 'none' }
const local = { ...blankConnection(), useLocal: true, server: 'localhost' }

describe('settingsOf', () => {
  it('reads them off the fingerprint, empty ones left out', () => {
    expect(settingsOf({ fingerprint: fingerprintOf(local, none, '') })).toEqual([
      { label: 'Connection', value: 'Local instance' },
      { label: 'Server', value: 'localhost' },
      { label: 'Port', value: '8000' },
      { label: 'Local Access Key', value: 'local' },
      { label: 'Local Region', value: 'us-east-1' },
    ])
    const role = { ...blankConnection(), roleArn: 'arn:aws:iam::111122223333:role/Reader' }
    expect(settingsOf({ fingerprint: fingerprintOf(role, none, 'Q7ML secret eu-west-1  ') })).toEqual([
      { label: 'Connection', value: 'Assume Role' },
      { label: 'Role ARN', value: 'arn:aws:iam::111122223333:role/Reader' },
      { label: 'Duration (in seconds)', value: '3600' },
      { label: 'Environment', value: 'Q7ML secret eu-west-1' },
    ])
  })

  it.each(['', 'no JSON', '{}', '["other"]'])('finds none in %j', (fingerprint) => {
    expect(settingsOf({ fingerprint })).toEqual([])
  })
})

describe('differencesOf', () => {
  const first = { ...failedReport, fingerprint: fingerprintOf(local, none, '') }

  it('is empty for equal reports, whenever they were made', () => {
    expect(
      differencesOf(first, { ...first, runId: 'other', startedAt: '2026-11-23T10:00:00.000Z', ms: 99 }),
    ).toEqual([])
  })

  it('names settings, outcome, cause, stages and findings', () => {
    const second = {
      ...first,
      outcome: 'passed',
      fingerprint: fingerprintOf({ ...local, port: '8001' }, none, ''),
      stages: [{ name: 'network', status: 'passed', text: '' }],
      place: { tables: 3 },
    } as const
    expect(differencesOf(first, { ...second, stages: [...second.stages] })).toEqual([
      { label: 'Port', first: '8000', second: '8001' },
      { label: 'Outcome', first: 'failed', second: 'passed' },
      { label: 'Cause', first: 'Nothing listens on localhost, port 8000.', second: '–' },
      { label: 'Stage Settings', first: 'passed', second: '–' },
      { label: 'Stage Credentials', first: 'passed', second: '–' },
      { label: 'Stage Network', first: 'failed', second: 'passed' },
      { label: 'Stage DynamoDB', first: 'not reached', second: '–' },
      { label: 'Tables', first: '–', second: '3' },
    ])
  })
})
