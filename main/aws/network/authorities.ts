import * as tls from 'node:tls'

type Listing = (kind: 'default' | 'system') => string[]

/**
 * The certificates of all trusted authorities: the runtime's, the operating system's if the runtime can list them, and
 * the given ones. Undefined if there are only the runtime's defaults, which include NODE_EXTRA_CA_CERTS.
 */
export function authoritiesWith(given: readonly string[] = []): readonly string[] | undefined {
  const listed = (own ??= listOwn())
  if (listed.length > 0) return [...new Set([...listed, ...given])]
  return given.length === 0 ? undefined : [...tls.rootCertificates, ...given]
}

/** Read once, because the system's store is slow and does not change while the application runs. */
let own: readonly string[] | undefined

function listOwn(): readonly string[] {
  // Node 22.15 or newer; Electron's runtime may lack it, and a store may be locked.
  const list = (tls as { getCACertificates?: Listing }).getCACertificates
  try {
    return list ? [...list('default'), ...list('system')] : []
  } catch {
    return []
  }
}
