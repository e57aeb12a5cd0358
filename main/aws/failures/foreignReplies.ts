import { describeCause } from './causes'
import type { Words } from './causes'
import type { Endpoint } from './networkFailures'
import type { Reply } from './lastReply'

/** The service that was called, DynamoDB or STS, and its host. */
export type Asked = Endpoint & { service: 'DynamoDB' | 'STS' }

/** Names what answered instead of the service, from its reply; without one only that it is not the service. */
export function foreignAnswer(asked: Asked, reply: Reply | undefined): Words {
  const { service, local, awsRegion, host } = asked
  const variant = local && 'local'
  const values = { host, service, server: serverIn(reply), status: reply?.status }
  const generic = describeCause(service === 'DynamoDB' ? 'notDynamoDb' : 'notSts', values, variant)
  if (!reply) return generic
  const start = reply.start.trimStart().toLowerCase()
  const isPage = start.startsWith('<') && !start.startsWith('<?xml') && /html|<h\d|<title|<body/.test(start)
  if (reply.status >= 300 && reply.status < 400) {
    return describeCause(awsRegion ? 'captivePortal' : 'redirected', values, variant)
  }
  if (isPage && /plain http request was sent to https port|requires tls|over https/.test(start)) {
    return describeCause('tlsPortGotHttp', values, variant)
  }
  if (isPage) return describeCause(awsRegion ? 'captivePortal' : 'webPage', values, variant)
  const other = service === 'DynamoDB' ? /amazonaws\.com\/doc\// : /"__type"\s*:\s*"com\.amazon/
  if (other.test(start)) return describeCause('serviceMismatch', values, variant)
  // If a service is down, AWS's front end replies without an error of the service.
  if (awsRegion && reply.status === 503) return describeCause('serviceUnavailable', values, variant)
  if (start === '') return describeCause('emptyAnswer', values, variant)
  return /^[[{]/.test(start) ? describeCause('otherJson', values, variant) : generic
}

/** Names what answered without HTTP, from its first bytes. */
export function foreignProtocol(asked: Asked, bytes: Uint8Array): Words {
  const { service, local, host } = asked
  const variant = local && 'local'
  const text = Buffer.from(bytes).toString('latin1')
  if (/^[\x15\x16]\x03[\x00-\x04]/.test(text)) return describeCause('tlsPortGotHttp', { host }, variant)
  const protocol = protocols.find(([, sign]) => sign.test(text))?.[0]
  return protocol
    ? describeCause('otherProtocol', { protocol, host, service }, variant)
    : describeCause('notHttp', { host }, variant)
}

const protocols: readonly [string, RegExp][] = [
  ['An SSH server', /^SSH-/],
  ['Redis', /^-(ERR|NOAUTH|DENIED|MISCONF)\b/],
  ['A mail or FTP server', /^220[ -]/],
  ['A mail server', /^(\* OK|\+OK)/],
  ['MySQL or MariaDB', /^[^]{3}\0(\x0a[\d.]+|\xff[^]{2})/],
  ['PostgreSQL', /^E\0\0[^]{2}S(FATAL|ERROR)|^E.*unsupported frontend protocol/],
]

/** The product and version of a reply's `server` header in brackets; the rest of the header is untrusted text. */
function serverIn(reply: Reply | undefined): string {
  const [name] =
    /^[A-Za-z][A-Za-z-]{1,19}(\/\d[\d.]{0,11})?(?=$|[ (])/.exec(reply?.headers['server'] ?? '') ?? []
  return name ? ` (${name})` : ''
}
