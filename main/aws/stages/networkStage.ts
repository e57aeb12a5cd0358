import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { describeCause } from '../failures/causes'
import { failureOfReaching } from '../failures/failures'
import type { Host } from '../sdk/hosts'
import { hostOf, probe, resolveHost } from '../network/network'
import type { Lookup } from '../network/network'
import type { Proxies, Proxy } from '../network/proxies'
import { failureOfTunnel, openTunnel } from '../network/proxyTunnel'
import type { Passed, StageTools } from '../run/stages'

/** The most milliseconds that a name lookup and a connection may take. */
const mostMs = 5_000

type Limits = { signal: AbortSignal; limitMs: number }

type NetworkStageDependencies = {
  lookup: Lookup | undefined
  proxies: Proxies
  authorities: readonly string[] | undefined
}

/**
 * Checks in parallel that all hosts of the test resolve, accept connections and complete a TLS handshake, directly or
 * through their proxy. Returns the addresses of each host; fails with the first host that fails.
 */
export async function checkNetwork(
  hosts: readonly Host[],
  { signal, waitFor, answerMs }: StageTools,
  means: NetworkStageDependencies,
): Promise<Result<Passed<ReadonlyMap<string, string[]>>>> {
  const different = [...new Map(hosts.map((host) => [host.host, host])).values()]
  const names = different.map(({ host, proxy }) => (proxy ? `${host} through the proxy ${proxy}` : host))
  const list = names.join(' and ')
  const limits = { signal, limitMs: Math.min(mostMs, answerMs) }
  waitFor(`${list} to accept a connection`)
  const checked = await Promise.all(different.map((host) => checkHost(host, limits, means)))
  const failure = checked.find((result) => !result.ok)
  if (failure && !failure.ok) return failure
  const addresses = new Map(checked.flatMap((result) => (result.ok ? [result.value] : [])))
  return ok({ text: `${list} ${different.length === 1 ? 'answers' : 'answer'}`, value: addresses })
}

async function checkHost(
  host: Host,
  limits: Limits,
  means: NetworkStageDependencies,
): Promise<Result<[string, string[]]>> {
  const way = await means.proxies.wayTo(host.url)
  const { host: name } = hostOf(host.url)
  if (way.kind === 'unsupported') {
    return failed({
      ...describeCause('proxyUnsupported', { proxy: way.name, host: host.host }),
      detail: { host: host.host },
    })
  }
  try {
    if (way.kind === 'proxy') return await checkThrough(way.proxy, host, limits, means)
    const addresses = await resolveHost(name, { ...limits, lookup: means.lookup })
    await probe(host.url, { addresses, authorities: means.authorities }, limits)
    return ok([host.host, addresses])
  } catch (error) {
    if (limits.signal.aborted) throw error
    return failed(failureOfReaching(error, { ...host, proxy: undefined }))
  }
}

async function checkThrough(
  proxy: Proxy,
  host: Host,
  limits: Limits,
  { lookup, authorities }: NetworkStageDependencies,
): Promise<Result<[string, string[]]>> {
  const tunnel = await openTunnel(proxy, host.url, { ...limits, authorities })
  if (!('socket' in tunnel)) return failed(failureOfTunnel(proxy, tunnel, host))
  await probe(host.url, { socket: tunnel.socket, authorities }, limits)
  // With a proxy, names need not resolve here; if they do, the addresses are still evidence.
  const { host: name } = hostOf(host.url)
  const addresses = await resolveHost(name, { ...limits, limitMs: 1_000, lookup }).catch(() => [])
  return ok([host.host, addresses])
}
