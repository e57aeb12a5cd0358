import { Transform, pipeline } from 'node:stream'
import type { Readable } from 'node:stream'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { STSClient } from '@aws-sdk/client-sts'

/** What is kept of the last reply that a client got: enough to tell what answered. None of it is shown as it is. */
export type Reply = {
  status: number
  headers: Readonly<Record<string, string | undefined>>
  /** The first bytes of the body, as text. */
  start: string
  /** How far this machine's clock is behind the server's, in milliseconds; undefined without a date. */
  clockOffsetMs?: number
}

/** The most that is read of a reply: DynamoDB's own limit for an answer. */
const mostBytes = 1_048_576
const keptBytes = 1_024

const lastReplies = new WeakMap<object, Reply>()

/** Forgets the last reply of a client, so that the next one is told from it. */
export function forgetReply(client: object): void {
  lastReplies.delete(client)
}

/** The reply to a client's last request; undefined while there is none. */
export function lastReply(client: object): Reply | undefined {
  return lastReplies.get(client)
}

/**
 * Has every reply of a client noted and told, and its body cut off with `ERR_ANSWER_TOO_LARGE` past one mebibyte:
 * the SDK itself would collect an endless one.
 */
export function watchReplies(
  client: DynamoDBClient | STSClient,
  now: () => number,
  onReply: (reply: Reply) => void,
): void {
  // The two clients' stacks differ in types that do not matter here.
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
    // Next to the network: before the SDK reads the body.
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
  // Whichever side ends early takes the other with it; the reader of `limit` hears why.
  return pipeline(body, limit, () => undefined)
}

// A date has whole seconds, and was written somewhere between sending and receiving.
function offsetOf(date: string | undefined, sentAt: number, receivedAt: number): number | undefined {
  const serverTime = Date.parse(date ?? '')
  if (!Number.isFinite(serverTime)) return undefined
  return Math.round(serverTime + 500 - (sentAt + receivedAt) / 2)
}
