import type { Cause } from './cause'

const settings = 'Check the proxy settings of the system'

/** Causes in the proxy between this machine and the host. */
export const proxyCauses = {
  proxyUnknownHost: {
    sentence: 'No proxy named {proxy} was found (DNS).',
    remedy: `${settings}, and the VPN if there is one.`,
    detectedBy: 'ENOTFOUND or EAI_AGAIN for the name of the proxy',
  },
  proxyUnreachable: {
    sentence: 'The proxy {proxy} cannot be reached.',
    remedy: `${settings}, and that the proxy runs.`,
    detectedBy: 'ECONNREFUSED, EHOSTUNREACH or no connection within 5 s, at the address of the proxy',
  },
  proxyAuthentication: {
    sentence: 'The proxy {proxy} requires a user name and password.',
    remedy:
      'Ask the administrator of the proxy to allow connections to {host} without a password: this application does not send one.',
    detectedBy: 'status 407 in answer to CONNECT',
  },
  proxyRefused: {
    sentence: 'The proxy {proxy} refuses to connect to {host} (status {status}).',
    remedy: 'Ask the administrator of the proxy to allow {host}.',
    remedies: {
      local:
        'Ask the administrator of this network to let connections to {host} bypass the proxy, or correct Server and Port.',
    },
    detectedBy: 'a status other than 200 in answer to CONNECT, such as 403',
  },
  proxyCannotReach: {
    sentence: 'The proxy {proxy} could not reach {host} (status {status}).',
    remedy:
      'Check that the region and the endpoint are spelled correctly, then ask the administrator of the proxy whether it can reach {host}.',
    remedies: {
      local: 'Correct Server and Port, or exclude {host} from the proxy in the proxy settings of the system.',
    },
    detectedBy: 'status 502, 503 or 504 in answer to CONNECT',
  },
  proxySilent: {
    sentence: 'The proxy {proxy} accepts connections but does not answer.',
    remedy: `${settings}, and that the proxy is well.`,
    detectedBy: 'no answer to CONNECT within 5 s',
  },
  proxyNotHttp: {
    sentence: 'What answers at {proxy} is not an HTTP proxy.',
    remedy: `${settings}: host and port of an HTTP proxy are needed.`,
    detectedBy: 'a reply to CONNECT that is not HTTP, or a connection that is closed',
  },
  proxyUnsupported: {
    sentence: 'The proxy settings name {proxy}, but SOCKS proxies are not supported.',
    remedy: 'In the proxy settings of the system, set an HTTP proxy for {host}, or none.',
    detectedBy: 'proxy settings without DIRECT, HTTP or HTTPS',
  },
} as const satisfies Record<string, Cause>
