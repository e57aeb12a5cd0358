import type { Failure } from '../../../domain/failure'
import { findRegion } from '../../../domain/connection/regions'
import { tell } from './causes'
import type { CauseCode, Words } from './causes'
import { detailOf } from './errorFacts'
import type { ErrorFacts } from './errorFacts'

/** Where a request was going. */
export type Endpoint = {
  /** `host:port`. */
  host: string
  local: boolean
  /** Set when the host is AWS's own for this region, and not one that a variable names. */
  awsRegion?: string | undefined
  /** Set when that region is one that a variable names. */
  regionIn?: 'environment' | undefined
  /** `host:port` of the proxy that leads there, if one does. */
  proxy?: string | undefined
}

/**
 * The failure of an error on the way to a host, told by its `code`; undefined when it is not one of the network.
 * `message` decides where TLS libraries have one code for several causes.
 */
export function networkFailure(facts: ErrorFacts, message: string, to: Endpoint): Failure | undefined {
  const words = wordsOf(facts, message, to)
  return words && { ...words, detail: detailOf(facts, to.host) }
}

function wordsOf({ name, code }: ErrorFacts, message: string, to: Endpoint): Words | undefined {
  if (to.proxy !== undefined) {
    const told = proxyCause(code, message)
    const [, status] = badResponse.exec(message) ?? []
    if (told) return tell(told, { proxy: to.proxy, host: to.host, status }, to.local && 'local')
  }
  if (unknownName.includes(code)) return nameUnknown(to)
  const values = { host: to.host, name: nameIn(to.host), region: to.awsRegion }
  if (code === 'EAI_AGAIN') return tell('dnsUnavailable', values, isUnlisted(to) ? 'unlisted' : localName(to))
  // The SDK's own timer for a connection comes without a code.
  const told =
    code === '' && name === 'TimeoutError' ? 'connectTimeout' : (byCode[code] ?? ofTls(code, message))
  return told && tell(told, values, to.local && 'local')
}

// The host is behind the proxy: what fails to be looked up or called is the proxy itself.
function proxyCause(code: string, message: string): CauseCode | undefined {
  const [, status] = badResponse.exec(message) ?? []
  if (status !== undefined) return causeOfStatus(Number(status))
  if (unknownName.includes(code) || code === 'EAI_AGAIN') return 'proxyUnknownHost'
  const told = byCode[code]
  const isCalling = told === 'nothingListens' || told === 'unreachable' || told === 'connectTimeout'
  return isCalling ? 'proxyUnreachable' : undefined
}

/** What a proxy's status in answer to CONNECT means. */
export function causeOfStatus(status: number): CauseCode {
  if (status === 407) return 'proxyAuthentication'
  return status === 502 || status === 503 || status === 504 ? 'proxyCannotReach' : 'proxyRefused'
}

/** How the agent for proxies says that a tunnel was refused. */
const badResponse = /^Bad response: (\d{3})$/

const unknownName = ['ENOTFOUND', 'ENODATA', 'EAI_NONAME', 'EAI_NODATA', 'EAI_FAIL']

const byCode: Record<string, CauseCode> = {
  ECONNREFUSED: 'nothingListens',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  ETIMEDOUT: 'connectTimeout',
  ECONNRESET: 'connectionReset',
  EPIPE: 'connectionReset',
  ECONNABORTED: 'connectionReset',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'selfSigned',
  SELF_SIGNED_CERT_IN_CHAIN: 'privateCa',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'privateCa',
  UNABLE_TO_GET_ISSUER_CERT: 'privateCa',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'privateCa',
  CERT_UNTRUSTED: 'privateCa',
  // An authority of a known name with another key, as after a renewal.
  CERT_SIGNATURE_FAILURE: 'privateCa',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrongName',
  HOSTNAME_MISMATCH: 'wrongName',
  CERT_HAS_EXPIRED: 'certificateExpired',
  CERT_NOT_YET_VALID: 'certificateNotYetValid',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'tlsTimeout',
  ERR_TLS_HANDSHAKE_CUT: 'tlsFailed',
}

// OpenSSL writes its reasons in small letters, BoringSSL in capitals with underscores.
function ofTls(code: string, message: string): CauseCode | undefined {
  if (code !== 'EPROTO' && !/^(ERR_SSL|ERR_TLS|ERR_OSSL|CERT_)/.test(code)) return undefined
  const reason = `${code} ${message}`.replaceAll('_', ' ').toLowerCase()
  if (/wrong version number|http request|packet length too long|record too large/.test(reason)) {
    return 'plainHttpOnTlsPort'
  }
  return /protocol version|unsupported protocol|unsupported ssl version|no protocols/.test(reason)
    ? 'tlsVersion'
    : 'tlsFailed'
}

function nameUnknown(to: Endpoint): Words {
  const values = { name: nameIn(to.host), region: to.awsRegion }
  return isUnlisted(to)
    ? tell('regionUnknown', values, to.regionIn)
    : tell('hostUnknown', values, localName(to) || (to.local && 'local'))
}

/** Names that only Docker or LocalStack may know, where a local instance is looked for. */
function localName({ host, local }: Endpoint): 'service' | 'localStack' | false {
  const name = nameIn(host).toLowerCase()
  if (!local) return false
  if (/(^|\.)localhost\.localstack\.cloud$/.test(name) || name === 'host.docker.internal') {
    return name === 'host.docker.internal' ? 'service' : 'localStack'
  }
  return /^[a-z0-9_-]+$/.test(name) && 'service'
}

function isUnlisted({ awsRegion }: Endpoint): boolean {
  return awsRegion !== undefined && findRegion(awsRegion) === undefined
}

function nameIn(host: string): string {
  return host.replace(/:\d+$/, '')
}
