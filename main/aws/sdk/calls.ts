import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import type { AwsClient, Credentials } from './clients'
import { failureOfCall, lateAnswer } from '../failures/failures'
import type { Host } from './hosts'
import { timeUp, withTimer } from '../run/limits'
import type { Call } from '../failures/refusals'
import { forgetReply, lastReply } from '../failures/lastReply'
import type { ResolvedConnection } from './resolveConnection'
import type { StageTools } from '../run/stages'

/** What the calls of one stage share: their target and credentials. */
export type Caller = Omit<Call, 'action'>

/** Describes calls to a host with a connection's credentials, for the words of their failures. */
export function callerOf(
  { host, local, awsRegion, proxy }: Host,
  { connection, target }: ResolvedConnection,
  credentials: Credentials,
): Caller {
  const { accessKeyId, sessionToken } = credentials
  const origin = connection.kind === 'userCredentials' ? 'entered' : 'given'
  const token = sessionToken === undefined ? 'none' : origin
  // Environment variables hold only long-term keys; a machine role has a token.
  const inEnvironment = connection.kind !== 'userCredentials' && !local && token === 'none'
  return {
    host,
    local,
    awsRegion,
    proxy,
    region: target.region,
    accessKeyId,
    token,
    ...(inEnvironment && { inEnvironment: 'environment' as const }),
  }
}

/**
 * Makes one call with a client. Expected errors and late replies become failures; an aborted call rejects, because its
 * test has ended.
 */
export async function ask<C extends AwsClient, T>(
  client: C,
  call: Call,
  { signal, waitFor, answerMs }: StageTools,
  send: (client: C, options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<Result<T>> {
  waitFor(`${call.host} to answer ${call.action}`)
  forgetReply(client)
  try {
    return ok(await withTimer(answerMs, signal, (abortSignal) => send(client, { abortSignal })))
  } catch (error) {
    if (signal.aborted) throw error
    const reply = lastReply(client)
    return failed(error === timeUp ? lateAnswer(call, reply, answerMs) : failureOfCall(error, call, reply))
  }
}
