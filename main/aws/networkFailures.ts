import type { Failure } from '../../domain/failure'
import { findRegion } from '../../domain/regions'
import { detailOf } from './errorFacts'
import type { ErrorFacts } from './errorFacts'

/** Where a request was going. */
export type Endpoint = {
  /** `host:port`. */
  host: string
  local: boolean
  /** Set when the host is AWS's own for this region, and not one that a variable names. */
  awsRegion?: string | undefined
}

type Words = Pick<Failure, 'code' | 'message' | 'remedy'>

/** The failure of an error on the way to a host, told by its `code`; undefined when it is not one of the network. */
export function networkFailure(facts: ErrorFacts, to: Endpoint): Failure | undefined {
  const words = byCode[facts.code] ?? tlsWords(facts.code, to) ?? timeoutWords(facts, to)
  const told = typeof words === 'function' ? words(to) : words
  return told && { ...told, detail: detailOf(facts, to.host) }
}

const byCode: Record<string, (to: Endpoint) => Words> = {
  ENOTFOUND: nameUnknown,
  ENODATA: nameUnknown,
  EAI_NONAME: nameUnknown,
  EAI_AGAIN: (to) => ({
    code: 'dnsUnavailable',
    message: `The name ${nameIn(to.host)} could not be looked up: the network or its DNS gives no answer.`,
    remedy: isUnlisted(to)
      ? `Check the network connection, and the region ${to.awsRegion} for typing.`
      : checkNetwork,
  }),
  ECONNREFUSED: (to) => ({
    code: 'nothingListens',
    message: `Nothing listens at ${to.host}.`,
    remedy: to.local
      ? 'Start DynamoDB there, or correct Server and Port.'
      : 'Check the firewall, and the AWS_ENDPOINT_URL variables if they are set.',
  }),
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EHOSTDOWN: unreachable,
  ENETDOWN: unreachable,
  EADDRNOTAVAIL: unreachable,
  ETIMEDOUT: unreachable,
  ECONNRESET: reset,
  EPIPE: reset,
  ECONNABORTED: reset,
}

const checkNetwork = 'Check the network connection of this machine.'

function nameUnknown(to: Endpoint): Words {
  if (isUnlisted(to)) {
    return {
      code: 'regionUnknown',
      message: `AWS has no region ${to.awsRegion}, as far as can be seen: the name ${nameIn(to.host)} does not exist.`,
      remedy: 'Choose a region from the list under AWS Region.',
    }
  }
  return {
    code: 'hostUnknown',
    message: `The name ${nameIn(to.host)} is not known.`,
    remedy: to.local
      ? 'Check Server for typing.'
      : 'Check the network connection, and the VPN if there is one.',
  }
}

function unreachable(to: Endpoint): Words {
  return {
    code: 'unreachable',
    message: `${to.host} cannot be reached.`,
    remedy: to.local
      ? 'Check Server, the VPN and the firewall.'
      : 'Check the network, the VPN and the firewall.',
  }
}

function reset(to: Endpoint): Words {
  return {
    code: 'connectionReset',
    message: `${to.host} closed the connection without an answer.`,
    remedy: to.local
      ? 'Check that DynamoDB listens on this port, and whether Server needs https:// in front.'
      : 'Check the firewall or proxy between this machine and AWS.',
  }
}

/** The SDK's own timers come without a code: one name for a connection that was not made and a reply that stalls. */
function timeoutWords({ name, code }: ErrorFacts, to: Endpoint): Words | undefined {
  return name === 'TimeoutError' && code === '' ? unreachable(to) : undefined
}

const unverified = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]

function tlsWords(code: string, to: Endpoint): Words | undefined {
  const tell = (message: string, remedy: string): Words => ({ code: 'tlsFailed', message, remedy })
  if (unverified.includes(code)) {
    const remedy =
      'Add the certificate of the company or server: start with NODE_EXTRA_CA_CERTS set to its file.'
    return tell(`The certificate of ${to.host} is not signed by an authority that is known here.`, remedy)
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const remedy = to.local
      ? 'Enter the name that the certificate is for.'
      : 'Check for a sign-in page or proxy.'
    return tell(`The certificate of ${to.host} is for another name.`, remedy)
  }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return tell(
      `The certificate of ${to.host} is not valid today.`,
      'Check the clock of this machine, then the server.',
    )
  }
  if (code === 'EPROTO' || /^(ERR_SSL|ERR_TLS|CERT_)/.test(code)) {
    const remedy = to.local
      ? 'DynamoDB Local speaks plain http: try http:// in front of Server.'
      : checkNetwork
    return tell(`${to.host} does not speak TLS as it is needed here.`, remedy)
  }
  return undefined
}

function isUnlisted({ awsRegion }: Endpoint): boolean {
  return awsRegion !== undefined && findRegion(awsRegion) === undefined
}

function nameIn(host: string): string {
  return host.replace(/:\d+$/, '')
}
