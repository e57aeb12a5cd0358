import type { Accounts } from '../accounts'
import type { RawRequest } from './canonicalRequest'
import type { Caller } from '../principals'
import { dynamoError, stsError, type DynamoCode, type Reply, type StsCode } from '../replies'
import { verify, type Claim, type Endpoint, type Refusal } from './sigv4'

/** A call whose sender has been proven. */
export interface Call {
  readonly caller: Caller
  readonly region: string
  readonly now: number
  readonly accounts: Accounts
}

export type Authentication =
  | { readonly ok: true; readonly claim: Claim; readonly call: Call }
  | { readonly ok: false; readonly claim: Claim | undefined; readonly reply: Reply }

type Failure = Refusal | 'wrong token' | 'expired token'

const UNKNOWN = ['InvalidClientTokenId', 'UnrecognizedClientException'] as const
const MISMATCH = ['SignatureDoesNotMatch', 'InvalidSignatureException'] as const

const CODES: Readonly<Record<Failure, readonly [StsCode, DynamoCode]>> = {
  'missing authentication': ['MissingAuthenticationToken', 'MissingAuthenticationTokenException'],
  'incomplete signature': ['IncompleteSignature', 'IncompleteSignatureException'],
  'signature expired': MISMATCH,
  'signature not yet current': MISMATCH,
  'host not signed': MISMATCH,
  'wrong scope': MISMATCH,
  'unknown key': UNKNOWN,
  'wrong body hash': MISMATCH,
  'wrong signature': MISMATCH,
  'wrong token': UNKNOWN,
  'expired token': ['ExpiredToken', 'ExpiredTokenException'],
}

/** Finds out who sent a request, or gives the reply with which the service turns it away. */
export function authenticate(
  request: RawRequest,
  endpoint: Endpoint,
  accounts: Accounts,
  now: number,
): Authentication {
  const verdict = verify(request, endpoint, (keyId, region) => accounts.ownerOf(keyId, region)?.secret, now)
  if (!verdict.ok) {
    return { ok: false, claim: verdict.claim, reply: refusal(endpoint, verdict.reason, verdict.message) }
  }
  const { claim } = verdict
  const caller = accounts.ownerOf(claim.keyId, claim.region)
  if (!caller || !holdsToken(caller, request.headers['x-amz-security-token'])) {
    const dot = endpoint.service === 'sts' ? '.' : ''
    const message = `The security token included in the request is invalid${dot}`
    return { ok: false, claim, reply: refusal(endpoint, 'wrong token', message) }
  }
  if (caller.kind === 'session' && caller.expiresAt <= now) {
    const message = 'The security token included in the request is expired'
    return { ok: false, claim, reply: refusal(endpoint, 'expired token', message) }
  }
  return { ok: true, claim, call: { caller, region: claim.region, now, accounts } }
}

function holdsToken(caller: Caller, tokens: readonly string[] = []): boolean {
  if (caller.kind === 'user') return tokens.length === 0
  return tokens.length === 1 && tokens[0] === caller.token
}

function refusal({ service }: Endpoint, failure: Failure, message: string): Reply {
  const [stsCode, dynamoCode] = CODES[failure]
  if (service === 'dynamodb') return dynamoError(400, dynamoCode, message)
  return stsError(stsCode === 'IncompleteSignature' ? 400 : 403, stsCode, message)
}
