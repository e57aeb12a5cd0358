import { setTimeout as wait } from 'node:timers/promises'
import { Accounts } from './accounts'
import { authenticate, type Authentication } from './signature/authentication'
import { headerOf, type RawRequest } from './signature/canonicalRequest'
import { answerDynamodb, denial, inputOf, operationOf } from './dynamodb'
import { forward } from '../servers/forward'
import { startLoopbackServer, type LoopbackServer } from '../servers/loopbackServer'
import { dynamoError, type Reply } from './replies'
import { newEntry, noteSender, type LoggedRequest } from './requestLog'
import type { Service } from './signature/sigv4'
import { answerSts } from './sts'

export interface AwsDoubleOptions {
  /** Who and what exists; nothing, if left out. */
  readonly accounts?: Accounts
  /** The port of a DynamoDB Local on 127.0.0.1 that keeps the tables. */
  readonly forwardTo?: number
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number
  /** The only region served; every region if absent. */
  readonly region?: string
}

/** How the double misbehaves; tests change these as they go. */
export interface Switches {
  /** Milliseconds to wait before the next answer of an action; each entry is used once. */
  readonly delayMs: Map<string, number>
  /** Actions that are taken in and never answered, or all of them. */
  readonly hang: Set<string>
  /** How far the double's clock is ahead of the given one. */
  skewMs: number
  /** What actions are answered with, whoever asks: refusals that no request of an honest client brings about. */
  readonly replies: Map<string, Reply>
}

export interface AwsDouble extends LoopbackServer {
  readonly accounts: Accounts
  readonly switches: Switches
  readonly requests: LoggedRequest[]
}

/** The entry of `switches.hang` that stands for every action. */
export const EVERY_ACTION = '*'

/** Starts a server on 127.0.0.1 that is STS and DynamoDB at once and checks every signature. */
export async function startAwsDouble(options: AwsDoubleOptions = {}): Promise<AwsDouble> {
  const { accounts = new Accounts(), forwardTo, now = Date.now, region } = options
  const switches: Switches = { delayMs: new Map(), hang: new Set(), skewMs: 0, replies: new Map() }
  const requests: LoggedRequest[] = []
  const stopping = new AbortController()

  const server = await startLoopbackServer(async (request, response) => {
    const { service, action } = addressee(request)
    const entry = newEntry(service, action)
    requests.push(entry)
    response.on('close', () => {
      entry.abandoned = !response.writableFinished && !stopping.signal.aborted
    })

    const delay = switches.delayMs.get(action)
    switches.delayMs.delete(action)
    if (delay !== undefined) await wait(delay, undefined, { signal: stopping.signal })

    const time = now() + switches.skewMs
    const authentication = authenticate(request, { service, region }, accounts, time)
    noteSender(entry, authentication)
    if (switches.hang.has(action) || switches.hang.has(EVERY_ACTION)) {
      entry.outcome = 'hung'
      return
    }
    const reply =
      switches.replies.get(action) ?? (await answer(request, service, action, authentication, forwardTo))
    entry.outcome = reply.outcome
    response.writeHead(reply.status, {
      ...reply.headers,
      date: new Date(time).toUTCString(),
      'content-length': Buffer.byteLength(reply.body),
    })
    response.end(reply.body)
  })

  return {
    ...server,
    accounts,
    switches,
    requests,
    stop: () => {
      stopping.abort()
      return server.stop()
    },
  }
}

async function answer(
  request: RawRequest,
  service: Service,
  action: string,
  authentication: Authentication,
  forwardTo: number | undefined,
): Promise<Reply> {
  if (service === 'sts') {
    return authentication.ok ? answerSts(formOf(request), authentication.call) : authentication.reply
  }
  const input = inputOf(request.body)
  if (!input) return dynamoError(400, 'SerializationException')
  if (action === '') return dynamoError(400, 'UnknownOperationException')
  if (!authentication.ok) return authentication.reply
  const refused = denial(action, input, authentication.call)
  if (refused) return refused
  if (forwardTo !== undefined) return forward(request, forwardTo, authentication.call)
  return answerDynamodb(action, input, authentication.call)
}

function addressee(request: RawRequest): { service: Service; action: string } {
  const target = headerOf(request.headers, 'x-amz-target')
  if (target !== undefined) return { service: 'dynamodb', action: operationOf(target) ?? '' }
  return { service: 'sts', action: formOf(request).get('Action') ?? '' }
}

function formOf({ url, body }: RawRequest): URLSearchParams {
  const query = url.split('?').slice(1).join('?')
  return new URLSearchParams(`${query}&${Buffer.from(body).toString()}`)
}
