import { hostAndPort, isLoopbackHost } from '../../../domain/connection/localHost'

/** An HTTP proxy; `name` is its `host:port`. */
export type Proxy = { url: URL; name: string }

/** How to reach a URL: directly, through a proxy, or not at all, because the configured proxy is not supported. */
export type Way = { kind: 'direct' } | { kind: 'proxy'; proxy: Proxy } | { kind: 'unsupported'; name: string }

/** Returns the proxies of a URL in the format of a PAC file: `DIRECT`, `PROXY host:port;DIRECT`. */
export type ProxyFor = (url: string) => Promise<string>

/** The proxies of one test. Each host is looked up once. */
export type Proxies = {
  wayTo: (url: URL) => Promise<Way>
  /** The proxy of a URL, if it has one. */
  of: (url: URL) => Promise<Proxy | undefined>
}

/** Looks up and remembers the system's proxy settings; without any, and for this machine itself, connects directly. */
export function createProxies(proxyFor: ProxyFor | undefined): Proxies {
  const known = new Map<string, Promise<Way>>()
  const wayTo = (url: URL): Promise<Way> => {
    if (!proxyFor || isLoopbackHost(url.hostname)) return Promise.resolve(direct)
    // Unreadable settings count as none; the network stage then reports what is wrong.
    const way = known.get(url.origin) ?? proxyFor(`${url.origin}/`).then(readProxies, () => direct)
    known.set(url.origin, way)
    return way
  }
  return {
    wayTo,
    async of(url) {
      const way = await wayTo(url)
      return way.kind === 'proxy' ? way.proxy : undefined
    },
  }
}

const direct = { kind: 'direct' } as const

/** Parses a PAC result; the first supported entry decides. */
export function readProxies(answer: string): Way {
  const entries = answer.split(';').map((entry) => entry.trim())
  let unsupported: string | undefined
  for (const entry of entries) {
    const [kind = '', place = ''] = entry.split(/\s+/)
    const scheme = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }[kind.toUpperCase()]
    if (/^DIRECT$/i.test(kind)) return direct
    if (scheme && URL.canParse(`${scheme}://${place}`)) {
      const url = new URL(`${scheme}://${place}`)
      const port = Number(url.port) || (scheme === 'https' ? 443 : 80)
      return { kind: 'proxy', proxy: { url, name: hostAndPort(url.hostname.replace(/^\[|\]$/g, ''), port) } }
    }
    if (/^SOCKS/i.test(kind)) unsupported ??= place.replace(/[^\w.:[\]-]/g, '').slice(0, 80)
  }
  return unsupported === undefined ? direct : { kind: 'unsupported', name: unsupported }
}
