import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { failureCodes, failureEvidence, failureSchema } from './failure'
import type { Failure } from './failure'

const failure: Failure = { code: 'tokenExpired', message: 'The token has run out.', remedy: 'Get a new one.' }

describe('failureEvidence', () => {
  it.each([
    [{ error: 'ExpiredToken', status: 403, requestId: '4f2c' }, 'ExpiredToken · HTTP 403 · request 4f2c'],
    [{ error: 'ECONNREFUSED', host: 'localhost:8000' }, 'ECONNREFUSED · localhost:8000'],
    [
      { error: 'ECONNREFUSED', host: 'localhost:8000', address: '::1' },
      'ECONNREFUSED · localhost:8000 · ::1',
    ],
    [{ status: 500 }, 'HTTP 500'],
    [{ requestId: '' }, ''],
    [{ caller: 'arn:aws:iam::111122223333:user/me', role: 'arn:aws:iam::111122223333:role/Reader' }, ''],
    [{}, ''],
  ])('of %j', (detail, line) => {
    expect(failureEvidence({ ...failure, detail })).toBe(line)
  })

  it('is empty without any', () => {
    expect(failureEvidence(failure)).toBe('')
  })
})

describe('failureSchema', () => {
  it('has each code once', () => {
    expect(new Set(failureCodes).size).toBe(failureCodes.length)
  })

  it('drops everything that is not part of a failure, such as a stack', () => {
    const input = { ...failure, stack: 'at…', detail: { error: 'ExpiredToken', secret: 's3cr3t' } }
    expect(v.parse(failureSchema, input)).toEqual({ ...failure, detail: { error: 'ExpiredToken' } })
  })

  it.each([
    ['an unknown code', { ...failure, code: 'bad luck' }],
    ['no remedy', { code: failure.code, message: failure.message }],
    ['a status that is no number', { ...failure, detail: { status: '403' } }],
  ])('refuses %s', (_what, input) => {
    expect(v.safeParse(failureSchema, input).success).toBe(false)
  })
})
