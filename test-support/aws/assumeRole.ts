import type { Call } from './signature/authentication'
import { validationMessage, violations } from './constraints'
import { mayAssume } from './principals'
import { element, stsError, stsResult, type Reply } from './replies'

const ARN_PATTERN_TEXT =
  String.raw`[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF` +
  String.raw`\uE000-\uFFFD\u10000-\u10FFFF]+`
const ARN_PATTERN = /^[\t\n\r\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+$/u
const ROLE_ARN_SHAPE = /^arn:aws[\w-]*:iam::\d{12}:role\/./
const CHAINED_MAXIMUM = 3600
const INT32_MAXIMUM = 2 ** 31 - 1

const ROLE_ARN = { required: true, pattern: [ARN_PATTERN_TEXT, ARN_PATTERN], length: [20, 2048] } as const
const SESSION_NAME = {
  required: true,
  pattern: [String.raw`[\w+=,.@-]*`, /^[\w+=,.@-]*$/],
  length: [2, 64],
} as const
const DURATION = { range: [900, 43200] } as const
const EXTERNAL_ID = {
  pattern: [String.raw`[\w+=,.@:\/-]*`, /^[\w+=,.@:/-]*$/],
  length: [2, 1224],
} as const

/** Answers AssumeRole: new credentials of the role, or the refusal STS gives, checked in STS's order. */
export function assumeRole(form: URLSearchParams, call: Call): Reply {
  const { caller, accounts, now, region } = call
  if (caller.account.stsOff.has(region)) {
    const remedy = 'Your account administrator can activate STS in this region using the IAM Console.'
    const message = `STS is not activated in this region for account:${caller.account.id}. ${remedy}`
    return stsError(403, 'RegionDisabledException', message)
  }

  const givenDuration = form.get('DurationSeconds')
  if (givenDuration === '') return stsError(400, 'MalformedInput', 'missing value for decimal type')
  if (givenDuration !== null && !isInt32(givenDuration)) return stsError(400, 'MalformedInput')
  const duration = Number(givenDuration ?? 3600)
  const roleArn = form.get('RoleArn') ?? ''
  const sessionName = form.get('RoleSessionName') ?? ''
  const externalId = form.get('ExternalId') ?? undefined

  const invalid = validationMessage([
    ...violations('roleArn', form.get('RoleArn') ?? undefined, ROLE_ARN),
    ...violations('roleSessionName', form.get('RoleSessionName') ?? undefined, SESSION_NAME),
    ...violations('durationSeconds', duration, DURATION),
    ...violations('externalId', externalId, EXTERNAL_ID),
  ])
  if (invalid !== undefined) return stsError(400, 'ValidationError', invalid)
  if (!ROLE_ARN_SHAPE.test(roleArn)) return stsError(400, 'ValidationError', `${roleArn} is invalid`)

  const role = accounts.roleByArn(roleArn)
  if (!role || !mayAssume(caller, role, externalId)) {
    const what = `is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`
    return stsError(403, 'AccessDenied', `User: ${caller.arn} ${what}`)
  }
  if (caller.kind === 'session' && duration > CHAINED_MAXIMUM) {
    const limit = 'the 1 hour session limit for roles assumed by role chaining.'
    return stsError(400, 'ValidationError', `The requested DurationSeconds exceeds ${limit}`)
  }
  if (duration > role.maxSessionSeconds) {
    const limit = 'the MaxSessionDuration set for this role.'
    return stsError(400, 'ValidationError', `The requested DurationSeconds exceeds ${limit}`)
  }

  const expiresAt = Math.floor(now / 1000 + duration) * 1000
  const session = accounts.openSession(role, sessionName, expiresAt)
  const assumed = element('AssumedRoleId', session.uniqueId) + element('Arn', session.arn)
  const credentials =
    element('AccessKeyId', session.keyId) +
    element('SecretAccessKey', session.secret) +
    element('SessionToken', session.token) +
    element('Expiration', new Date(expiresAt).toISOString().replace('.000', ''))
  return stsResult(
    'AssumeRole',
    `<AssumedRoleUser>${assumed}</AssumedRoleUser><Credentials>${credentials}</Credentials>`,
  )
}

function isInt32(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && Math.abs(Number(text)) <= INT32_MAXIMUM
}
