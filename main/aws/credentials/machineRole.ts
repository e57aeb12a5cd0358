import { parseJson } from '../../../domain/json'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { describeCause } from '../failures/causes'
import type { CauseCode } from '../failures/causes'
import { readVariable } from '../run/environment'
import type { Environment } from '../run/environment'
import { detailOf, readError } from '../failures/errorFacts'
import { inSeconds } from '../failures/failures'
import { readIssuedCredentials } from './issuedCredentials'
import type { Found } from './issuedCredentials'
import { timeUp, withTimer } from '../run/limits'
import { askMetadata, containerAuthorization, containerUrl, metadataUrl } from './metadata'
import type { Passed, StageTools } from '../run/stages'

/** The most milliseconds that a metadata service may take in total. */
const mostMs = 3_000

/**
 * The role's name, if the service reports it, and the document with its credentials; or the status if there is none.
 */
type Provided = { name?: string; document: string } | { status: number }

/** Reads the credentials of this machine's IAM role from the EC2 instance metadata service, only version 2. */
export async function machineRole(
  environment: Environment,
  tools: StageTools,
): Promise<Result<Passed<Found>>> {
  if (readVariable(environment, 'AWS_EC2_METADATA_DISABLED')?.toLowerCase() === 'true') {
    return failed(describeCause('noEnvironmentCredentials'))
  }
  tools.waitFor('the instance metadata service')
  const base = metadataUrl(environment)
  return provide('IAM role of this machine', tools, machineFailure, async (signal) => {
    const seconds = { 'x-aws-ec2-metadata-token-ttl-seconds': '60' }
    const token = await askMetadata({
      url: new URL('/latest/api/token', base),
      method: 'PUT',
      headers: seconds,
      signal,
    })
    // A web page at this address is not a token that may be sent.
    if (token.status !== 200) return { status: token.status }
    if (!/^[\x21-\x7e]{1,2000}$/.test(token.body)) throw new SyntaxError('not a token')
    tools.hide(token.body)
    const headers = { 'x-aws-ec2-metadata-token': token.body }
    const roles = new URL('/latest/meta-data/iam/security-credentials/', base)
    const list = await askMetadata({ url: roles, headers, signal })
    const [name = ''] = list.body.trim().split('\n')
    if (list.status !== 200) return { status: list.status }
    if (!/^[\w+=,.@-]{1,64}$/.test(name)) throw new SyntaxError('not a role')
    const found = await askMetadata({ url: new URL(name, roles), headers, signal })
    return found.status === 200 ? { name, document: found.body } : { status: found.status }
  })
}

/** Reads the credentials of this container's IAM role from the URL that ECS or EKS sets in the environment. */
export async function containerRole(
  environment: Environment,
  tools: StageTools,
  authorities?: readonly string[],
): Promise<Result<Passed<Found>>> {
  const url = containerUrl(environment)
  if (!url) return failed(describeCause('containerAddress'))
  tools.waitFor('the container credentials service')
  return provide('IAM role of this container', tools, containerFailure, async (signal) => {
    const headers = await containerAuthorization(environment)
    tools.hide(headers['authorization'] ?? '')
    const { status, body } = await askMetadata({ url, headers, signal, authorities })
    return status === 200 ? { document: body } : { status }
  })
}

async function provide(
  whose: string,
  { signal, answerMs }: StageTools,
  causeOf: (status: number | undefined) => CauseCode,
  ask: (signal: AbortSignal) => Promise<Provided>,
): Promise<Result<Passed<Found>>> {
  const limitMs = Math.min(mostMs, answerMs)
  try {
    const provided = await withTimer(limitMs, signal, ask)
    const found = 'document' in provided ? readDocument(provided.document) : undefined
    if (!found) {
      const status = 'status' in provided ? provided.status : 200
      return failed({ ...describeCause(causeOf(status)), detail: { error: 'MetadataError', status } })
    }
    const origin = 'name' in provided ? `${whose}, ${provided.name}` : whose
    return ok({ text: origin, value: { ...found, origin } })
  } catch (error) {
    if (signal.aborted) throw error
    if (error === timeUp) return failed(describeCause('credentialsTimeout', { seconds: inSeconds(limitMs) }))
    return failed({ ...describeCause(causeOf(undefined)), detail: detailOf(readError(error)) })
  }
}

function machineFailure(status: number | undefined): CauseCode {
  if (status === 404) return 'metadataNoRole'
  return status === undefined ? 'noMetadataService' : 'metadataFailed'
}

function containerFailure(): CauseCode {
  return 'containerCredentialsFailed'
}

function readDocument(text: string): Pick<Found, 'credentials' | 'expiresAt'> | undefined {
  const document = Object(parseJson(text)) as Record<string, unknown>
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = document
  const credentials = readIssuedCredentials({ AccessKeyId, SecretAccessKey, SessionToken: Token })
  if (!credentials) return undefined
  const ends = typeof Expiration === 'string' ? new Date(Expiration) : undefined
  return {
    credentials,
    ...(ends && Number.isFinite(ends.getTime()) && { expiresAt: ends.toISOString() }),
  }
}
