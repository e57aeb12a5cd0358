import type { SecretName } from './secret'
import { looksLikeSecretKey, shortestToken } from './secretShape'

/** What is unusual about a typed secret, without any of its characters. */
export type SecretOddity =
  'accessKey' | 'secretKey' | 'sessionToken' | 'padded' | 'characters' | 'length' | 'short'

/**
 * Compares a typed secret with those that AWS issues: secret keys of 40 base64 characters, tokens of 100 or more. AWS
 * documents neither, so this only leads to a warning.
 */
export function oddityOf(name: SecretName, typed: string): SecretOddity | undefined {
  const value = typed.trim()
  if (value === '') return undefined
  if (/^A[KS]IA[A-Z0-9]{16}$/.test(value)) return 'accessKey'
  if (!/^[A-Za-z0-9+/=]+$/.test(value)) return 'characters'
  if (name === 'sessionToken') {
    if (looksLikeSecretKey(value)) return 'secretKey'
    return value.length < shortestToken ? 'short' : undefined
  }
  if (value.length >= shortestToken) return 'sessionToken'
  if (value.endsWith('=')) return 'padded'
  return value.length === 40 ? undefined : 'length'
}
