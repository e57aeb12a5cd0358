import { expect, describe, it } from 'vitest'
import { blankConnection } from '../connection/connection'
import { comparisonAsJson, comparisonAsText, redact, reportAsJson, reportAsText } from './reportToShare'
import { failedReport, warnedReport } from './reports.fixture'
import { fingerprintOf, stageNames, stageTitles } from './testReport'
import type { TestReport } from './testReport'

describe('reportAsText', () => {
  it('contains outcome, time, stages, the failure and its evidence', () => {
    expect(reportAsText(failedReport, 'Orders, source')).toBe(
      `Orders, source: failed, 2026-11-22T10:00:00.000Z, 12 ms
- Settings: passed (1 ms). All fields are filled in.
- Credentials: passed.
- Network: failed (11 ms).
  Nothing listens on localhost, port 8000.
  Start DynamoDB there.
  error: ECONNREFUSED
  host: localhost:8000
- DynamoDB: not reached.
`,
    )
  })

  it('contains a warning as well', () => {
    expect(reportAsText(warnedReport, 'Orders, source')).toBe(
      `Orders, source: passed, 2026-11-22T10:00:00.000Z, 12 ms
- DynamoDB: passed (9 ms). 3 tables
- Pair rule: passed, with a warning.
  Both are one instance.
  Choose another.
`,
    )
  })

  it('contains the source of the credentials and the findings of the readiness check', () => {
    const report: TestReport = {
      ...warnedReport,
      place: { chain: ['environment variables', 'role StructuralReader, session nightly'] },
      readiness: {
        checkedAt: '2026-11-22T10:00:01.000Z',
        ms: 300,
        region: 'eu-west-1',
        recovery: { on: 1, off: 2, unknown: 0 },
        withoutRecovery: ['Customers', 'Invoices'],
        moreTables: false,
        permissions: [
          { action: 'Scan', answer: 'denied', denial: 'missing' },
          { action: 'Query', answer: 'allowed' },
        ],
      },
    }
    expect(reportAsText(report, 'Orders, source')).toContain(
      `- Credentials came from: environment variables, then role StructuralReader, session nightly
- Readiness: Not ready: 2 of 3 tables lack point-in-time recovery, 1 permission is denied
  Without point-in-time recovery: Customers, Invoices
  Scan: denied, no policy allows it
  Query: allowed
`,
    )
    expect(JSON.parse(reportAsJson(report, 'Orders, source'))).toMatchObject({ readiness: { ms: 300 } })
  })

  it('has a title for every stage', () => {
    expect(stageNames.map((name) => stageTitles[name])).toEqual([
      'Settings',
      'Credentials',
      'Network',
      'Assume role',
      'Identity',
      'DynamoDB',
      'Pair rule',
    ])
  })
})

describe('reportAsJson', () => {
  it('says the same, with settings in place of the fingerprint and the key shortened', () => {
    const form = {
      ...blankConnection(),
      way: 'userCredentials',
      accessKey: 'AKIARTX3GSDSQAAAAAAA',
      region: 'eu-west-1',
    } as const
    const versions = { secretKey: '0f5e4834-9d92-4c5d-b206-537df86544e6', sessionToken: 'none' }
    const report = { ...failedReport, fingerprint: fingerprintOf(form, versions, '') }
    const text = reportAsJson(report, 'Orders, source')
    expect(JSON.parse(text)).toMatchObject({
      title: 'Orders, source',
      outcome: 'failed',
      settings: {
        Connection: 'User Credentials',
        'AWS Access Key': 'AKIA…AAAA',
        'AWS Secret Key': 'version 0f5e4834',
        'AWS Region': 'eu-west-1',
      },
    })
    expect(text).not.toContain('AKIARTX3GSDSQAAAAAAA')
  })
})

describe('redact', () => {
  it.each([
    ['key AKIARTX3GSDSQAAAAAAA.', 'key AKIA…AAAA.'],
    [
      'Credential=AKIARTX3GSDSQAAAAAAA/20261122/eu-west-1/sts/aws4_request, Signature=0123abcd',
      'Credential=…, Signature=…',
    ],
    ['?X-Amz-Security-Token=IQoJb3JpZ2lu&x=1', '?X-Amz-Security-Token=…&x=1'],
    [`token ${'IQoJb3JpZ2lu'.repeat(20)} end`, 'token … end'],
    ['arn:aws:iam::111122223333:role/Reader', 'arn:aws:iam::111122223333:role/Reader'],
  ])('turns %s into %s', (text, redacted) => {
    expect(redact(text)).toBe(redacted)
  })
})

describe('a comparison to share', () => {
  const later: TestReport = { ...warnedReport, startedAt: '2026-11-23T10:00:00.000Z', place: { tables: 3 } }

  it('says as text what changed and what is the same', () => {
    expect(comparisonAsText(failedReport, later, 'Orders, source')).toBe(
      `Orders, source: failed 2026-11-22T10:00:00.000Z → passed 2026-11-23T10:00:00.000Z
What changed: it passes now.
- Outcome: failed at Network, stage 3 of 4: ECONNREFUSED → passed all 2 stages
- Tables: not reached → 3
Same: settings
`,
    )
  })

  it('says the same as JSON', () => {
    expect(JSON.parse(comparisonAsJson(failedReport, later, 'Orders, source'))).toMatchObject({
      title: 'Orders, source',
      earlier: { outcome: 'failed' },
      later: { outcome: 'passed' },
      differences: [{ label: 'Outcome' }, { label: 'Tables', earlier: 'not reached', later: '3' }],
      same: ['settings'],
    })
  })
})
