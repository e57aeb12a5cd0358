import { readRoleArn } from '../../../domain/connection/arn'
import type { Denial } from '../../../domain/test/readiness'
import { farOff } from './clock'
import { describeCause } from './causes'
import type { CauseCode, Words } from './causes'
import { denialOf } from './denials'
import type { Endpoint } from './networkFailures'

/** The facts of a call to AWS or to a local instance that its failures need. */
export type Call = Endpoint & {
  action: 'AssumeRole' | 'GetCallerIdentity' | 'ListTables'
  region: string
  accessKeyId: string
  /** Whether a session token is sent, and whether it was entered or issued for a role. */
  token: 'none' | 'entered' | 'given'
  /** Set if the keys come from environment variables. */
  inEnvironment?: 'environment' | undefined
  /** The caller and the requested role, if known. */
  caller?: string | undefined
  role?: string | undefined
  durationSeconds?: number | undefined
}

type Explain = (call: Call, message: string, clockOffsetMs: number | undefined) => Words | undefined

const simply =
  (code: CauseCode): Explain =>
  (call) =>
    describeCause(
      code,
      { host: call.host, region: call.region, service: serviceOf(call) },
      call.local && 'local',
    )

/** A refusal of credentials. A local instance never refuses any, so the server is not one. */
const ofCredentials =
  (explain: Explain): Explain =>
  (call, ...more) =>
    call.local ? describeCause('localChecksCredentials') : explain(call, ...more)

const accessKeyUnknown = ofCredentials(({ accessKeyId, token, inEnvironment }) => {
  if (token === 'none') {
    return describeCause(
      accessKeyId.startsWith('ASIA') ? 'tokenMissing' : 'accessKeyUnknown',
      {},
      inEnvironment,
    )
  }
  if (token === 'entered' && accessKeyId.startsWith('AKIA')) return describeCause('tokenWithLongTermKey')
  return describeCause('tokenRejected', {}, token)
})

const malformedKey = ofCredentials(({ inEnvironment }) => describeCause('malformedKey', {}, inEnvironment))

const tokenExpired = ofCredentials(({ token }) =>
  describeCause('tokenExpired', {}, token === 'given' && 'given'),
)

const clockSkew = ofCredentials((_call, message, clockOffsetMs) =>
  describeCause('clockSkew', { far: farOff(message, clockOffsetMs) }),
)

/** One error name with four causes that only AWS's message distinguishes. */
const signatureRefused = ofCredentials((call, message, clockOffsetMs) => {
  if (/^Signature (expired|not yet current)/.test(message)) return clockSkew(call, message, clockOffsetMs)
  if (/scoped to correct service/.test(message))
    return simply('serviceMismatch')(call, message, clockOffsetMs)
  if (/scoped to a valid region/.test(message)) return simply('regionMismatch')(call, message, clockOffsetMs)
  return describeCause('secretWrong', {}, call.inEnvironment)
})

const accessDenied = ofCredentials((call, message) => {
  if (call.action === 'AssumeRole') return roleRefused(call, roleCauseOf(message))
  if (call.action === 'GetCallerIdentity') return describeCause('identityNotAllowed')
  return describeCause(listTablesCauses[denialOf(message)], { caller: call.caller ?? 'this identity' })
})

const listTablesCauses: Readonly<Record<Denial, CauseCode>> = {
  organization: 'listTablesOrganization',
  endpoint: 'listTablesEndpoint',
  boundary: 'listTablesBoundary',
  session: 'listTablesSession',
  explicit: 'listTablesDenied',
  missing: 'listTablesNotAllowed',
}

const assumeRoleInvalid: Explain = ({ action, durationSeconds: duration = 3_600 }, message) => {
  if (action !== 'AssumeRole') return undefined
  if (message.includes('role chaining')) return describeCause('durationChaining', { duration })
  return describeCause(message.includes('MaxSessionDuration') ? 'durationAboveMaximum' : 'roleInvalid', {
    duration,
  })
}

const roleCauses: Readonly<Record<Exclude<Denial, 'missing'>, RoleCause>> = {
  organization: 'roleOrganization',
  endpoint: 'roleEndpoint',
  boundary: 'roleBoundary',
  session: 'roleSession',
  explicit: 'roleDenied',
}

const roleRefusals = [
  'roleRefused',
  'roleNotAllowed',
  'roleNotTrusted',
  'roleBoundary',
  'roleOrganization',
  'roleEndpoint',
  'roleSession',
  'roleDenied',
  'roleByRoot',
] as const
type RoleCause = (typeof roleRefusals)[number]

/** Whether a failure means that a role cannot be assumed, for any reason. */
export function isRoleRefusal(code: string): code is RoleCause {
  return (roleRefusals as readonly string[]).includes(code)
}

/** The causes of AWS's documented reasons (IAM, "Access denied error messages"). */
function roleCauseOf(message: string): RoleCause {
  if (/root (account|user)s?/i.test(message)) return 'roleByRoot'
  const denial = denialOf(message)
  if (denial !== 'missing') return roleCauses[denial]
  if (/no identity-based policy allows/.test(message)) return 'roleNotAllowed'
  return /no resource-based policy allows/.test(message) ? 'roleNotTrusted' : 'roleRefused'
}

/**
 * A refused role. If AWS names the reason, only that one is reported; otherwise its reply is the same for all causes,
 * so all are listed, the likeliest first.
 */
export function roleRefused(
  { role = '', caller = 'the caller' }: Pick<Call, 'role' | 'caller'>,
  cause: RoleCause = 'roleRefused',
): Words {
  const reading = readRoleArn(role)
  const account = reading.ok ? ` of account ${reading.value.account}` : ''
  return describeCause(cause, { account, caller, role: reading.ok ? reading.value.name : 'the role' })
}

/** The known error names of STS and DynamoDB, which may name the same cause differently. */
export const refusals: Readonly<Record<string, Explain>> = {
  InvalidClientTokenId: accessKeyUnknown,
  UnrecognizedClientException: accessKeyUnknown,
  InvalidAccessKeyId: accessKeyUnknown,
  MissingAuthenticationToken: ofCredentials(simply('notSigned')),
  MissingAuthenticationTokenException: ofCredentials(simply('notSigned')),
  IncompleteSignature: malformedKey,
  IncompleteSignatureException: malformedKey,
  OptInRequired: ofCredentials(simply('accountSuspended')),
  SubscriptionRequiredException: ofCredentials(simply('accountSuspended')),
  SignatureDoesNotMatch: signatureRefused,
  InvalidSignatureException: signatureRefused,
  RequestExpired: clockSkew,
  RequestTimeTooSkewed: clockSkew,
  ExpiredToken: tokenExpired,
  ExpiredTokenException: tokenExpired,
  AccessDenied: accessDenied,
  AccessDeniedException: accessDenied,
  ValidationError: assumeRoleInvalid,
  MalformedInput: assumeRoleInvalid,
  RegionDisabledException: simply('stsDisabledInRegion'),
  UnknownOperationException: simply('serviceMismatch'),
  InvalidAction: simply('serviceMismatch'),
  Throttling: simply('throttled'),
  ThrottlingException: simply('throttled'),
  ThrottledException: simply('throttled'),
  RequestThrottled: simply('throttled'),
  RequestLimitExceeded: simply('throttled'),
  TooManyRequestsException: simply('throttled'),
  ProvisionedThroughputExceededException: simply('throttled'),
  SlowDown: simply('throttled'),
  InternalFailure: simply('serviceFault'),
  InternalError: simply('serviceFault'),
  InternalServerError: simply('serviceFault'),
  ServiceUnavailable: simply('serviceUnavailable'),
  ServiceUnavailableException: simply('serviceUnavailable'),
}

/** The failure of a service error with an unknown name, from its status. */
export function faultOf(call: Call, status: number | undefined): Words | undefined {
  if (status === 503) return simply('serviceUnavailable')(call, '', undefined)
  return (status ?? 0) >= 500 ? simply('serviceFault')(call, '', undefined) : undefined
}

/** The service of an action. */
export function serviceOf({ action }: Pick<Call, 'action'>): 'DynamoDB' | 'STS' {
  return action === 'ListTables' ? 'DynamoDB' : 'STS'
}
