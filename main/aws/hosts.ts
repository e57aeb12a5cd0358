import { hostAndPort } from '../../domain/localHost'
import { findEndpoints } from './clients'
import type { Clients } from './clients'
import { hostOf } from './network'
import type { Endpoint } from './networkFailures'
import type { Settings } from './settings'

/** A host that a test uses. */
export type Host = Endpoint & { url: URL }

/** What a URL's host is called everywhere: `host:port`. */
export function nameOf(url: URL): string {
  const { host, port } = hostOf(url)
  return hostAndPort(host, port)
}

/** The hosts that a connection uses; a local one has no STS. Asks no network. */
export async function findHosts(
  { kind, target }: Settings,
  clients: Clients,
): Promise<{ dynamodb: Host; sts?: Host }> {
  if (kind === 'local')
    return { dynamodb: { url: target.dynamodbUrl, host: nameOf(target.dynamodbUrl), local: true } }
  const urls = await findEndpoints(target, clients)
  const cloudHost = (url: URL, given: URL | undefined): Host => ({
    url,
    host: nameOf(url),
    local: false,
    awsRegion: given ? undefined : target.region,
  })
  return { dynamodb: cloudHost(urls.dynamodb, target.dynamodbUrl), sts: cloudHost(urls.sts, target.stsUrl) }
}
