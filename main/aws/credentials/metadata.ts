import { request as requestPlain } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as requestSecure } from 'node:https'
import { readRegularFile } from '../../machine/regularFile'
import { readEndpoint, readVariable } from '../run/environment'
import type { Environment } from '../run/environment'
import { errorWithCode } from '../network/network'
import { verifiedTls } from '../network/verifiedTls'

/** A short reply of a metadata service. */
export type Answer = { status: number; body: string }

type Question = {
  url: URL
  method?: 'GET' | 'PUT'
  headers?: Record<string, string>
  signal: AbortSignal
  /** The trusted authorities for an https URL; the runtime's default if absent. */
  authorities?: readonly string[] | undefined
}

/**
 * The most milliseconds without a reply. The service is on this machine or its host, so it replies at once or never.
 */
const silenceMs = 1_000
const mostBytes = 65_536

/**
 * Sends a request to a metadata service, over plain http or with a verified certificate, never through a proxy. Rejects
 * with the socket's error, with `ETIMEDOUT` after a second of silence, with `ERR_ANSWER_TOO_LARGE`, and at once when
 * the signal aborts.
 */
export function askMetadata(question: Question): Promise<Answer> {
  const { url, method = 'GET', headers = {}, signal, authorities } = question
  return new Promise((resolve, reject) => {
    const options = { method, headers, signal, agent: false, timeout: silenceMs } as const
    const take = (response: IncomingMessage): void => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text
        if (body.length > mostBytes) asking.destroy(errorWithCode('ERR_ANSWER_TOO_LARGE'))
      })
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    }
    const asking =
      url.protocol === 'https:'
        ? requestSecure(url, { ...options, ...verifiedTls(authorities) }, take)
        : requestPlain(url, options, take)
    asking.on('timeout', () => asking.destroy(errorWithCode('ETIMEDOUT')))
    asking.on('error', reject)
    asking.end()
  })
}

/** The URL of the instance metadata service: its fixed address, or the one in the SDKs' variables. */
export function metadataUrl(environment: Environment): URL {
  const given = readVariable(environment, 'AWS_EC2_METADATA_SERVICE_ENDPOINT')
  const isIpv6 = readVariable(environment, 'AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE')?.toLowerCase() === 'ipv6'
  const usual = isIpv6 ? 'http://[fd00:ec2::254]' : 'http://169.254.169.254'
  return (given && readEndpoint(given)) || new URL(usual)
}

/**
 * The URL of this container's credentials, from the variables that ECS and EKS set. Undefined for plain http to a host
 * that is neither theirs nor this machine. Over https any host is allowed, as in the SDKs, because its certificate is
 * verified.
 */
export function containerUrl(environment: Environment): URL | undefined {
  const relative = readVariable(environment, 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI')
  if (relative !== undefined) {
    return relative.startsWith('/') ? new URL(`http://169.254.170.2${relative}`) : undefined
  }
  const url = readEndpoint(readVariable(environment, 'AWS_CONTAINER_CREDENTIALS_FULL_URI') ?? '')
  const trusted = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|169\.254\.170\.(2|23)|\[fd00:ec2::23\])$/
  return url && (url.protocol === 'https:' || trusted.test(url.hostname)) ? url : undefined
}

/** The authorization token of a container's request for credentials, from a variable or the file that it names. */
export async function containerAuthorization(environment: Environment): Promise<Record<string, string>> {
  const file = readVariable(environment, 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE')
  const token =
    file === undefined ? readVariable(environment, 'AWS_CONTAINER_AUTHORIZATION_TOKEN') : readToken(file)
  return token ? { authorization: token } : {}
}

/** Reads a token file; throws as reading does. A file without a token counts as missing. */
function readToken(path: string): string {
  const file = readRegularFile(path, mostBytes)
  if (file.kind !== 'read') throw errorWithCode('ENOENT')
  return file.content.toString('utf8').trim()
}
