import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { connect as connectTcp, isIP } from 'node:net'
import type { LookupFunction, Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { timeUp, withTimer } from '../run/limits'
import { verifiedTls } from './verifiedTls'

/** Resolves all addresses of a name with the operating system's resolver. */
export type Lookup = (host: string) => Promise<LookupAddress[]>

const lookUpAll: Lookup = (host) => lookup(host, { all: true })

type Limits = { signal: AbortSignal; limitMs: number }

/** How to connect to a host: at which addresses or over which open connection, and which authorities to trust. */
export type Line = {
  addresses?: readonly string[]
  socket?: Socket
  authorities?: readonly string[] | undefined
}

const mostAddresses = 64

/**
 * Resolves a host to at most 64 addresses in the resolver's order. Rejects with the resolver's error, with `EAI_AGAIN`
 * on timeout, and at once with the signal's reason; it does not wait for a resolver that hangs.
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
 * Connects to the host of a URL, with a verified TLS handshake for https, and disconnects. Rejects with the socket's
 * error, and at once with the signal's reason. A timeout rejects with `ETIMEDOUT`, or during the handshake with
 * `ERR_TLS_HANDSHAKE_TIMEOUT`; a connection that is cut during the handshake with `ERR_TLS_HANDSHAKE_CUT`.
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

/** Makes an error with a code, like those of the network. */
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
    // `on`, because a socket may report a second error while it is destroyed.
    socket.on('error', reject)
    socket.once('close', () => {
      ended.removeEventListener('abort', hangUp)
      open?.destroy()
      reject(errorWithCode('ECONNRESET'))
    })
  })
}

// The name was already resolved; the socket tries exactly the reported addresses.
function answering(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_host, options, answer) => {
    if (options.all) answer(null, all)
    else answer(null, all[0]?.address ?? '', all[0]?.family)
  }
}
