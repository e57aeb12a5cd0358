import type { Failure } from '../../../domain/failure'
import { foreignAnswer, foreignProtocol } from './foreignReplies'
import { describeCause } from './causes'
import type { Words } from './causes'
import { bytesOf, detailOf, messageOf, readError } from './errorFacts'
import type { ErrorFacts } from './errorFacts'
import { networkFailure } from './networkFailures'
import type { Endpoint } from './networkFailures'
import { faultOf, refusals, serviceOf } from './refusals'
import type { Call } from './refusals'
import type { Reply } from './lastReply'

/** Finds the failure of a call from the error's code and name, and from the reply if there was one. */
export function failureOfCall(error: unknown, call: Call, reply: Reply | undefined): Failure {
  const facts = readError(error)
  const words = ofThisMachine(error, facts, call, reply) ?? ofReply(error, facts, call, reply)
  if (words) return { ...words, detail: evidence(facts, call, reply) }
  return (
    networkFailure(facts, messageOf(error), call) ?? { ...unexpected(facts), detail: evidence(facts, call) }
  )
}

/** Finds the failure of connecting to a host, before any request. */
export function failureOfReaching(error: unknown, to: Endpoint): Failure {
  const facts = readError(error)
  return networkFailure(facts, messageOf(error), to) ?? unexpected(facts)
}

/** What is reported of an unexpected error: its name, and nothing of its message. */
export function failureOfSurprise(error: unknown): Failure {
  return unexpected(readError(error))
}

/** The failure of a well-formed reply that the service would not send. */
export function misunderstoodReply(call: Call, reply: Reply | undefined): Failure {
  const detail = { ...(reply && { status: reply.status }), host: call.host }
  return { ...foreignAnswer({ ...call, service: serviceOf(call) }, reply), detail }
}

/** The failure of a call whose reply did not arrive or did not end in time. */
export function lateAnswer(call: Call, reply: Reply | undefined, limitMs: number): Failure {
  const { host, local, action } = call
  const values = { host, action, seconds: inSeconds(limitMs) }
  const words = describeCause(reply ? 'bodyStalled' : 'answerTimeout', values, local && 'local')
  return { ...words, detail: { ...(reply && { status: reply.status }), host } }
}

/** Converts milliseconds to seconds with at most one decimal. */
export function inSeconds(ms: number): number {
  return Number((ms / 1_000).toFixed(1))
}

const cutOff = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE']

/** Causes that this machine finds in what it sends or receives. */
function ofThisMachine(
  error: unknown,
  { code }: ErrorFacts,
  call: Call,
  reply: Reply | undefined,
): Words | undefined {
  const { host, action, local } = call
  const service = serviceOf(call)
  if (code === 'ERR_INVALID_CHAR') return describeCause('malformedKey')
  if (code === 'ERR_ANSWER_TOO_LARGE' || code === 'HPE_HEADER_OVERFLOW') {
    return describeCause('answerTooLarge', { host, action, service }, local && 'local')
  }
  if (reply && (cutOff.includes(code) || code === 'HPE_INVALID_EOF_STATE')) {
    return describeCause('answerCut', { host, action }, local && 'local')
  }
  if (code.startsWith('HPE_')) return foreignProtocol({ ...call, service }, bytesOf(error))
  return undefined
}

/** Causes found in a reply: the service's own refusals, and replies from something else. */
function ofReply(error: unknown, facts: ErrorFacts, call: Call, reply: Reply | undefined): Words | undefined {
  const { name, requestId, replied, refused, status } = facts
  if (facts.code !== '' || !(replied || refused || reply)) return undefined
  const explain = Object.hasOwn(refusals, name) ? refusals[name] : undefined
  const explained = refused ? explain?.(call, messageOf(error), reply?.clockOffsetMs) : undefined
  if (explained) return explained
  // An unreadable reply has the parser's error name; a reply from another service has no name or no request id.
  const foreign = !refused || !requestId || ['Unknown', 'UnknownError', 'Error', 'NotFound'].includes(name)
  return foreign ? foreignAnswer({ ...call, service: serviceOf(call) }, reply) : faultOf(call, status)
}

function unexpected(facts: ErrorFacts): Failure {
  return { ...describeCause('unexpected'), detail: detailOf(facts) }
}

function evidence(facts: ErrorFacts, { host, caller, role }: Call, reply?: Reply): Failure['detail'] {
  const status = facts.status ?? reply?.status
  return {
    ...detailOf(facts, host),
    ...(status !== undefined && { status }),
    ...(caller && { caller }),
    ...(role && { role }),
  }
}
