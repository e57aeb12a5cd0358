import type { ConnectionForm } from './connection'
import type { ServerParts } from './localHost'

/** The fields that a server fills in: the port goes to its own, and only https:// stays in front of the host. */
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
