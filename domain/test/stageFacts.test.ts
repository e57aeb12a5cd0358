import { describe, expect, it } from 'vitest'
import { failedReport } from './reports.fixture'
import { callerName, pairFact, stageFact } from './stageFacts'
import type { Place, Stage } from './testReport'

const arn = 'arn:aws:sts::111122223333:assumed-role/StructuralReader/TonicStructural-1251'
const expiresAt = new Date(2026, 10, 26, 10, 10).toISOString()
const place: Place = { host: 'dynamodb.eu-west-1.amazonaws.com', account: '111122223333', arn, expiresAt }
const passed = (name: Stage['name'], text: string): Stage => ({ name, status: 'passed', text })

describe('a stage in one line', () => {
  it('says the fact, and leaves names that are generated to the evidence', () => {
    const text =
      'StructuralReader of account 111122223333 as TonicStructural-1251, until 2026-11-26T10:10:00Z'
    expect(stageFact(passed('assumeRole', text), place)).toEqual({
      fact: 'StructuralReader, until 10:10',
      evidence: [text],
    })
    expect(stageFact(passed('network', '192.0.2.1 answers'), place)).toEqual({
      fact: 'dynamodb.eu-west-1.amazonaws.com',
      evidence: ['192.0.2.1 answers'],
    })
    expect(stageFact(passed('identity', `Account 111122223333, ${arn}`), place).fact).toBe(
      'Account 111122223333',
    )
  })

  it('has nothing else to show where the text is the fact', () => {
    expect(stageFact(passed('dynamodb', '42 tables'), place)).toEqual({ fact: '42 tables', evidence: [] })
  })

  it('names the error of a failure, and keeps the rest as evidence', () => {
    const failed = failedReport.stages.find(({ failure }) => failure)
    if (!failed) throw new Error('The fixture has a failure.')
    expect(stageFact(failed, {})).toEqual({
      fact: 'ECONNREFUSED',
      evidence: ['ECONNREFUSED · localhost:8000'],
    })
    const notReached: Stage = { name: 'dynamodb', status: 'notReached', text: '' }
    expect(stageFact(notReached, {}).fact).toBe('Not reached')
  })

  it('says who a test was: the role of its session, the user, or the account', () => {
    expect(callerName(place)).toBe('StructuralReader')
    expect(callerName({ arn: 'arn:aws:iam::111122223333:user/team/ana' })).toBe('ana')
    expect(callerName({ account: '111122223333' })).toBe('1111 2222 3333')
    expect(callerName({})).toBeUndefined()
  })
})

describe('the pair stage of a result', () => {
  const testedAt = '2026-11-22T17:52:00'
  const stage = (text: string, failure?: Stage['failure']): Stage => ({
    name: 'pairRule',
    status: failure ? 'failed' : 'passed',
    text,
    ...(failure && { failure }),
  })
  const same = { code: 'sameAccount', message: 'Same account.', remedy: 'Choose another.' } as const

  it.each([
    [stage('Different AWS accounts.'), 'different', 'Different, as above'],
    [stage('Different AWS accounts.'), 'same', 'Was different at 17:52'],
    [stage('', same), 'same', 'The same, as above'],
    [stage('', same), 'different', 'Was the same at 17:52'],
    [stage('Same, not allowed: one account.'), 'same', 'The same, as above'],
    [stage('Cannot tell yet: of one side.'), 'unknown', 'Cannot tell yet, as above'],
    [stage('Cannot tell yet: of one side.'), 'different', 'Could not be told at 17:52'],
  ] as const)('never contradicts the verdict of now: %#', (one, now, fact) => {
    expect(pairFact(one, now, testedAt).fact).toBe(fact)
  })

  it('keeps what the test has found as evidence', () => {
    expect(pairFact(stage('Different AWS accounts.'), 'same', testedAt).evidence).toEqual([
      'Different AWS accounts.',
    ])
  })
})
