import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { blankConnection, fieldsOf } from '../connection/connection'
import type { ConnectionForm } from '../connection/connection'
import { failureOf, fingerprintOf, testReportSchema } from './testReport'
import { failedReport, refused, warnedReport } from './reports.fixture'
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

describe('failureOf', () => {
  it('is what ended the test', () => {
    expect(failureOf(failedReport)).toEqual(refused)
  })

  it('is not a warning', () => {
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
