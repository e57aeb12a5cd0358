import { readRoleArn } from '../../domain/arn'
import type { Call, Words } from './refusals'

/** A role was refused. AWS gives one and the same answer for all causes, so they are listed, likeliest first. */
export function roleRefused({ role, caller }: Pick<Call, 'role' | 'caller'>): Words {
  const reading = readRoleArn(role ?? '')
  const account = reading.ok ? ` of account ${reading.value.account}` : ''
  const causes = [
    'that account and name of the role are right',
    `that its trust policy names ${caller ?? 'the caller'}`,
    'that the caller may use sts:AssumeRole on it',
    'that it asks for no external ID and no MFA',
    'that no service control policy forbids it',
  ]
  const message = 'AWS refuses the role: it does not exist, or these credentials may not assume it.'
  return {
    code: 'roleRefused',
    message,
    remedy: `Check with the administrator${account}, in this order: ${causes.join('; ')}.`,
  }
}

/** STS refused what was asked for; only its message tells a long duration from the rest. */
export function assumeRoleInvalid(
  { action, durationSeconds = 3_600 }: Call,
  message: string,
): Words | undefined {
  if (action !== 'AssumeRole') return undefined
  const code = 'durationAboveMaximum'
  if (message.includes('role chaining')) {
    const told = `${durationSeconds} s are asked for. A role that is assumed from another role lasts at most 3600 s (1 hour).`
    return { code, message: told, remedy: 'Enter a Duration of 3600 or less.' }
  }
  if (message.includes('MaxSessionDuration')) {
    const told = `${durationSeconds} s are asked for, which is above the maximum of this role.`
    const remedy =
      'Enter 3600, the maximum of a role that nobody changed, or raise Maximum session duration in IAM.'
    return { code, message: told, remedy }
  }
  const told = 'AWS does not accept the role ARN, the session name or the duration.'
  return {
    code: 'roleInvalid',
    message: told,
    remedy: 'Copy the role ARN from IAM, and leave Session Name empty.',
  }
}

/** The account's administrator has switched STS off in the region. */
export function stsIsOff({ region }: Call): Words {
  const message = `STS is switched off in ${region} for this account.`
  return {
    code: 'regionUnknown',
    message,
    remedy: 'Switch it on in IAM, Account settings, or choose another region.',
  }
}
