import { describe, expect, it } from 'vitest'
import { failureOfCall, failureOfReaching, misunderstoodReply } from './failures'
import type { Call } from './refusals'
import type { Reply } from './lastReply'

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
function refusal(name: string, message = '', status = 400) {
  const error = Object.assign(new Error(message), { name, $fault: 'client' })
  Object.defineProperty(error, '$response', { value: { statusCode: status, headers: {} } })
  return Object.assign(error, {
    $metadata: { httpStatusCode: status, requestId: 'a91c27f5-0982-4cb8-a67d-167d7cba2e64' },
  })
}

const replyOf = (status: number, start = '', more: Partial<Reply> = {}): Reply => ({
  status,
  headers: {},
  start,
  ...more,
})
const onTheWay = (code: string, name = 'Error', message = 'secret detail') =>
  Object.assign(new Error(message), { name, code })

// What no server on this machine can bring about; the rest is in causes.test.ts.
describe('network errors', () => {
  it.each([
    ['ENOTFOUND', 'hostUnknown'],
    ['EAI_AGAIN', 'dnsUnavailable'],
    ['ECONNREFUSED', 'nothingListens'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETUNREACH', 'unreachable'],
    ['ETIMEDOUT', 'connectTimeout'],
    ['ECONNRESET', 'connectionReset'],
    ['EPIPE', 'connectionReset'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'privateCa'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'privateCa'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'selfSigned'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrongName'],
    ['CERT_HAS_EXPIRED', 'certificateExpired'],
    ['CERT_NOT_YET_VALID', 'certificateNotYetValid'],
    ['EPROTO', 'tlsFailed'],
    ['HPE_INVALID_CONSTANT', 'notHttp'],
    ['HPE_HEADER_OVERFLOW', 'answerTooLarge'],
  ])('reports %s as %s', (code, expected) => {
    expect(failureOfCall(onTheWay(code), listing, undefined)).toMatchObject({
      code: expected,
      detail: { error: code, host: listing.host },
    })
  })

  // The reasons of OpenSSL, which Node has, and of BoringSSL, which Electron has.
  it.each([
    ['EPROTO', 'error:0A00010B:SSL routines:ssl3_get_record:wrong version number', 'plainHttpOnTlsPort'],
    ['EPROTO', 'error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER', 'plainHttpOnTlsPort'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', '', 'plainHttpOnTlsPort'],
    ['EPROTO', 'error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version', 'tlsVersion'],
    ['EPROTO', 'error:1000042e:SSL routines:OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION', 'tlsVersion'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', '', 'tlsVersion'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', '', 'tlsFailed'],
  ])('reports %s with “%s” as %s', (code, message, expected) => {
    expect(failureOfReaching(onTheWay(code, 'Error', message), listing).code).toBe(expected)
  })

  it('looks at the code before the name, since the SDK calls a reset a timeout', () => {
    const failure = failureOfCall(onTheWay('ECONNRESET', 'TimeoutError'), listing, undefined)
    expect(failure).toMatchObject({ code: 'connectionReset', detail: { error: 'ECONNRESET' } })
  })

  it('finds code and address inside an AggregateError, whose message is empty', () => {
    const refused = Object.assign(onTheWay('ECONNREFUSED'), { address: '::1' })
    const failure = failureOfReaching(new AggregateError([refused, refused]), listing)
    expect(failure).toMatchObject({ code: 'nothingListens', detail: { address: '::1' } })
  })

  it('reports an unknown host of an unlisted region as an unknown region', () => {
    const to = { host: 'sts.eu-nowhere-9.amazonaws.com:443', local: false, awsRegion: 'eu-nowhere-9' }
    const failure = failureOfReaching(onTheWay('ENOTFOUND'), to)
    expect(failure.code).toBe('regionUnknown')
    expect(failure.message).toContain('eu-nowhere-9')
  })

  it('does not blame the region for the host of an endpoint variable', () => {
    const to = { host: 'vpce.example:443', local: false, awsRegion: undefined }
    expect(failureOfReaching(onTheWay('ENOTFOUND'), to).code).toBe('hostUnknown')
  })

  it.each([
    ['ENOTFOUND', '', 'proxyUnknownHost'],
    ['ECONNREFUSED', '', 'proxyUnreachable'],
    ['', 'Bad response: 407', 'proxyAuthentication'],
    ['', 'Bad response: 403', 'proxyRefused'],
  ])('lays %s%s at the door of the proxy', (code, message, expected) => {
    const failure = failureOfCall(onTheWay(code, 'Error', message), { ...listing, proxy: 'p:1' }, undefined)
    expect(failure.code).toBe(expected)
    expect(failure.message).toContain('p:1')
  })
})

describe('refusals of AWS', () => {
  it.each([
    ['InvalidClientTokenId', 'accessKeyUnknown'],
    ['UnrecognizedClientException', 'accessKeyUnknown'],
    ['IncompleteSignatureException', 'malformedKey'],
    ['MissingAuthenticationToken', 'notSigned'],
    ['SubscriptionRequiredException', 'accountSuspended'],
    ['SignatureDoesNotMatch', 'secretWrong'],
    ['InvalidSignatureException', 'secretWrong'],
    ['ExpiredToken', 'tokenExpired'],
    ['ExpiredTokenException', 'tokenExpired'],
    ['AccessDeniedException', 'listTablesNotAllowed'],
    ['RequestTimeTooSkewed', 'clockSkew'],
    ['ThrottlingException', 'throttled'],
    ['RequestLimitExceeded', 'throttled'],
    ['InternalServerError', 'serviceFault'],
    ['ServiceUnavailable', 'serviceUnavailable'],
  ])('reports %s as %s, with status and request id', (name, code) => {
    expect(failureOfCall(refusal(name), listing, undefined)).toMatchObject({
      code,
      detail: {
        error: name,
        status: 400,
        requestId: 'a91c27f5-0982-4cb8-a67d-167d7cba2e64',
        host: listing.host,
      },
    })
  })

  it.each([
    [
      'Signature expired: 20261122T114000Z is now earlier than 20261122T114500Z (20261122T120000Z - 15 min.)',
      '20 minutes behind',
    ],
    [
      'Signature not yet current: 20261122T122000Z is still later than 20261122T121500Z (20261122T120000Z + 15 min.)',
      '20 minutes ahead',
    ],
    ['Signature expired: in other words', '7 minutes behind'],
  ])('reads how far a clock is off out of “%s”', (message, far) => {
    const reply = replyOf(403, '', { clockOffsetMs: 7 * 60_000 })
    const failure = failureOfCall(refusal('SignatureDoesNotMatch', message, 403), assuming, reply)
    expect(failure.code).toBe('clockSkew')
    expect(failure.message).toContain(far)
  })

  it('reports a service fault that has a name of its own by its status', () => {
    expect(failureOfCall(refusal('StorageMelted', '', 500), listing, undefined).code).toBe('serviceFault')
    expect(failureOfCall(refusal('StorageMelted', '', 503), listing, undefined).code).toBe(
      'serviceUnavailable',
    )
  })
})

describe('what answers in the place of AWS', () => {
  it.each([
    [replyOf(200, '<!doctype html><title>Welcome to the hotel</title>'), 'captivePortal'],
    [replyOf(302), 'captivePortal'],
    [replyOf(503, 'Service Unavailable'), 'serviceUnavailable'],
    [replyOf(200), 'emptyAnswer'],
  ])('%j', (reply, code) => {
    expect(misunderstoodReply(listing, reply)).toMatchObject({ code, detail: { status: reply.status } })
  })
})

describe('what is not trusted', () => {
  it('repeats no message of an unknown error', () => {
    const failure = failureOfCall(refusal('Peculiar', 'Credential=AKIA/, Signature=abc'), listing, undefined)
    expect(failure).toMatchObject({ code: 'unexpected', detail: { error: 'Peculiar' } })
    expect(JSON.stringify(failure)).not.toContain('Signature')
  })

  it.each(['a b: Authorization=x', 'AKIARTX3GSDSQABCDEFG', 'fe'.repeat(32), 'IQoJb3JpZ2luX2VjEJr'])(
    'repeats neither a name nor a request id nor a server like %s',
    (echo) => {
      const error = Object.assign(refusal(echo), { $metadata: { httpStatusCode: 400, requestId: echo } })
      const words = JSON.stringify([
        failureOfCall(error, listing, undefined),
        misunderstoodReply(listing, replyOf(200, '<html>', { headers: { server: `${echo}/1` } })),
      ])
      if (!/^IQoJ/.test(echo)) expect(words).not.toContain(echo)
      else expect(words).not.toContain(`"${echo}/1`)
    },
  )

  it('does not let a reply pass itself off as an error of this machine', () => {
    const forged = Object.assign(refusal('UnrecognizedClientException'), { code: 'ECONNREFUSED' })
    expect(failureOfCall(forged, listing, replyOf(400)).code).toBe('accessKeyUnknown')
  })

  it('accepts any thrown value', () => {
    expect(failureOfCall('a string', listing, undefined)).toMatchObject({
      code: 'unexpected',
      detail: { error: 'Unknown' },
    })
    expect(failureOfCall(undefined, listing, undefined).code).toBe('unexpected')
  })
})
