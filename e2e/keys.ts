import type { User } from '../test-support/aws/principals'
import { HOME_REGION } from '../test-support/aws/world'

/** The keys of somebody of the cast, as they are filled in. */
export function keysOf({ keyId, secret, token }: { keyId: string; secret: string; token?: string }) {
  return { accessKeyId: keyId, secretAccessKey: secret, ...(token && { sessionToken: token }) }
}

/** The variables that give the application the keys of a user of the cast. */
export function baseKeys({ keyId, secret }: User): Record<string, string> {
  return { TONIC_AWS_ACCESS_KEY_ID: keyId, TONIC_AWS_SECRET_ACCESS_KEY: secret }
}

/** The same, and the region of the cast. */
export function baseCredentials(user: User): Record<string, string> {
  return { ...baseKeys(user), TONIC_AWS_REGION: HOME_REGION }
}
