import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import type { Credentials } from './clients'
import { failureOfCall } from './failures'
import type { Host } from './hosts'
import type { Call } from './refusals'
import type { Settings } from './settings'
import type { StageTools } from './stages'

/** What the calls of one stage share: where they go, and as whom. */
export type Caller = Omit<Call, 'action'>

/** Describes calls to a host with these credentials of a connection, for the words of their failures. */
export function callerOf(
  { host, local, awsRegion }: Host,
  { connection, target }: Settings,
  credentials: Credentials,
): Caller {
  const { accessKeyId, sessionToken } = credentials
  const origin = connection.kind === 'userCredentials' ? 'entered' : 'given'
  const token = sessionToken === undefined ? 'none' : origin
  return { host, local, awsRegion, region: target.region, accessKeyId, token }
}

/** Makes one call; its expected errors become failures. An aborted call rejects, since its test has ended. */
export async function ask<T>(
  call: Call,
  { signal, waitFor }: StageTools,
  now: () => number,
  send: (options: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<Result<T>> {
  waitFor(`${call.host} to answer ${call.action}`)
  try {
    return ok(await send({ abortSignal: signal }))
  } catch (error) {
    if (signal.aborted) throw error
    return failed(failureOfCall(error, call, now()))
  }
}
