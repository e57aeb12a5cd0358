import type { Advice } from './fieldMessage'
import { readRoleArn } from '../arn'
import type { ConnectionForm } from '../connection'
import type { FormContext } from '../connectionRules'
import type { BaseCredentials } from '../environment'

/**
 * The longest session, in seconds, of a role assumed with another role's credentials (role chaining, STS AssumeRole).
 */
const longestChained = 3_600

/** Advises on a role's ARN and on the duration of its session. */
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
    ? 'A service-linked role: only its AWS service can assume it. Enter another role.'
    : path.startsWith('/aws-reserved/sso.amazonaws.com/')
      ? 'A role of IAM Identity Center: normally it cannot be assumed, only used by signing in. Enter another role.'
      : undefined
  if (sentence) list.push({ field: 'roleArn', kind: 'warning', sentence })
  return list
}

// Short, because the field above them is narrow.
const chained: Partial<Record<BaseCredentials, string>> = {
  temporary: `At most ${longestChained} with a temporary base key (role chaining).`,
  machineRole: `At most ${longestChained} from this machine’s role (role chaining).`,
  containerRole: `At most ${longestChained} from this container’s role (role chaining).`,
}

function onDuration(typed: string, { base }: FormContext): Advice[] {
  const seconds = /^\d+$/.test(typed.trim()) ? Number(typed) : 0
  if (seconds <= longestChained || seconds > 43_200) return []
  const warning = base && chained[base]
  const sentence = warning ?? `The role’s maximum session duration must be at least this long.`
  return [{ field: 'durationSeconds', kind: warning ? 'warning' : 'note', sentence }]
}
