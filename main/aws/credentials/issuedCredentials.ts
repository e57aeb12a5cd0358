import type { Credentials } from '../sdk/clients'

/** Credentials, a description of their source, and their expiry if known. */
export type Found = { credentials: Credentials; origin: string; expiresAt?: string }

/** The fields in which AWS issues temporary credentials; untrusted until checked. */
type Issued = { AccessKeyId?: unknown; SecretAccessKey?: unknown; SessionToken?: unknown }

/**
 * Reads credentials issued by a service; undefined if characters or lengths differ from those that AWS documents (STS
 * API reference, Credentials), so that nothing else is sent in a header.
 */
export function readIssuedCredentials(issued: Issued): Credentials | undefined {
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = issued
  const isKeyId = typeof accessKeyId === 'string' && /^\w{16,128}$/.test(accessKeyId)
  if (!isKeyId || !isPrintable(secretAccessKey)) return undefined
  if (sessionToken === undefined || sessionToken === null) return { accessKeyId, secretAccessKey }
  return isPrintable(sessionToken) ? { accessKeyId, secretAccessKey, sessionToken } : undefined
}

function isPrintable(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,16384}$/.test(value)
}
