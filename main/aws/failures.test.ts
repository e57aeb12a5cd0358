import { describe, expect, it } from 'vitest'
import { failureOfCall, failureOfReaching } from './failures'
import type { Call } from './refusals'

const now = Date.parse('2026-11-22T12:00:00Z')

const listing: Call = {
  action: 'ListTables',
  host: 'dynamodb.eu-west-1.amazonaws.com:443',
  local: false,
  region: 'eu-west-1',
  awsRegion: 'eu-west-1',
  accessKeyId: 'AKIARTX3GSDSQABCDEFG',
  token: 'none',
}
const assuming: Call = {
  ...listing,
  action: 'AssumeRole',
  host: 'sts.eu-west-1.amazonaws.com:443',
  role: 'arn:aws:iam::444455556666:role/StructuralWriter',
  durationSeconds: 7_200,
}

/** An error as the SDK throws it for an error reply of AWS. */
function refusal(name: string, message = '', status = 400, date = new Date(now).toUTCString()) {
  const error = Object.assign(new Error(message), { name, $fault: 'client' })
  Object.defineProperty(error, '$response', { value: { statusCode: status, headers: { date } } })
  return Object.assign(error, { $metadata: { httpStatusCode: status, requestId: 'a1b2-c3' } })
}

const onTheWay = (code: string, name = 'Error') => Object.assign(new Error('secret detail'), { name, code })

describe('network errors', () => {
  it.each([
    ['ENOTFOUND', 'hostUnknown'],
    ['EAI_AGAIN', 'dnsUnavailable'],
    ['ECONNREFUSED', 'nothingListens'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ETIMEDOUT', 'unreachable'],
    ['ECONNRESET', 'connectionReset'],
    ['EPIPE', 'connectionReset'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tlsFailed'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tlsFailed'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tlsFailed'],
    ['CERT_HAS_EXPIRED', 'tlsFailed'],
    ['EPROTO', 'tlsFailed'],
    ['HPE_INVALID_CONSTANT', 'notDynamoDb'],
  ])('tells %s as %s', (code, told) => {
    expect(failureOfCall(onTheWay(code), listing, now)).toMatchObject({
      code: told,
      detail: { error: code, host: listing.host },
    })
  })

  it('looks at the code before the name, since the SDK calls a reset a timeout', () => {
    const failure = failureOfCall(onTheWay('ECONNRESET', 'TimeoutError'), listing, now)
    expect(failure).toMatchObject({ code: 'connectionReset', detail: { error: 'ECONNRESET' } })
  })

  it('finds the code inside an AggregateError, whose message is empty', () => {
    const error = new AggregateError([onTheWay('ECONNREFUSED'), onTheWay('ECONNREFUSED')])
    expect(failureOfReaching(error, listing)).toMatchObject({ code: 'nothingListens' })
  })

  it('takes an unknown host of an unlisted region for an unknown region', () => {
    const to = { host: 'sts.eu-nowhere-9.amazonaws.com:443', local: false, awsRegion: 'eu-nowhere-9' }
    const failure = failureOfReaching(onTheWay('ENOTFOUND'), to)
    expect(failure.code).toBe('regionUnknown')
    expect(failure.message).toContain('eu-nowhere-9')
  })

  it('does not blame the region for the host of an endpoint variable', () => {
    const to = { host: 'vpce.example:443', local: false, awsRegion: undefined }
    expect(failureOfReaching(onTheWay('ENOTFOUND'), to).code).toBe('hostUnknown')
  })
})

describe('refusals of AWS', () => {
  it.each([
    ['InvalidClientTokenId', 'accessKeyUnknown'],
    ['UnrecognizedClientException', 'accessKeyUnknown'],
    ['IncompleteSignatureException', 'accessKeyUnknown'],
    ['SubscriptionRequiredException', 'accessKeyUnknown'],
    ['SignatureDoesNotMatch', 'secretWrong'],
    ['InvalidSignatureException', 'secretWrong'],
    ['ExpiredToken', 'tokenExpired'],
    ['ExpiredTokenException', 'tokenExpired'],
    ['AccessDeniedException', 'listTablesNotAllowed'],
    ['ThrottlingException', 'throttled'],
    ['RequestLimitExceeded', 'throttled'],
    ['InternalServerError', 'serviceFault'],
    ['ServiceUnavailable', 'serviceFault'],
  ])('tells %s as %s, with status and request id', (name, code) => {
    expect(failureOfCall(refusal(name), listing, now)).toMatchObject({
      code,
      detail: { error: name, status: 400, requestId: 'a1b2-c3', host: listing.host },
    })
  })

  it.each(['Signature expired: 20261122T1100', 'Signature not yet current: 20261122T1300'])(
    'tells a wrong clock from a wrong secret by “%s”',
    (message) => {
      const date = new Date(now + 20 * 60_000).toUTCString()
      const failure = failureOfCall(refusal('SignatureDoesNotMatch', message, 403, date), assuming, now)
      expect(failure.code).toBe('clockSkew')
      expect(failure.message).toContain('20 minutes behind')
    },
  )

  it('tells an endpoint of another region from a wrong secret', () => {
    const message = 'Credential should be scoped to a valid region. '
    expect(failureOfCall(refusal('InvalidSignatureException', message), listing, now).code).toBe(
      'regionUnknown',
    )
  })

  it('mentions the session token, the kind of key, and an opt-in region where they matter', () => {
    const error = refusal('InvalidClientTokenId', '', 403)
    const remedyOf = (call: Partial<Call>) => failureOfCall(error, { ...listing, ...call }, now).remedy
    expect(remedyOf({ accessKeyId: 'ASIARTX3GSDSQABCDEFG', token: 'entered' })).toContain('all three values')
    expect(remedyOf({ accessKeyId: 'ASIARTX3GSDSQABCDEFG', token: 'given' })).toContain('Test again')
    expect(remedyOf({ accessKeyId: 'ASIARTX3GSDSQABCDEFG' })).toContain('session token')
    expect(remedyOf({ token: 'entered' })).toContain('takes no session token')
    expect(remedyOf({ region: 'me-south-1' })).toContain('me-south-1')
    expect(remedyOf({})).not.toContain('token')
  })

  it('explains a duration above the maximum of the role', () => {
    const message = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'
    const failure = failureOfCall(refusal('ValidationError', message), assuming, now)
    expect(failure.code).toBe('durationAboveMaximum')
    expect(failure.message).toContain('7200')
    expect(failure.remedy).toContain('3600')
  })

  it('explains a duration above one hour for a chained role', () => {
    const message =
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.'
    const failure = failureOfCall(refusal('ValidationError', message), assuming, now)
    expect(failure).toMatchObject({ code: 'durationAboveMaximum' })
    expect(failure.message).toContain('1 hour')
  })

  it('tells other validation errors as an invalid role', () => {
    const failure = failureOfCall(refusal('ValidationError', 'x is invalid'), assuming, now)
    expect(failure).toMatchObject({ code: 'roleInvalid', detail: { role: assuming.role } })
  })

  it('tells a service fault that has a name of its own by its status', () => {
    expect(failureOfCall(refusal('StorageMelted', '', 503), listing, now).code).toBe('serviceFault')
  })
})

describe('what is not trusted', () => {
  it('repeats no message of an unknown error', () => {
    const failure = failureOfCall(refusal('Peculiar', 'Credential=AKIA/, Signature=abc'), listing, now)
    expect(failure).toMatchObject({ code: 'unexpected', detail: { error: 'Peculiar' } })
    expect(JSON.stringify(failure)).not.toContain('Signature')
  })

  it('repeats no name and no request id that is more than a word', () => {
    const error = Object.assign(refusal('a b: Authorization=x'), {
      $metadata: { httpStatusCode: 400, requestId: 'IQoJb3JpZ2lu/'.repeat(9) },
    })
    const told = JSON.stringify(failureOfCall(error, listing, now))
    expect(told).not.toContain('Authorization')
    expect(told).not.toContain('IQoJ')
  })

  it('takes anything that is thrown', () => {
    expect(failureOfCall('a string', listing, now)).toMatchObject({
      code: 'unexpected',
      detail: { error: 'Unknown' },
    })
    expect(failureOfCall(undefined, listing, now).code).toBe('unexpected')
  })
})
