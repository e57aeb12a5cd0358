import { describe, expect, it } from 'vitest'
import { compareReports, outcomeOf } from './compareReports'
import type { Failure } from '../failure'
import { failedReport, refused } from './reports.fixture'
import type { TestReport } from './testReport'

const fingerprint = JSON.stringify([
  'assumeRole',
  'arn:aws:iam::111122223333:role/R',
  '',
  '3600',
  'eu-west-1',
  'Q7ML',
])
const session = (name: string): string => `arn:aws:sts::111122223333:assumed-role/R/${name}`
const passed: TestReport = {
  ...failedReport,
  runId: 'earlier',
  outcome: 'passed',
  fingerprint,
  stages: [
    { name: 'settings', status: 'passed', text: '' },
    { name: 'dynamodb', status: 'passed', text: '41 tables' },
  ],
  place: {
    host: 'dynamodb.eu-west-1.amazonaws.com',
    account: '111122223333',
    arn: session('one'),
    tables: 41,
  },
}

describe('what changed between two results', () => {
  it('counts neither times nor names that are generated for each test', () => {
    const later = { ...passed, runId: 'later', ms: 99, startedAt: '2026-11-23T10:00:00.000Z' }
    const compared = compareReports(passed, { ...later, place: { ...passed.place, arn: session('two') } })
    expect(compared.differences).toEqual([])
    expect(compared.same).toEqual(['settings', 'outcome', 'host', 'account', 'caller', 'tables', 'warnings'])
  })

  it('lists what differs, and says what a test that ended earlier did not reach', () => {
    const later: TestReport = {
      ...passed,
      outcome: 'failed',
      stages: [
        { name: 'settings', status: 'passed', text: '' },
        { name: 'dynamodb', status: 'failed', text: '', failure: { ...refused, code: 'nothingListens' } },
      ],
      place: { host: 'dynamodb.eu-west-1.amazonaws.com' },
    }
    expect(compareReports(passed, later).differences).toEqual([
      {
        label: 'Outcome',
        earlier: 'passed all 2 stages',
        later: 'failed at DynamoDB, stage 2 of 2: ECONNREFUSED',
      },
      { label: 'Account', earlier: '111122223333', later: 'not reached' },
      { label: 'Caller', earlier: 'R', later: 'not reached' },
      { label: 'Tables', earlier: '41', later: 'not reached' },
    ])
  })

  it('names settings that changed, each by itself', () => {
    const later = { ...passed, fingerprint: fingerprint.replace('eu-west-1', 'eu-central-1') }
    const compared = compareReports(passed, later)
    expect(compared.differences).toEqual([
      { label: 'AWS Region', earlier: 'eu-west-1', later: 'eu-central-1' },
    ])
    expect(compared.same).not.toContain('settings')
  })

  it('says at which stage a test ended', () => {
    expect(outcomeOf(failedReport)).toBe('failed at Network, stage 3 of 4: ECONNREFUSED')
  })

  it('tells secrets apart without naming their versions, and shortens keys', () => {
    const keys = (key: string, version: string): string =>
      JSON.stringify(['userCredentials', key, version, 'none', 'eu-west-1', ''])
    const before = { ...passed, fingerprint: keys('AKIAIOSFODNN7EXAM31Q', 'first-version') }
    const after = { ...passed, fingerprint: keys('AKIAIOSFODNN7EXAM44N', 'second-version') }
    const text = JSON.stringify(compareReports(before, after).differences)
    expect(compareReports(before, after).differences).toEqual([
      expect.objectContaining({ label: 'AWS Access Key' }),
      { label: 'AWS Secret Key', earlier: 'an earlier one', later: 'another one' },
    ])
    expect(text).not.toMatch(/version|IOSFODNN/)
  })

  it('says that temporary keys ended, which are the same setting as before', () => {
    const fingerprint = JSON.stringify(['userCredentials', 'ASIAIOSFODNN7EXAM44N', 'v', 'w', 'eu-west-1', ''])
    const before = { ...passed, fingerprint }
    const ended = failing('tokenExpired', 'Temporary keys expired.')
    const compared = compareReports(before, { ...ended, fingerprint })
    expect(compared.same).toContain('settings')
    expect(compared.differences[0]?.label).toBe('AWS Access Key')
    expect(compared.differences[0]?.earlier).toMatch(/44N valid$/)
    expect(compared.differences[0]?.later).toMatch(/44N ended$/)
  })

  it('compares causes by their code, because their sentences may hold times and names', () => {
    const first = failing('deadline', 'No answer within 3 s.')
    expect(compareReports(first, failing('deadline', 'No answer within 4 s.')).same).toContain('cause')
    expect(compareReports(first, failing('throttled', 'AWS is throttling.')).differences).toContainEqual({
      label: 'Cause',
      earlier: 'No answer within 3 s.',
      later: 'AWS is throttling.',
    })
  })

  it('compares where credentials came from without their session', () => {
    const from = (...chain: string[]): TestReport => ({ ...passed, place: { ...passed.place, chain } })
    const first = from('role Host', 'role R, session TonicStructural1')
    expect(compareReports(first, from('role Host', 'role R, session TonicStructural2')).differences).toEqual(
      [],
    )
    expect(compareReports(first, from('role Other', 'role R, session x')).differences).toEqual([
      { label: 'Credentials', earlier: 'role Host, then role R', later: 'role Other, then role R' },
    ])
  })
})

function failing(code: Failure['code'], message: string): TestReport {
  const failure = { code, message, remedy: '' }
  const stages: TestReport['stages'] = [{ name: 'dynamodb', status: 'failed', text: '', failure }]
  return { ...passed, outcome: 'failed', stages }
}
