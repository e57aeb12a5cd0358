import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseAuthorization, type Authorization } from './authorizationHeader'
import { canonicalRequest, headerOf, sha256, type RawRequest } from './canonicalRequest'
import { faultInTime } from './signingTime'

export type Service = 'sts' | 'dynamodb'

/** Why a request was not accepted as coming from the owner of its access key. */
export type Refusal =
  | 'missing authentication'
  | 'incomplete signature'
  | 'signature expired'
  | 'signature not yet current'
  | 'host not signed'
  | 'wrong scope'
  | 'unknown key'
  | 'wrong body hash'
  | 'wrong signature'

/** Whom a request says it comes from and which Region it was signed for; true only once verified. */
export interface Claim {
  readonly keyId: string
  readonly region: string
}

export type Verdict =
  | { readonly ok: true; readonly claim: Claim }
  | { readonly ok: false; readonly reason: Refusal; readonly message: string; readonly claim?: Claim }

/** What the signature must be made for; without a region every region is served. */
export interface Endpoint {
  readonly service: Service
  readonly region?: string | undefined
}

/** Returns the secret of an access key in a region, or undefined when that region does not know the key. */
export type SecretFor = (keyId: string, region: string) => string | undefined

const ALGORITHM = 'AWS4-HMAC-SHA256'
const TERMINATOR = 'aws4_request'
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret ' +
  'Access Key and signing method. Consult the service documentation for details.'

/** Accepts a request only if it was signed with its key's secret, for this endpoint and about now. */
export function verify(request: RawRequest, endpoint: Endpoint, secretFor: SecretFor, now: number): Verdict {
  const header = headerOf(request.headers, 'authorization')
  if (!header?.startsWith('AWS4-')) {
    return { ok: false, reason: 'missing authentication', message: 'Request is missing Authentication Token' }
  }
  const authorization = parseAuthorization(header, headerOf(request.headers, 'x-amz-date'))
  if (typeof authorization === 'string') {
    return { ok: false, reason: 'incomplete signature', message: authorization }
  }
  const claim: Claim = { keyId: authorization.keyId, region: authorization.region }
  const refuse = (reason: Refusal, message: string): Verdict => ({ ok: false, reason, message, claim })

  const timeFault = faultInTime(authorization.timestamp, now)
  if (timeFault) return refuse(timeFault.reason, timeFault.message)
  if (!authorization.signedHeaders.includes('host')) {
    return refuse('host not signed', `'Host' must be a 'SignedHeader' in the AWS Authorization.`)
  }
  if (authorization.algorithm !== ALGORITHM) {
    const only = `(only ${ALGORITHM} for now). `
    return refuse('incomplete signature', `Unsupported AWS 'algorithm': '${authorization.algorithm}' ${only}`)
  }
  const scopeFaults = faultsInScope(authorization, endpoint)
  if (scopeFaults !== '') return refuse('wrong scope', scopeFaults)

  const secret = secretFor(authorization.keyId, authorization.region)
  if (secret === undefined) {
    return refuse('unknown key', 'The security token included in the request is invalid.')
  }
  const declaredHash = headerOf(request.headers, 'x-amz-content-sha256')
  if (declaredHash !== undefined && declaredHash !== sha256(request.body)) {
    return refuse('wrong body hash', MISMATCH)
  }
  const expected = signatureOf(request, authorization, secret)
  if (!sameText(expected, authorization.signature)) return refuse('wrong signature', MISMATCH)
  return { ok: true, claim }
}

function faultsInScope(authorization: Authorization, endpoint: Endpoint): string {
  const { timestamp } = authorization
  const day = timestamp.slice(0, 8)
  let faults = ''
  if (authorization.region === '' || (endpoint.region ?? authorization.region) !== authorization.region) {
    faults += 'Credential should be scoped to a valid region. '
  }
  if (authorization.service !== endpoint.service) {
    faults += `Credential should be scoped to correct service: '${endpoint.service}'. `
  }
  if (authorization.terminator !== TERMINATOR) {
    const got = `not '${authorization.terminator}'`
    faults += `Credential should be scoped with a valid terminator: '${TERMINATOR}', ${got}. `
  }
  if (authorization.date !== day) {
    const difference = `'${authorization.date}' != '${day}', from '${timestamp}'`
    faults +=
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
      `${difference}.`
  }
  return faults
}

function signatureOf(request: RawRequest, parts: Authorization, secret: string): string {
  const canonical = canonicalRequest(request, parts.signedHeaders)
  const scope = [parts.date, parts.region, parts.service, parts.terminator]
  const toSign = [ALGORITHM, parts.timestamp, scope.join('/'), sha256(canonical)].join('\n')
  const key = scope.reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${secret}`)
  return hmac(key, toSign).toString('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}
