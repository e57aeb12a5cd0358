import { readVariable } from '../run/environment'
import type { Environment } from '../run/environment'
import type { ProxyFor } from './proxies'

/**
 * Reads proxies from `all_proxy`, `https_proxy`, `http_proxy` and `no_proxy`, in lower or upper case, as Chromium does
 * on Linux without a desktop. Returns results in the format of a proxy configuration (PAC) file.
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
    // Drops user info: proxy passwords are not supported and must not appear in a report.
    const { protocol, hostname, port } = new URL(named)
    const kind = { 'http:': 'PROXY', 'https:': 'HTTPS' }[protocol] ?? 'SOCKS'
    return `${kind} ${hostname}:${port || defaultPorts[kind]}`
  }
}

const defaultPorts: Record<string, string> = { PROXY: '80', HTTPS: '443', SOCKS: '1080' }

/** Matches a host, one of its parent domains, or `*`; with a port, only that port. */
function isExcepted(url: URL, exception: string): boolean {
  if (exception === '*') return true
  const [, name = '', port] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(exception.toLowerCase()) ?? []
  const ownPort = url.port || (url.protocol === 'https:' ? '443' : '80')
  if (name === '' || (port !== undefined && port !== ownPort)) return false
  return url.hostname === name || url.hostname.endsWith(`.${name}`)
}
