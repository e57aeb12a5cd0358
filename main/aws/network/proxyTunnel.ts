import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Socket } from 'node:net'
import type { Failure } from '../../../domain/failure'
import { hostAndPort } from '../../../domain/connection/localHost'
import { describeCause } from '../failures/causes'
import type { CauseCode } from '../failures/causes'
import { detailOf, readError } from '../failures/errorFacts'
import { timeUp, withTimer } from '../run/limits'
import { hostOf } from './network'
import { causeOfStatus } from '../failures/networkFailures'
import type { Endpoint } from '../failures/networkFailures'
import type { Proxy } from './proxies'
import { verifiedTls } from './verifiedTls'

type Options = { signal: AbortSignal; limitMs: number; authorities: readonly string[] | undefined }

/** The result of a request for a tunnel: an open connection, or how far it got and why it failed. */
type Tunnel = { socket: Socket } | { status?: number; connected: boolean; error?: unknown }

/** Requests a tunnel to the host of a URL from a proxy (CONNECT). Rejects only with the signal's reason. */
export async function openTunnel(
  proxy: Proxy,
  url: URL,
  { signal, limitMs, authorities }: Options,
): Promise<Tunnel> {
  const progress = { connected: false }
  try {
    return await withTimer(limitMs, signal, (ended) => {
      const { host, port } = hostOf(url)
      const path = hostAndPort(host, port)
      const send = proxy.url.protocol === 'https:' ? requestHttps : requestHttp
      return new Promise<Tunnel>((resolve, reject) => {
        const options = { method: 'CONNECT', path, headers: { host: path }, agent: false, signal: ended }
        const request = send(proxy.url, { ...options, ...verifiedTls(authorities) })
        request.on('socket', (socket) => {
          socket.once(proxy.url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
            progress.connected = true
          })
        })
        request.on('error', reject)
        request.on('connect', ({ statusCode: status = 0 }, socket) => {
          if (status === 200) return resolve({ socket })
          socket.destroy()
          resolve({ status, connected: true })
        })
        // A server without CONNECT replies to it as to any other request.
        request.on('response', ({ statusCode: status = 0 }) => {
          request.destroy()
          resolve({ status, connected: true })
        })
        request.end()
      })
    })
  } catch (error) {
    if (signal.aborted) throw error
    return { ...progress, error }
  }
}

/** The failure of a tunnel, which names the proxy as its cause. */
export function failureOfTunnel(
  proxy: Proxy,
  { status, connected, error }: Exclude<Tunnel, { socket: Socket }>,
  { host, local }: Endpoint,
): Failure {
  const facts = readError(error)
  const code =
    status !== undefined ? causeOfStatus(status) : causeOfError(facts.code, connected, error === timeUp)
  const values = { proxy: proxy.name, host, status }
  const detail =
    status === undefined
      ? detailOf(error === timeUp ? { ...facts, code: 'ETIMEDOUT' } : facts, proxy.name)
      : { status, host: proxy.name }
  return { ...describeCause(code, values, local && 'local'), detail }
}

function causeOfError(code: string, connected: boolean, late: boolean): CauseCode {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'proxyUnknownHost'
  if (late) return connected ? 'proxySilent' : 'proxyUnreachable'
  return code.startsWith('HPE_') || connected ? 'proxyNotHttp' : 'proxyUnreachable'
}
