import { randomUUID } from 'node:crypto'
import type { STSClient } from '@aws-sdk/client-sts'
import { readRoleArn } from '../../../domain/connection/arn'
import type { Connection } from '../../../domain/connection/connectionSchemas'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { ask } from '../sdk/calls'
import type { Caller } from '../sdk/calls'
import type { Credentials } from '../sdk/clients'
import { misunderstoodReply } from '../failures/failures'
import { askIdentity } from './identity'
import { readIssuedCredentials } from '../credentials/issuedCredentials'
import { isRoleRefusal, roleRefused } from '../failures/refusals'
import { lastReply } from '../failures/lastReply'
import { loadSts } from '../sdk/sdk'
import type { Passed, StageTools } from '../run/stages'

/** A role session: its credentials, its name and its expiry. */
export type RoleSession = { credentials: Credentials; sessionName: string; expiresAt?: string }

/**
 * Assumes the role of a connection, with a unique session name if none is given. It does not use the SDK's provider of
 * temporary credentials, because that falls back to other credentials.
 */
export async function assumeRole(
  client: STSClient,
  connection: Extract<Connection, { kind: 'assumeRole' }>,
  caller: Caller,
  tools: StageTools,
): Promise<Result<Passed<RoleSession>>> {
  const { roleArn, durationSeconds } = connection
  const sessionName = connection.sessionName || `TonicStructural-${randomUUID()}`
  const input = { RoleArn: roleArn, RoleSessionName: sessionName, DurationSeconds: durationSeconds }
  const call = { ...caller, action: 'AssumeRole', role: roleArn, durationSeconds } as const
  const { AssumeRoleCommand } = await loadSts()
  const reply = await ask(client, call, tools, (sts, options) =>
    sts.send(new AssumeRoleCommand(input), options),
  )
  if (!reply.ok) {
    const { failure } = reply
    if (!isRoleRefusal(failure.code)) return reply
    // An administrator needs the refused caller first. GetCallerIdentity needs no permission.
    const identity = await askIdentity(client, caller, tools)
    if (!identity.ok) return reply
    const { arn } = identity.value
    return failed({
      ...failure,
      ...roleRefused({ role: roleArn, caller: arn }, failure.code),
      detail: { ...failure.detail, caller: arn },
    })
  }
  const { Expiration, ...issued } = reply.value.Credentials ?? {}
  const credentials = readIssuedCredentials(issued)
  if (!credentials?.sessionToken) return failed(misunderstoodReply(call, lastReply(client)))
  const role = readRoleArn(roleArn)
  const name = role.ok ? `${role.value.name} of account ${role.value.account}` : roleArn
  const expiresAt = Expiration?.toISOString()
  return ok({
    text: `${name} as ${sessionName}${expiresAt ? `, until ${expiresAt}` : ''}`,
    value: { credentials, sessionName, ...(expiresAt && { expiresAt }) },
  })
}
