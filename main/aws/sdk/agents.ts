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

/** What makes the connections of a client, directly or through a proxy; certificates are always verified. */
export function createAgents({ proxy, authorities, signal }: AgentDependencies): {
  httpAgent: HttpAgent
  httpsAgent: HttpsAgent
} {
  const tls = verifiedTls(authorities)
  const pool = { keepAlive: true, maxSockets: 10 }
  if (!proxy) return { httpAgent: new HttpAgent(pool), httpsAgent: new HttpsAgent({ ...pool, ...tls }) }
  // The options reach `http.request`, which knows the signal: a proxy that hangs is let go of when the test ends.
  const proxyRequestOptions = { ...tls, signal }
  const options = { ...pool, proxy: proxy.url, proxyRequestOptions }
  return { httpAgent: new HttpProxyAgent(options), httpsAgent: new HttpsProxyAgent({ ...options, ...tls }) }
}
