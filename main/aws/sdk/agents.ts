import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent'
import type { Proxy } from '../network/proxies'
import { verifiedTls } from '../network/verifiedTls'

type AgentDependencies = {
  proxy: Proxy | undefined
  authorities: readonly string[] | undefined
  signal: AbortSignal
}

/** The agent that opens a client's connections, directly or through a proxy; certificates are always verified. */
export function createAgents({ proxy, authorities, signal }: AgentDependencies): {
  httpAgent: HttpAgent
  httpsAgent: HttpsAgent
} {
  const tls = verifiedTls(authorities)
  const pool = { keepAlive: true, maxSockets: 10 }
  if (!proxy) return { httpAgent: new HttpAgent(pool), httpsAgent: new HttpsAgent({ ...pool, ...tls }) }
  // `http.request` gets these options and with them the signal, so that a proxy that hangs is dropped when the test ends.
  const proxyRequestOptions = { ...tls, signal }
  const options = { ...pool, proxy: proxy.url, proxyRequestOptions }
  return { httpAgent: new HttpProxyAgent(options), httpsAgent: new HttpsProxyAgent({ ...options, ...tls }) }
}
