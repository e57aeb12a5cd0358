import type { Failure } from '../../../domain/failure'
import { findRegion } from '../../../domain/connection/regions'
import { describeCause } from './causes'
import type { CauseCode, Words } from './causes'
import { detailOf } from './errorFacts'
import type { ErrorFacts } from './errorFacts'

/** The target of a request. */
export type Endpoint = {
  /** `host:port`. */
  host: string
  local: boolean
  /** Set if the host is AWS's own for this region, and not set by a variable. */
  awsRegion?: string | undefined
  /** Set if the region comes from a variable. */
  regionIn?: 'environment' | undefined
  /** `host:port` of the proxy, if there is one. */
  proxy?: string | undefined
}

/**
 * Finds the failure of a network error from its `code`; undefined if it is not a network error. `message` decides where
 * TLS libraries use one code for several causes.
 */
export function networkFailure(facts: ErrorFacts, message: string, to: Endpoint): Failure | undefined {
  const words = wordsOf(facts, message, to)
  return words && { ...words, detail: detailOf(facts, to.host) }
}

function wordsOf({ name, code }: ErrorFacts, message: string, to: Endpoint): Words | undefined {
  if (to.proxy !== undefined) {
    const cause = proxyCause(code, message)
    const [, status] = badResponse.exec(message) ?? []
    if (cause) return describeCause(cause, { proxy: to.proxy, host: to.host, status }, to.local && 'local')
  }
  if (unknownName.includes(code)) return nameUnknown(to)
  const values = { host: to.host, name: nameIn(to.host), region: to.awsRegion }
  if (code === 'EAI_AGAIN')
    return describeCause('dnsUnavailable', values, isUnlisted(to) ? 'unlisted' : localName(to))
  // The SDK's own connection timeout has no code.
  const cause =
    code === '' && name === 'TimeoutError' ? 'connectTimeout' : (byCode[code] ?? ofTls(code, message))
  return cause && describeCause(cause, values, to.local && 'local')
}

// With a proxy, the name that fails to resolve or the host that fails to answer is the proxy itself.
function proxyCause(code: string, message: string): CauseCode | undefined {
  const [, status] = badResponse.exec(message) ?? []
  if (status !== undefined) return causeOfStatus(Number(status))
  if (unknownName.includes(code) || code === 'EAI_AGAIN') return 'proxyUnknownHost'
  const cause = byCode[code]
  const isCalling = cause === 'nothingListens' || cause === 'unreachable' || cause === 'connectTimeout'
  return isCalling ? 'proxyUnreachable' : undefined
}

/** The meaning of a proxy's status in reply to CONNECT. */
export function causeOfStatus(status: number): CauseCode {
  if (status === 407) return 'proxyAuthentication'
  return status === 502 || status === 503 || status === 504 ? 'proxyCannotReach' : 'proxyRefused'
}

/** The proxy agent's message for a refused tunnel. */
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
  // An authority with a known name but another key, for example after a renewal.
  CERT_SIGNATURE_FAILURE: 'privateCa',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrongName',
  HOSTNAME_MISMATCH: 'wrongName',
  CERT_HAS_EXPIRED: 'certificateExpired',
  CERT_NOT_YET_VALID: 'certificateNotYetValid',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'tlsTimeout',
  ERR_TLS_HANDSHAKE_CUT: 'tlsFailed',
}

// OpenSSL writes its reasons in lower case, BoringSSL in upper case with underscores.
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
    ? describeCause('regionUnknown', values, to.regionIn)
    : describeCause('hostUnknown', values, localName(to) || (to.local && 'local'))
}

/** Host names of a local instance that only Docker or LocalStack may know. */
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
