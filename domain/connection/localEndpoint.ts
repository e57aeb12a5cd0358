import type { ConnectionForm } from './connection'
import { blankConnection } from './connection'
import { isPrivateHost, isLoopbackHost, readServer } from './localHost'
import type { ServerParts } from './localHost'
import { isRegionCode } from './regions'
import { looksLikeSecret } from '../secret/secretShape'
import { serverFields } from './serverFields'

/** Names that stand for this machine's instance in the files of Docker, LocalStack and their like. */
const localNames = /^(?:[a-z0-9_-]+|(?:[a-z0-9-]+\.)*localhost\.localstack\.cloud|host\.docker\.internal)$/i

/**
 * The server of an endpoint that is a local instance: a URL whose host is loopback, private, or a name that only one
 * machine knows. Undefined for AWS and for whatever else anyone can reach. A URL without a port has that of its scheme.
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
 * The fields of a local connection: server, port, and what the instance is asked with. A key of AWS itself is none of a
 * local instance, and what an instance would not take is left at its default.
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
