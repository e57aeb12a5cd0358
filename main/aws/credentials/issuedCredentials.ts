import type { Credentials } from '../sdk/clients'

/** The fields under which AWS issues temporary credentials, as a stranger may have filled them in. */
type Issued = { AccessKeyId?: unknown; SecretAccessKey?: unknown; SessionToken?: unknown }

/**
 * Reads credentials that a service issued; undefined when one of them has not the characters and lengths that AWS
 * documents (STS API reference, Credentials), so that nothing else is sent on in a header.
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
