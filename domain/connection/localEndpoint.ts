import type { ConnectionForm } from './connection'
import { blankConnection } from './connection'
import { isPrivateHost, isLoopbackHost, readServer } from './localHost'
import type { ServerParts } from './localHost'
import { isRegionCode } from './regions'
import { looksLikeSecret } from '../secret/secretShape'
import { serverFields } from './serverFields'

/** Names that Docker, LocalStack and similar tools use for an instance on this machine. */
const localNames = /^(?:[a-z0-9_-]+|(?:[a-z0-9-]+\.)*localhost\.localstack\.cloud|host\.docker\.internal)$/i

/**
 * Reads the server from the endpoint URL of a local instance: its host is loopback, private, or a name that only one
 * machine knows. Undefined for AWS and any other public host. A URL without a port gets the default of its scheme.
 */
export function readLocalEndpoint(url: string): ServerParts | undefined {
  const [address] = /^https?:\/\/[^\s/?#]+/i.exec(url.trim()) ?? []
  if (address === undefined) return undefined
  const reading = readServer(address)
  if (!reading.ok) return undefined
  const { host, protocol, port = protocol === 'https' ? 443 : 80 } = reading.value
  const isLocal = isLoopbackHost(host) || isPrivateHost(host) || localNames.test(host)
  return isLocal && !looksLikeSecret(host) ? { ...reading.value, port } : undefined
}

/**
 * Fills in the fields of a local connection: server, port, access key and region. An AWS access key and values that an
 * instance would refuse are replaced by the defaults.
 */
export function localFields(
  server: ServerParts,
  accessKey = '',
  region = '',
): Partial<Pick<ConnectionForm, 'server' | 'port' | 'localAccessKey' | 'localRegion'>> {
  const isOfAws = /^A[KS]IA[A-Z0-9]{16}$/.test(accessKey)
  const isKey = /^[A-Za-z0-9]{1,128}$/.test(accessKey) && !isOfAws && !looksLikeSecret(accessKey)
  const { localAccessKey, localRegion } = blankConnection()
  return {
    ...serverFields(server),
    localAccessKey: isKey ? accessKey : localAccessKey,
    localRegion: isRegionCode(region) ? region : localRegion,
  }
}
