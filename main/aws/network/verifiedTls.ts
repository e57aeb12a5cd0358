/**
 * The options of every TLS connection: certificates are verified with these authorities, or the runtime's if there are
 * none. The explicit option keeps NODE_TLS_REJECT_UNAUTHORIZED from switching verification off.
 */
export function verifiedTls(authorities: readonly string[] | undefined): {
  rejectUnauthorized: true
  ca?: string[]
} {
  return { rejectUnauthorized: true, ...(authorities && { ca: [...authorities] }) }
}
