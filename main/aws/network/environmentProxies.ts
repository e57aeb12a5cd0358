import { readVariable } from '../run/environment'
import type { Environment } from '../run/environment'
import type { ProxyFor } from './proxies'

/**
 * The proxies that `all_proxy`, `https_proxy`, `http_proxy` and `no_proxy` name, in lower case or upper, read as
 * Chromium reads them on a Linux without a desktop; answers are in the words of a proxy configuration file.
 */
export function proxiesOfEnvironment(environment: Environment): ProxyFor {
  const read = (name: string): string | undefined =>
    readVariable(environment, name) ?? readVariable(environment, name.toUpperCase())
  const exceptions = (read('no_proxy') ?? '').split(/[\s,;]+/).filter(Boolean)

  return async (address) => {
    const url = new URL(address)
    const proxy = read('all_proxy') ?? read(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy')
    if (proxy === undefined || exceptions.some((exception) => isExcepted(url, exception))) return 'DIRECT'
    const named = /^\w+:\/\//.test(proxy) ? proxy : `http://${proxy}`
    if (!URL.canParse(named)) return 'DIRECT'
    // User info is left out: a proxy's password is asked for nowhere, and must not come up in a report.
    const { protocol, hostname, port } = new URL(named)
    const kind = { 'http:': 'PROXY', 'https:': 'HTTPS' }[protocol] ?? 'SOCKS'
    return `${kind} ${hostname}:${port || defaultPorts[kind]}`
  }
}

const defaultPorts: Record<string, string> = { PROXY: '80', HTTPS: '443', SOCKS: '1080' }

/** A host, one of its parents, or `*`; with a port only that port. */
function isExcepted(url: URL, exception: string): boolean {
  if (exception === '*') return true
  const [, name = '', port] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(exception.toLowerCase()) ?? []
  const ownPort = url.port || (url.protocol === 'https:' ? '443' : '80')
  if (name === '' || (port !== undefined && port !== ownPort)) return false
  return url.hostname === name || url.hostname.endsWith(`.${name}`)
}
