import type { Failure } from '../failure'
import { accountOfArn } from '../connection/arn'
import { sideName } from '../side'
import type { Side } from '../side'
import type { Place } from './testReport'

/** A statement of an IAM policy, or of a role's trust policy if it has a principal. */
type Statement = {
  Effect: 'Allow'
  Principal?: { AWS: string }
  Action: string
  Resource?: string
}

/**
 * The statement that would allow what was refused, by the caller and the role that the failure names; undefined for a
 * failure that no policy causes. For the form see the IAM User Guide, "JSON policy elements".
 */
export function missingStatement({ code, detail }: Failure): Statement | undefined {
  const { caller, role } = detail ?? {}
  if (code === 'roleNotTrusted' && caller) {
    return { Effect: 'Allow', Principal: { AWS: principalOf(caller) }, Action: 'sts:AssumeRole' }
  }
  if (code.startsWith('listTables')) return { Effect: 'Allow', Action: 'dynamodb:ListTables', Resource: '*' }
  if (code === 'identityNotAllowed') {
    return { Effect: 'Allow', Action: 'sts:GetCallerIdentity', Resource: '*' }
  }
  return code.startsWith('role') && role
    ? { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: role }
    : undefined
}

/** A trust policy names the role of a session, not the session, whose name changes. */
function principalOf(caller: string): string {
  const [, partition, account, role] =
    /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(caller) ?? []
  return role === undefined ? caller : `arn:${partition}:iam::${account}:role/${role}`
}

/** The statement as it is pasted into a policy. */
export function statementText(failure: Failure): string | undefined {
  const statement = missingStatement(failure)
  return statement && `${JSON.stringify(statement, null, 2)}\n`
}

/**
 * A message to the administrator who can remedy a failure: what was tried, who tried it, what was refused, and the policy
 * statement that is missing. It contains no secret and no access key.
 */
export function ownerMessage(about: {
  workspace: string
  side: Side
  region: string
  failure: Failure
  place: Place | undefined
}): string {
  const { workspace, side, region, failure, place } = about
  const { caller = place?.arn, role, error, status, requestId, host = place?.host } = failure.detail ?? {}
  const account = place?.account ?? accountOfArn(role ?? caller ?? '')?.account
  const facts: [string, string | undefined][] = [
    ['Account', account],
    ['Caller', caller],
    ['Role', role],
    ['Region', region === '' ? undefined : region],
    ['Host', host],
    [
      'Error',
      [error, status && `HTTP ${status}`, requestId && `request ${requestId}`].filter(Boolean).join(', '),
    ],
  ]
  const statement = statementText(failure)
  return [
    `The connection test of “${workspace}” (${sideName(side).toLowerCase()}) fails: ${failure.message}`,
    '',
    ...facts.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`),
    '',
    failure.remedy,
    ...(statement ? ['', 'The statement that is missing:', '', statement.trimEnd()] : []),
    '',
  ].join('\n')
}
