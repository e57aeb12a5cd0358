import { randomUUID } from 'node:crypto'
import type { Accounts } from '../aws/accounts'
import { headerOf, type RawRequest } from '../aws/signature/canonicalRequest'
import { startLoopbackServer } from './loopbackServer'
import type { Role, Session } from '../aws/principals'

export interface MetadataDoubleOptions {
  /** Where the session of the attached role is opened. */
  readonly accounts: Accounts
  /** The role that is attached to the instance. */
  readonly role: Role
  readonly mode?: MetadataMode
  readonly now?: () => number
}

/** Whether a role is attached, the instance has none, or nothing ever answers. */
export type MetadataMode = 'role' | 'no role' | 'silent'

export interface MetadataDouble {
  /** The value for AWS_EC2_METADATA_SERVICE_ENDPOINT. */
  readonly url: string
  /** The attached role's current session, which is what a caller is given. */
  readonly session: Session
  /** The lines `METHOD path` that came in. */
  readonly requests: string[]
  mode: MetadataMode
  stop(): Promise<void>
}

const SESSION_MS = 6 * 3600_000
const TOKEN_PATH = '/latest/api/token'
const CREDENTIALS_PATH = '/latest/meta-data/iam/security-credentials/'

type Answer = readonly [status: number, body: string, contentType?: string]

const NOT_FOUND: Answer = [404, '404 - Not Found']

/** Starts the instance metadata service (version 2 only) of a computer on EC2, on 127.0.0.1. */
export async function startMetadataDouble(options: MetadataDoubleOptions): Promise<MetadataDouble> {
  const { accounts, role, now = Date.now } = options
  const startedAt = Math.floor(now() / 1000) * 1000
  const session = accounts.openSession(
    role,
    `i-0${randomUUID().replaceAll('-', '').slice(16)}`,
    startedAt + SESSION_MS,
  )
  const tokens = new Set<string>()

  const server = await startLoopbackServer((request, response) => {
    double.requests.push(`${request.method} ${request.url}`)
    if (double.mode === 'silent') return
    const [status, body, contentType = 'text/plain'] = answer(request)
    response.writeHead(status, { 'content-type': contentType })
    response.end(body)
  })

  function answer(request: RawRequest): Answer {
    if (request.url === TOKEN_PATH) return request.method === 'PUT' ? issueToken(request) : [405, '']
    if (!tokens.has(headerOf(request.headers, 'x-aws-ec2-metadata-token') ?? '')) return [401, '']
    if (double.mode === 'no role') return NOT_FOUND
    if (request.url === CREDENTIALS_PATH) return [200, role.name]
    if (request.url === CREDENTIALS_PATH + role.name) return [200, credentials(), 'application/json']
    return NOT_FOUND
  }

  function issueToken(request: RawRequest): Answer {
    const seconds = Number(headerOf(request.headers, 'x-aws-ec2-metadata-token-ttl-seconds'))
    if (!(seconds >= 1 && seconds <= 21600)) return [400, '']
    const token = randomUUID()
    tokens.add(token)
    return [200, token]
  }

  function credentials(): string {
    return JSON.stringify({
      Code: 'Success',
      LastUpdated: timestamp(startedAt),
      Type: 'AWS-HMAC',
      AccessKeyId: session.keyId,
      SecretAccessKey: session.secret,
      Token: session.token,
      Expiration: timestamp(session.expiresAt),
    })
  }

  const double: MetadataDouble = {
    url: server.url,
    session,
    requests: [],
    mode: options.mode ?? 'role',
    stop: () => server.stop(),
  }
  return double
}

function timestamp(time: number): string {
  return new Date(time).toISOString().replace('.000', '')
}
