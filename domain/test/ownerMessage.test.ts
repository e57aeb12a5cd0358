import { describe, expect, it } from 'vitest'
import type { Failure } from '../failure'
import { missingStatement, ownerMessage, statementText } from './ownerMessage'

const caller = 'arn:aws:sts::111122223333:assumed-role/Reader/TonicStructural-1'
const role = 'arn:aws:iam::444455556666:role/Writer'
const failure = (code: Failure['code'], detail: Failure['detail'] = { caller, role }): Failure => ({
  code,
  message: 'AWS refuses the role.',
  remedy: 'Ask the administrator.',
  detail,
})

describe('what an administrator is sent', () => {
  it('is the statement that allows what was refused', () => {
    expect(missingStatement(failure('listTablesNotAllowed'))).toEqual({
      Effect: 'Allow',
      Action: 'dynamodb:ListTables',
      Resource: '*',
    })
    expect(missingStatement(failure('roleNotAllowed'))).toEqual({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: role,
    })
  })

  it('trusts the role of a session, because the name of the session changes', () => {
    expect(missingStatement(failure('roleNotTrusted'))).toEqual({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:role/Reader' },
      Action: 'sts:AssumeRole',
    })
  })

  it('has no statement where no policy is the cause', () => {
    expect(statementText(failure('tokenExpired'))).toBeUndefined()
    expect(statementText(failure('roleRefused', {}))).toBeUndefined()
  })

  it('says what was tried, by whom, on what, and what is missing', () => {
    const about = { workspace: 'Orders', side: 'source', region: 'eu-west-1', place: undefined } as const
    const detail = { caller, role, error: 'AccessDenied', status: 403, requestId: 'abc' }
    const message = ownerMessage({ ...about, failure: failure('roleNotAllowed', detail) })
    expect(message.split('\n').filter(Boolean).slice(0, 7)).toEqual([
      'The connection test of “Orders” (source) fails: AWS refuses the role.',
      'Account: 444455556666',
      `Caller: ${caller}`,
      `Role: ${role}`,
      'Region: eu-west-1',
      'Error: AccessDenied, HTTP 403, request abc',
      'Ask the administrator.',
    ])
    expect(message).toContain('"Resource": "arn:aws:iam::444455556666:role/Writer"')
  })
})
