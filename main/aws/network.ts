import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { connect as connectTcp, isIP } from 'node:net'
import type { LookupFunction, Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { timeUp, withTimer } from './limits'

/** Asks the operating system for all addresses of a name. */
export type Lookup = (host: string) => Promise<LookupAddress[]>

const lookUpAll: Lookup = (host) => lookup(host, { all: true })

type Options = { signal: AbortSignal; limitMs: number; lookup?: Lookup | undefined }

/**
 * The addresses of a host, in the resolver's order. Rejects with the resolver's error, with `EAI_AGAIN` when the timer
 * ends first, and at once with the signal's reason; a resolver that hangs is left behind.
 */
export async function resolveHost(
  host: string,
  { signal, limitMs, lookup = lookUpAll }: Options,
): Promise<string[]> {
  const found = await timed('EAI_AGAIN', limitMs, signal, () => lookup(host))
  return found.map(({ address }) => address)
}

/**
 * Connects to the host of a URL at one of the given addresses, with a verified TLS handshake for https, and hangs up.
 * Rejects with the socket's error, with `ETIMEDOUT` when the timer ends first, and at once with the signal's reason.
 */
export async function reach(
  url: URL,
  addresses: readonly string[],
  { signal, limitMs }: Options,
): Promise<void> {
  await timed('ETIMEDOUT', limitMs, signal, (ended) => handshake(url, addresses, ended))
}

/** The host of a URL without brackets, and its port. */
export function hostOf(url: URL): { host: string; port: number } {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return { host, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) }
}

function handshake(url: URL, addresses: readonly string[], ended: AbortSignal): Promise<void> {
  const { host, port } = hostOf(url)
  const options = { host, port, lookup: answering(addresses) }
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:'
    const socket: Socket = secure
      ? connectTls({ ...options, servername: isIP(host) ? '' : host })
      : connectTcp(options)
    const hangUp = (): void => void socket.destroy()
    ended.addEventListener('abort', hangUp, { once: true })
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      resolve()
      hangUp()
    })
    // `on`: a socket may report a second error while it is torn down.
    socket.on('error', reject)
    socket.once('close', () => {
      ended.removeEventListener('abort', hangUp)
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

async function timed<T>(
  code: string,
  limitMs: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await withTimer(limitMs, signal, work)
  } catch (error) {
    throw error === timeUp ? errorWithCode(code) : error
  }
}

function errorWithCode(code: string): Error {
  return Object.assign(new Error(code), { code })
}
