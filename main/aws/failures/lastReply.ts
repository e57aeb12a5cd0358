import { Transform, pipeline } from 'node:stream'
import type { Readable } from 'node:stream'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { STSClient } from '@aws-sdk/client-sts'

/** The parts of a client's last reply that identify what answered. None of them is shown unchanged. */
export type Reply = {
  status: number
  headers: Readonly<Record<string, string | undefined>>
  /** The beginning of the body as text. */
  start: string
  /** How far this machine's clock is behind the server's, in milliseconds; undefined without a date header. */
  clockOffsetMs?: number
}

/** The most bytes of a reply that are read: DynamoDB's own limit. */
const mostBytes = 1_048_576
const keptBytes = 1_024

const lastReplies = new WeakMap<object, Reply>()

/** Forgets the last reply of a client, so that it cannot be mistaken for the next one. */
export function forgetReply(client: object): void {
  lastReplies.delete(client)
}

/** The reply to a client's last request; undefined if there is none yet. */
export function lastReply(client: object): Reply | undefined {
  return lastReplies.get(client)
}

/**
 * Records every reply of a client and passes it on, and ends its body with `ERR_ANSWER_TOO_LARGE` after one mebibyte,
 * because the SDK itself would read an endless one.
 */
export function watchReplies(
  client: DynamoDBClient | STSClient,
  now: () => number,
  onReply: (reply: Reply) => void,
): void {
  // The types of the two clients' stacks differ in ways that do not matter here.
  const { middlewareStack } = client as STSClient
  middlewareStack.add(
    (next) => async (args) => {
      lastReplies.delete(client)
      const sentAt = now()
      const result = await next(args)
      const response = result.response as { statusCode: number; headers: Reply['headers']; body: Readable }
      const clockOffsetMs = offsetOf(response.headers['date'], sentAt, now())
      const reply: Reply = {
        status: response.statusCode,
        headers: response.headers,
        start: '',
        ...(clockOffsetMs !== undefined && { clockOffsetMs }),
      }
      lastReplies.set(client, reply)
      onReply(reply)
      response.body = bounded(response.body, reply)
      return result
    },
    // Innermost, before the SDK reads the body.
    { step: 'deserialize', priority: 'low', name: 'watchReplies' },
  )
}

function bounded(body: Readable, reply: Reply): Readable {
  let bytes = 0
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      bytes += chunk.length
      if (reply.start.length < keptBytes) reply.start += chunk.toString('latin1').slice(0, keptBytes)
      if (bytes <= mostBytes) pass(null, chunk)
      else pass(Object.assign(new Error('too large'), { code: 'ERR_ANSWER_TOO_LARGE' }))
    },
  })
  // If either stream ends early, the other is destroyed; the reader of `limit` gets the error.
  return pipeline(body, limit, () => undefined)
}

// A date has whole seconds, and was set at some time between sending and receiving.
function offsetOf(date: string | undefined, sentAt: number, receivedAt: number): number | undefined {
  const serverTime = Date.parse(date ?? '')
  if (!Number.isFinite(serverTime)) return undefined
  return Math.round(serverTime + 500 - (sentAt + receivedAt) / 2)
}
