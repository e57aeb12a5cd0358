import type { ConnectionForm } from './connection'
import type { ServerParts } from './localHost'

/** Splits a server into its fields: the port has its own; of the scheme only https:// is kept before the host. */
export function serverFields({
  protocol,
  host,
  port,
}: ServerParts): Pick<ConnectionForm, 'server'> & Partial<Pick<ConnectionForm, 'port'>> {
  const bracketed = protocol === 'https' && host.includes(':') ? `[${host}]` : host
  return {
    server: protocol === 'https' ? `https://${bracketed}` : host,
    ...(port !== undefined && { port: String(port) }),
  }
}
