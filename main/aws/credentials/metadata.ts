import { request as requestPlain } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as requestSecure } from 'node:https'
import { readRegularFile } from '../../machine/regularFile'
import { readEndpoint, readVariable } from '../run/environment'
import type { Environment } from '../run/environment'
import { errorWithCode } from '../network/network'
import { verifiedTls } from '../network/verifiedTls'

/** A small answer of a metadata service. */
export type Answer = { status: number; body: string }

type Question = {
  url: URL
  method?: 'GET' | 'PUT'
  headers?: Record<string, string>
  signal: AbortSignal
  /** Whom the certificate of an https URL is believed; the runtime's own choice when absent. */
  authorities?: readonly string[] | undefined
}

/** How long a metadata service may be silent. It is on the machine or its host: it answers at once or not at all. */
const silenceMs = 1_000
const mostBytes = 65_536

/**
 * Asks a metadata service, in plain http as most of them speak, or with a verified certificate, never through a proxy. Rejects with the socket's error,
 * with `ETIMEDOUT` when nothing came for a second, with `ERR_ANSWER_TOO_LARGE`, and at once when the signal aborts.
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

/** Where the instance metadata service is: at its fixed address, or where the SDKs' own variables say. */
export function metadataUrl(environment: Environment): URL {
  const given = readVariable(environment, 'AWS_EC2_METADATA_SERVICE_ENDPOINT')
  const isIpv6 = readVariable(environment, 'AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE')?.toLowerCase() === 'ipv6'
  const usual = isIpv6 ? 'http://[fd00:ec2::254]' : 'http://169.254.169.254'
  return (given && readEndpoint(given)) || new URL(usual)
}

/**
 * Where the credentials of this container are, from the variables that ECS and EKS set. Undefined for plain http to a host
 * that is neither theirs nor this machine; over https any may be asked, as in the SDKs, for its certificate is verified.
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

/** What a container's request for credentials is authorized with, from a variable or the file that one names. */
export async function containerAuthorization(environment: Environment): Promise<Record<string, string>> {
  const file = readVariable(environment, 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE')
  const token =
    file === undefined ? readVariable(environment, 'AWS_CONTAINER_AUTHORIZATION_TOKEN') : readToken(file)
  return token ? { authorization: token } : {}
}

/** Throws as reading does; a file that holds no token counts as one that is not there. */
function readToken(path: string): string {
  const file = readRegularFile(path, mostBytes)
  if (file.kind !== 'read') throw errorWithCode('ENOENT')
  return file.bytes.toString('utf8').trim()
}
