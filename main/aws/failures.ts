import type { Failure } from '../../domain/failure'
import { detailOf, messageOf, readError } from './errorFacts'
import type { ErrorFacts } from './errorFacts'
import { networkFailure } from './networkFailures'
import type { Endpoint } from './networkFailures'
import * as refusals from './refusals'
import type { Call, Words } from './refusals'
import { assumeRoleInvalid, stsIsOff } from './roleRefusals'

type Explain = (call: Call, message: string, minutesOff: number | undefined) => Words | undefined

const throttled: Explain = () => ({
  code: 'throttled',
  message: 'AWS limits the requests of this account at the moment.',
  remedy: 'Wait a minute, and test again.',
})

const serviceFault: Explain = (call) => ({
  code: 'serviceFault',
  message: `${serviceOf(call)} reports a fault of its own.`,
  remedy: call.local
    ? 'Restart the local instance, and test again.'
    : 'Test again later; the AWS Health Dashboard tells more.',
})

const clockSkew: Explain = (_call, _message, minutesOff) => refusals.clockIsOff(minutesOff)

/** STS and DynamoDB name the same cause differently; every name that either is known to use. */
const byName: Record<string, Explain> = {
  InvalidClientTokenId: refusals.accessKeyUnknown,
  UnrecognizedClientException: refusals.accessKeyUnknown,
  MissingAuthenticationToken: refusals.accessKeyUnknown,
  MissingAuthenticationTokenException: refusals.accessKeyUnknown,
  IncompleteSignature: refusals.accessKeyMalformed,
  IncompleteSignatureException: refusals.accessKeyMalformed,
  OptInRequired: refusals.accountNotSubscribed,
  SubscriptionRequiredException: refusals.accountNotSubscribed,
  SignatureDoesNotMatch: refusals.signatureRefused,
  InvalidSignatureException: refusals.signatureRefused,
  RequestExpired: clockSkew,
  RequestTimeTooSkewed: clockSkew,
  ExpiredToken: refusals.tokenExpired,
  ExpiredTokenException: refusals.tokenExpired,
  AccessDenied: refusals.accessDenied,
  AccessDeniedException: refusals.accessDenied,
  ValidationError: assumeRoleInvalid,
  MalformedInput: assumeRoleInvalid,
  RegionDisabledException: stsIsOff,
  Throttling: throttled,
  ThrottlingException: throttled,
  RequestLimitExceeded: throttled,
  ProvisionedThroughputExceededException: throttled,
  InternalFailure: serviceFault,
  InternalServerError: serviceFault,
  ServiceUnavailable: serviceFault,
  ServiceUnavailableException: serviceFault,
  UnknownOperationException: misunderstood,
  SyntaxError: misunderstood,
}

/** The failure of a call, told by the error's name; network errors by their code first, since the SDK renames them. */
export function failureOfCall(error: unknown, call: Call, now: number): Failure {
  const facts = readError(error)
  const onTheWay = networkFailure(facts, call)
  if (onTheWay) return onTheWay
  const words = explanationOf(facts)?.(call, messageOf(error), minutesBetween(now, facts.serverTime))
  return { ...(words ?? unexpected(facts)), detail: evidence(facts, call) }
}

function explanationOf(facts: ErrorFacts): Explain | undefined {
  if (isForeign(facts)) return misunderstood
  if (Object.hasOwn(byName, facts.name)) return byName[facts.name]
  return (facts.status ?? 0) >= 500 ? serviceFault : undefined
}

/** The failure of reaching a host, before anything was asked of it. */
export function failureOfReaching(error: unknown, to: Endpoint): Failure {
  const facts = readError(error)
  return networkFailure(facts, to) ?? unexpected(facts)
}

/** What is told of an error that nobody foresaw: its name, and nothing of its message. */
export function failureOfSurprise(error: unknown): Failure {
  return unexpected(readError(error))
}

/** The failure of a reply that is well-formed, and yet not what the service answers. */
export function misunderstoodReply(call: Call): Failure {
  return { ...misunderstood(call), detail: { host: call.host } }
}

function misunderstood(call: Call): Words {
  const service = serviceOf(call)
  const code = service === 'DynamoDB' ? 'notDynamoDb' : 'notSts'
  const remedy = call.local
    ? 'Check Server and Port. DynamoDB Local listens on 8000 unless told otherwise.'
    : 'Check for a proxy or sign-in page in between, and the AWS_ENDPOINT_URL variables if they are set.'
  return { code, message: `Something answers at ${call.host}, but not as ${service} does.`, remedy }
}

// A reply that does not parse keeps the parser's error name; one of another service has no name or no request id.
function isForeign({ name, code, replied, requestId }: ErrorFacts): boolean {
  if (code.startsWith('HPE_')) return true
  if (!replied) return false
  return (
    ['Error', 'SyntaxError', 'Unknown', 'UnknownError'].includes(name) ||
    (!requestId && !Object.hasOwn(byName, name))
  )
}

function unexpected(facts: ErrorFacts): Failure {
  return {
    code: 'unexpected',
    message: 'The test met an error that it does not know.',
    remedy: 'Test again. If it comes back, report it together with the name of the error.',
    detail: detailOf(facts),
  }
}

function evidence(facts: ErrorFacts, { host, caller, role }: Call): Failure['detail'] {
  return { ...detailOf(facts, host), ...(caller && { caller }), ...(role && { role }) }
}

function minutesBetween(now: number, serverTime: number | undefined): number | undefined {
  return serverTime === undefined ? undefined : Math.round((serverTime - now) / 60_000)
}

function serviceOf({ action }: Call): 'DynamoDB' | 'STS' {
  return action === 'ListTables' ? 'DynamoDB' : 'STS'
}
