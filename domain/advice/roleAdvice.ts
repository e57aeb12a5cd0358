import type { Advice } from '../advice'
import { readRoleArn } from '../arn'
import type { ConnectionForm } from '../connection'
import type { FormContext } from '../connectionRules'

/** The longest session of a role that was assumed with the credentials of another, in seconds (STS AssumeRole). */
const longestChained = 3_600

/** What a role's ARN tells, and how long a session of it can be. */
export function adviseOnRole(form: ConnectionForm, context: FormContext): Advice[] {
  return [...onArn(form.roleArn), ...onDuration(form.durationSeconds, context)]
}

function onArn(arn: string): Advice[] {
  const reading = readRoleArn(arn)
  if (!reading.ok) return []
  const { account, partition, path } = reading.value
  const list: Advice[] = [
    { field: 'roleArn', kind: 'note', sentence: `Account ${account}, partition ${partition}` },
  ]
  const sentence = path.startsWith('/aws-service-role/')
    ? 'A service-linked role: its service alone can assume it. Enter another role.'
    : path.startsWith('/aws-reserved/sso.amazonaws.com/')
      ? 'A role of IAM Identity Center: as a rule it is reached by signing in alone, and cannot be assumed.'
      : undefined
  if (sentence) list.push({ field: 'roleArn', kind: 'warning', sentence })
  return list
}

function onDuration(typed: string, { base }: FormContext): Advice[] {
  const seconds = /^\d+$/.test(typed.trim()) ? Number(typed) : 0
  if (seconds <= longestChained || seconds > 43_200) return []
  const bases: Partial<Record<NonNullable<FormContext['base']>, string>> = {
    temporary: 'TONIC_AWS_ACCESS_KEY_ID is a temporary key',
    machineRole: 'The base credentials are those of this machine’s role',
    containerRole: 'The base credentials are those of this container’s role',
  }
  const chained = base && bases[base]
  return chained
    ? [
        {
          field: 'durationSeconds',
          kind: 'warning',
          sentence: `${chained}: AWS gives such a session at most ${longestChained} seconds (role chaining).`,
        },
      ]
    : [
        {
          field: 'durationSeconds',
          kind: 'note',
          sentence: `The role’s maximum session duration must be as long; it is ${longestChained} unless changed.`,
        },
      ]
}
