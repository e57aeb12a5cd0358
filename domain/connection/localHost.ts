import { failedReading, type Reading } from '../result'
import { tidied } from '../tidied'

/** The names and addresses of this machine, as reported by the operating system. */
export type Machine = { names: readonly string[]; addresses: readonly string[] }

/** The parts of a typed server. Absent parts were not typed. */
export type ServerParts = { protocol?: 'http' | 'https'; host: string; port?: number }

const hostName =
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/i

/**
 * Parses a typed server: a host name, an IPv4 or IPv6 address, `host:port`, or an http(s) URL without path,
 * query or user info. Returns the host as typed, without brackets, trailing dot or trailing slash. Refuses a zone,
 * because a URL cannot contain one, and a name that ends in a number, which URLs treat as an invalid address.
 */
export function readServer(text: string): Reading<ServerParts> {
  const typed = tidied(text)
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(typed) ?? []
  const protocol = scheme?.toLowerCase()
  if (protocol !== undefined && protocol !== 'http' && protocol !== 'https') {
    return failedReading('Begin the address with http:// or https://, or leave the scheme out.')
  }
  const authority = rest.replace(/\/$/, '')
  if (authority === '') return failedReading('Enter a host name or address.')
  if (authority.includes('@')) return failedReading('Remove the user name and password before the @.')
  if (/[/?#\\]/.test(authority)) return failedReading('Remove everything after the host and port.')
  if (authority.includes('%')) return failedReading('Remove the zone: % and what follows it.')
  const [, bracketed, bare, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(authority) ?? []
  const host = (bracketed ?? bare ?? authority).replace(/\.$/, '')
  const asIpv6 = ipv6Groups(host) !== undefined
  if (bracketed !== undefined && !asIpv6)
    return failedReading('The address in brackets is not an IPv6 address.')
  if (!asIpv6 && !isNameOrIpv4(host)) return failedReading('This is not a host name or an IP address.')
  if (port !== undefined && port !== '' && !isPort(Number(port))) {
    return failedReading('The port must be a number from 1 to 65535.')
  }
  return { ok: true, value: { ...(protocol && { protocol }), host, ...(port && { port: Number(port) }) } }
}

function isNameOrIpv4(host: string): boolean {
  return hostName.test(host) && (ipv4Number(host) !== undefined || !/(^|\.)(0x[0-9a-f]*|\d+)$/i.test(host))
}

/** A port as typed; undefined for anything but a whole number from 1 to 65535. */
export function readPort(text: string): number | undefined {
  const typed = tidied(text)
  return /^\d+$/.test(typed) && isPort(Number(typed)) ? Number(typed) : undefined
}

/** Whether a number can be a TCP port to connect to. */
export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535
}

/** `host:port`, with IPv6 in brackets. */
export function hostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** Whether two typed hosts are the same host, without using the network. */
export function sameHost(a: string, b: string, machine: Machine): boolean {
  return canonicalHost(a) === canonicalHost(b) || (isThisMachine(a, machine) && isThisMachine(b, machine))
}

/** Whether a host is this machine: loopback, unspecified, or one of its own names. */
export function isThisMachine(host: string, machine: Machine): boolean {
  const canonical = canonicalHost(host)
  return (
    isLoopback(canonical) ||
    [...machine.names, ...machine.addresses].some((own) => canonicalHost(own) === canonical)
  )
}

/** Whether a host means the same machine on any machine: loopback, unspecified, `localhost`. */
export function isLoopbackHost(host: string): boolean {
  return isLoopback(canonicalHost(host))
}

/**
 * Whether a host can be reached only from this machine or its private network (RFC 1918, 3927, 4193, 4291, 6598, 6761).
 */
export function isPrivateHost(host: string): boolean {
  const canonical = canonicalHost(host)
  if (isLoopback(canonical)) return true
  const ipv4 = ipv4Number(canonical)
  if (ipv4 !== undefined) {
    return (
      inBlock(ipv4, '10.0.0.0', 8) ||
      inBlock(ipv4, '100.64.0.0', 10) ||
      inBlock(ipv4, '172.16.0.0', 12) ||
      inBlock(ipv4, '192.168.0.0', 16) ||
      inBlock(ipv4, '169.254.0.0', 16)
    )
  }
  const [first] = ipv6Groups(canonical) ?? []
  if (first !== undefined) return (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80
  return /\.(local|internal|lan)$/.test(canonical)
}

/**
 * Normalizes a host: lower case, no brackets, trailing dot or zone; addresses in their standard form (`127.1`,
 * `0x7f000001` and `::ffff:127.0.0.1` are all `127.0.0.1`).
 */
export function canonicalHost(host: string): string {
  const [unzoned = ''] = host.trim().toLowerCase().split('%', 1)
  const plain = unzoned.replace(/^\[|\]$|\.$/g, '')
  const ipv4 = ipv4Number(plain)
  if (ipv4 !== undefined) return dotted(ipv4)
  const groups = ipv6Groups(plain)
  if (!groups) return plain
  const [high = 0, low = 0] = groups.slice(6)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  return isMapped ? dotted(high * 65_536 + low) : groups.map((group) => group.toString(16)).join(':')
}

function isLoopback(canonical: string): boolean {
  const ipv4 = ipv4Number(canonical)
  if (ipv4 !== undefined) return inBlock(ipv4, '127.0.0.0', 8) || ipv4 === 0
  return (
    ['0:0:0:0:0:0:0:1', '0:0:0:0:0:0:0:0'].includes(canonical) ||
    /^(localhost[46]?(\.localdomain[46]?)?|ip6-(localhost|loopback))$|\.localhost$/.test(canonical)
  )
}

function inBlock(address: number, block: string, bits: number): boolean {
  const size = 2 ** (32 - bits)
  return Math.floor(address / size) === Math.floor((ipv4Number(block) ?? 0) / size)
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')
}

/** Parses an IPv4 address in any form that resolvers accept (inet_aton): one to four parts, decimal, octal or hex. */
function ipv4Number(host: string): number | undefined {
  const numbers = host.split('.', 5).map(ipv4Part)
  const last = numbers.pop()
  if (last === undefined || numbers.length > 3 || numbers.some((number) => !(number <= 255))) return undefined
  if (!(last < 256 ** (4 - numbers.length))) return undefined
  return numbers.reduce((sum, number, index) => sum + number * 256 ** (3 - index), last)
}

function ipv4Part(part: string): number {
  if (/^0[0-7]+$/.test(part)) return parseInt(part, 8)
  return /^(0x[0-9a-f]+|0|[1-9]\d*)$/i.test(part) ? Number(part) : NaN
}

/** Parses an IPv6 address into eight groups, with `::` expanded and a dotted tail; undefined for anything else. */
function ipv6Groups(host: string): number[] | undefined {
  const plain = host.toLowerCase()
  const [, head = plain, tail] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(plain) ?? []
  const embedded = tail === undefined ? undefined : ipv4Number(tail)
  if (tail !== undefined && (embedded === undefined || dotted(embedded) !== tail)) return undefined
  const text =
    embedded === undefined
      ? head
      : `${head}${Math.floor(embedded / 65_536).toString(16)}:${(embedded % 65_536).toString(16)}`
  const [left = '', right, ...more] = text.split('::')
  if (more.length > 0) return undefined
  const groupsOf = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const front = groupsOf(left)
  const back = groupsOf(right ?? '')
  const missing = 8 - front.length - back.length
  if (right === undefined ? missing !== 0 : missing < 1) return undefined
  const groups = [...front, ...Array<string>(missing).fill('0'), ...back]
  return groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))
    ? groups.map((group) => parseInt(group, 16))
    : undefined
}
