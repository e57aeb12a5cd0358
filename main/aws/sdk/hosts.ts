import { hostAndPort } from '../../../domain/connection/localHost'
import { findEndpoints } from './clients'
import { hostOf } from '../network/network'
import type { Endpoint } from '../failures/networkFailures'
import type { Proxies } from '../network/proxies'
import { regionIn } from './resolveConnection'
import type { ResolvedConnection } from './resolveConnection'

/** A host that a test uses. */
export type Host = Endpoint & { url: URL }

/** The name of a URL's host as shown everywhere: `host:port`. */
export function nameOf(url: URL): string {
  const { host, port } = hostOf(url)
  return hostAndPort(host, port)
}

/** The hosts and proxies that a connection uses; a local one has no STS. Uses no network. */
export async function findHosts(
  { kind, target, connection }: ResolvedConnection,
  proxies: Proxies,
): Promise<{ dynamodb: Host; sts?: Host }> {
  const hostAt = async (url: URL, awsRegion?: string): Promise<Host> => ({
    url,
    host: nameOf(url),
    local: kind === 'local',
    awsRegion,
    regionIn: regionIn(connection),
    proxy: (await proxies.of(url))?.name,
  })
  if (kind === 'local') return { dynamodb: await hostAt(target.dynamodbUrl) }
  const urls = await findEndpoints(target)
  return {
    dynamodb: await hostAt(urls.dynamodb, target.dynamodbUrl ? undefined : target.region),
    sts: await hostAt(urls.sts, target.stsUrl ? undefined : target.region),
  }
}
