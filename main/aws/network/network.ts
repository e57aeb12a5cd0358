import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { connect as connectTcp, isIP } from 'node:net'
import type { LookupFunction, Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { timeUp, withTimer } from '../run/limits'
import { verifiedTls } from './verifiedTls'

/** Asks the operating system for all addresses of a name. */
export type Lookup = (host: string) => Promise<LookupAddress[]>

const lookUpAll: Lookup = (host) => lookup(host, { all: true })

type Limits = { signal: AbortSignal; limitMs: number }

/** How a host is reached: at which addresses or over which open connection, and whom certificates are believed. */
export type Line = {
  addresses?: readonly string[]
  socket?: Socket
  authorities?: readonly string[] | undefined
}

const mostAddresses = 64

/**
 * The addresses of a host, in the resolver's order, up to 64 of them. Rejects with the resolver's error, with `EAI_AGAIN` when the timer
 * ends first, and at once with the signal's reason; a resolver that hangs is left behind.
 */
export async function resolveHost(
  host: string,
  { signal, limitMs, lookup = lookUpAll }: Limits & { lookup?: Lookup | undefined },
): Promise<string[]> {
  const found = await withTimer(limitMs, signal, () => lookup(host)).catch((error: unknown) => {
    throw error === timeUp ? errorWithCode('EAI_AGAIN') : error
  })
  return found.slice(0, mostAddresses).map(({ address }) => address)
}

/**
 * Connects to the host of a URL, with a verified TLS handshake for https, and hangs up. Rejects with the socket's error,
 * and at once with the signal's reason; when the timer ends first with `ETIMEDOUT`, or with
 * `ERR_TLS_HANDSHAKE_TIMEOUT` on a connection that was made; with `ERR_TLS_HANDSHAKE_CUT` when that is cut.
 */
export async function probe(url: URL, line: Line, { signal, limitMs }: Limits): Promise<void> {
  const progress = { connected: line.socket !== undefined }
  try {
    await withTimer(limitMs, signal, (ended) => shakeHands(url, line, progress, ended))
  } catch (error) {
    const secure = url.protocol === 'https:' && progress.connected
    if (error === timeUp) throw errorWithCode(secure ? 'ERR_TLS_HANDSHAKE_TIMEOUT' : 'ETIMEDOUT')
    const cut = error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
    throw cut && secure ? errorWithCode('ERR_TLS_HANDSHAKE_CUT') : error
  }
}

/** The host of a URL without brackets, and its port. */
export function hostOf(url: URL): { host: string; port: number } {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return { host, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) }
}

/** An error as the network's own are, known by its code. */
export function errorWithCode(code: string): Error {
  return Object.assign(new Error(code), { code })
}

function shakeHands(
  url: URL,
  { addresses = [], socket: open, authorities }: Line,
  progress: { connected: boolean },
  ended: AbortSignal,
): Promise<void> {
  const { host, port } = hostOf(url)
  const secure = url.protocol === 'https:'
  return new Promise((resolve, reject) => {
    if (open && !secure) {
      open.destroy()
      return resolve()
    }
    const where = open ? { socket: open, host } : { host, port, lookup: answering(addresses) }
    const socket: Socket = secure
      ? connectTls({
          ...where,
          servername: isIP(host) ? '' : host,
          ...verifiedTls(authorities),
        })
      : connectTcp({ host, port, lookup: answering(addresses) })
    const hangUp = (): void => void socket.destroy()
    ended.addEventListener('abort', hangUp, { once: true })
    socket.once('connect', () => (progress.connected = true))
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      resolve()
      hangUp()
    })
    // `on`: a socket may report a second error while it is torn down.
    socket.on('error', reject)
    socket.once('close', () => {
      ended.removeEventListener('abort', hangUp)
      open?.destroy()
      reject(errorWithCode('ECONNRESET'))
    })
  })
}

// The name was resolved once; the socket tries the very addresses that are reported.
function answering(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_host, options, answer) => {
    if (options.all) answer(null, all)
    else answer(null, all[0]?.address ?? '', all[0]?.family)
  }
}
