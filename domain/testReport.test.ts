import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { blankConnection, fieldsOf } from './connection'
import type { ConnectionForm } from './connection'
import {
  failureOf,
  fingerprintOf,
  reportAsText,
  stageNames,
  stageTitles,
  testReportSchema,
} from './testReport'
import type { TestReport } from './testReport'

const versions = { secretKey: 'first key', sessionToken: 'first token' }
const filled: ConnectionForm = {
  ...blankConnection(),
  server: 'localhost',
  roleArn: 'arn:aws:iam::111122223333:role/Reader',
  sessionName: 'nightly',
  accessKey: 'AKIARTX3GSDSQEXAMPLE',
  region: 'eu-west-1',
}
const kinds = {
  local: { ...filled, useLocal: true },
  assumeRole: { ...filled, way: 'assumeRole' },
  userCredentials: { ...filled, way: 'userCredentials' },
  environment: { ...filled, way: 'environment' },
} as const satisfies Record<string, ConnectionForm>
const names = ['local', 'assumeRole', 'userCredentials', 'environment'] as const

describe.each(names)('fingerprintOf a connection of the kind %s', (kind) => {
  const form: ConnectionForm = kinds[kind]
  const before = fingerprintOf(form, versions, 'Q7ML eu-west-1')

  it.each(['server', 'port', 'roleArn', 'sessionName', 'durationSeconds', 'accessKey', 'region'] as const)(
    'changes with %s if that field takes part, and only then',
    (field) => {
      const after = fingerprintOf({ ...form, [field]: 'changed' }, versions, 'Q7ML eu-west-1')
      expect(after !== before).toBe(fieldsOf[kind].includes(field))
    },
  )

  it.each(['secretKey', 'sessionToken'] as const)(
    'changes with the version of %s if it takes part',
    (name) => {
      const after = fingerprintOf(form, { ...versions, [name]: 'second' }, 'Q7ML eu-west-1')
      expect(after !== before).toBe(kind === 'userCredentials')
    },
  )

  it('changes with the environment', () => {
    expect(fingerprintOf(form, versions, 'machine eu-west-1')).not.toBe(before)
  })

  it('changes with the kind', () => {
    const all = names.map((other) => fingerprintOf(kinds[other], versions, ''))
    expect(new Set(all).size).toBe(names.length)
  })

  it('is the same with spaces around the fields, and for a way that is hidden by a local instance', () => {
    const spaced = Object.fromEntries(fieldsOf[kind].map((field) => [field, ` ${form[field as 'server']}\n`]))
    expect(fingerprintOf({ ...form, ...spaced }, versions, 'Q7ML eu-west-1')).toBe(before)
    const other = fingerprintOf({ ...kinds.local, way: 'environment' }, versions, '')
    expect(other).toBe(fingerprintOf(kinds.local, versions, ''))
  })
})

it('does not take a text that moves from field to field for the same settings', () => {
  const a = fingerprintOf({ ...kinds.local, server: 'a', port: 'b","c' }, versions, '')
  const b = fingerprintOf({ ...kinds.local, server: 'a","b', port: 'c' }, versions, '')
  expect(a).not.toBe(b)
  const first = fingerprintOf({ ...kinds.local, server: '\ud83d' }, versions, '')
  const second = fingerprintOf({ ...kinds.local, server: '\ud83e' }, versions, '')
  expect(first).not.toBe(second)
})

const failure = {
  code: 'nothingListens',
  message: 'Nothing listens on localhost, port 8000.',
  remedy: 'Start DynamoDB there.',
  detail: { error: 'ECONNREFUSED', host: 'localhost:8000', requestId: undefined },
} as const

const failedReport: TestReport = {
  runId: 'run',
  side: 'source',
  outcome: 'failed',
  startedAt: '2026-11-22T10:00:00.000Z',
  ms: 12.4,
  fingerprint: 'secret-free',
  stages: [
    { name: 'settings', status: 'passed', text: 'All fields are filled in.', ms: 0.6 },
    { name: 'credentials', status: 'passed', text: '' },
    { name: 'network', status: 'failed', text: '', ms: 11, failure },
    { name: 'dynamodb', status: 'notReached', text: '' },
  ],
  place: {},
}

const warnedReport: TestReport = {
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

describe('reportAsText', () => {
  it('tells outcome, time, stages, the failure and its evidence', () => {
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

  it('tells a warning as well', () => {
    expect(reportAsText(warnedReport, 'Orders, source')).toBe(
      `Orders, source: passed, 2026-11-22T10:00:00.000Z, 12 ms
- DynamoDB: passed (9 ms). 3 tables
- Pair rule: warned.
  Both are one instance.
  Choose another.
`,
    )
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

describe('failureOf', () => {
  it('is what ended the test', () => {
    expect(failureOf(failedReport)).toEqual(failure)
  })

  it('is no warning', () => {
    expect(failureOf(warnedReport)).toBeUndefined()
    expect(failureOf({ stages: [] })).toBeUndefined()
  })
})

describe('testReportSchema', () => {
  it('reads a report back from its JSON', () => {
    const place = {
      host: 'localhost:8000',
      addresses: ['::1'],
      tables: 3,
      moreTables: false,
      sameInstance: true,
    }
    const report = { ...warnedReport, place }
    expect(v.parse(testReportSchema, JSON.parse(JSON.stringify(report)))).toEqual(report)
  })

  it.each(['waiting', 'running', 'passed', 'warned', 'failed', 'cancelled', 'notReached'] as const)(
    'knows the status %s of a stage',
    (status) => {
      const report: TestReport = { ...warnedReport, stages: [{ name: 'network', status, text: '' }] }
      expect(v.parse(testReportSchema, report)).toEqual(report)
    },
  )

  it.each(['passed', 'failed', 'cancelled'] as const)('knows the outcome %s', (outcome) => {
    expect(v.parse(testReportSchema, { ...warnedReport, outcome })).toMatchObject({ outcome })
  })

  it.each([
    ['an unknown stage', { stages: [{ name: 'lunch', status: 'passed', text: '' }] }],
    ['an unknown outcome', { outcome: 'maybe' }],
    [
      'an unknown failure',
      { stages: [{ name: 'network', status: 'failed', text: '', failure: { code: 'x' } }] },
    ],
    ['an unknown side', { side: 'left' }],
  ])('refuses %s', (_what, changes) => {
    expect(v.safeParse(testReportSchema, { ...failedReport, ...changes }).success).toBe(false)
  })
})
