import * as tls from 'node:tls'

type Listing = (kind: 'default' | 'system') => string[]

/**
 * The certificates of all authorities that are trusted: those of the runtime, those of the operating system where the
 * runtime can list them, and the given ones. Undefined where the runtime's own choice, which includes
 * NODE_EXTRA_CA_CERTS, is all there is.
 */
export function authoritiesWith(given: readonly string[] = []): readonly string[] | undefined {
  const listed = (own ??= listOwn())
  if (listed.length > 0) return [...new Set([...listed, ...given])]
  return given.length === 0 ? undefined : [...tls.rootCertificates, ...given]
}

/** Read once: the system's store is not quick, and does not change while the application runs. */
let own: readonly string[] | undefined

function listOwn(): readonly string[] {
  // Node 22.15 and newer; Electron's runtime may have it or not, and a store may be locked.
  const list = (tls as { getCACertificates?: Listing }).getCACertificates
  try {
    return list ? [...list('default'), ...list('system')] : []
  } catch {
    return []
  }
}
