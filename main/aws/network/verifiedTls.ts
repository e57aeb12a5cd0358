/**
 * The options of every TLS connection: certificates are verified against these authorities, the runtime's own where
 * there are none. Saying so keeps NODE_TLS_REJECT_UNAUTHORIZED from switching it off.
 */
export function verifiedTls(authorities: readonly string[] | undefined): {
  rejectUnauthorized: true
  ca?: string[]
} {
  return { rejectUnauthorized: true, ...(authorities && { ca: [...authorities] }) }
}
