import type { Cause } from './cause'

const settings = 'Check the proxy settings of the system'

/** Causes that lie with the proxy between this machine and the host. */
export const proxyCauses = {
  proxyUnknownHost: {
    sentence: 'The name of the proxy {proxy} is not known.',
    remedy: `${settings}, and the VPN if there is one.`,
    detectedBy: 'ENOTFOUND or EAI_AGAIN for the name of the proxy',
  },
  proxyUnreachable: {
    sentence: 'The proxy {proxy} cannot be reached.',
    remedy: `${settings}, and that the proxy runs.`,
    detectedBy: 'ECONNREFUSED, EHOSTUNREACH or no connection within 5 s, at the address of the proxy',
  },
  proxyAuthentication: {
    sentence: 'The proxy {proxy} asks for a user name and password.',
    remedy: 'Ask the administrator to let this machine through without, for {host}.',
    detectedBy: 'status 407 to CONNECT',
  },
  proxyRefused: {
    sentence: 'The proxy {proxy} does not connect to {host} (status {status}).',
    remedy: 'Ask the administrator of the proxy to allow {host}.',
    remedies: { local: 'Ask the administrator to exempt {host} from the proxy, or check Server and Port.' },
    detectedBy: 'any other status than 200 to CONNECT, such as 403',
  },
  proxyCannotReach: {
    sentence: 'The proxy {proxy} could not reach {host} (status {status}).',
    remedy: 'Check the region and the endpoint for typing, then ask the administrator of the proxy.',
    remedies: { local: 'Check Server and Port, or exempt {host} from the proxy.' },
    detectedBy: 'status 502, 503 or 504 to CONNECT',
  },
  proxySilent: {
    sentence: 'The proxy {proxy} takes connections, and does not answer.',
    remedy: `${settings}, and that the proxy is well.`,
    detectedBy: 'a CONNECT without an answer within 5 s',
  },
  proxyNotHttp: {
    sentence: 'What answers at {proxy} is not an HTTP proxy.',
    remedy: `${settings}: host and port of an HTTP proxy are needed.`,
    detectedBy: 'a reply to CONNECT that is not HTTP, or a connection that is cut',
  },
  proxyUnsupported: {
    sentence: 'The proxy settings name {proxy}, and SOCKS proxies are not supported.',
    remedy: 'Set an HTTP proxy for {host}, or none.',
    detectedBy: 'proxy settings without DIRECT, HTTP or HTTPS',
  },
} as const satisfies Record<string, Cause>
