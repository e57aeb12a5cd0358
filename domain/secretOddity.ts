import type { SecretName } from './secret'

/** What is unusual about a typed secret, told without any of its characters. */
export type SecretOddity =
  'accessKey' | 'secretKey' | 'sessionToken' | 'padded' | 'characters' | 'length' | 'short'

/** Whether a text has the shape of a secret key: 40 characters of base64, of several kinds. Hashes and names have not. */
export function looksLikeSecretKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{40}$/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text) && /[0-9+/]/.test(text)
}

/**
 * Compares a typed secret with what AWS issues: secret keys of 40 characters of base64, tokens of 100 and more.
 * AWS documents neither, so that an oddity is never more than a warning.
 */
export function oddityOf(name: SecretName, typed: string): SecretOddity | undefined {
  const value = typed.trim()
  if (value === '') return undefined
  if (/^A[KS]IA[A-Z0-9]{16}$/.test(value)) return 'accessKey'
  if (!/^[A-Za-z0-9+/=]+$/.test(value)) return 'characters'
  if (name === 'sessionToken') {
    if (looksLikeSecretKey(value)) return 'secretKey'
    return value.length < 100 ? 'short' : undefined
  }
  if (value.length >= 100) return 'sessionToken'
  if (value.endsWith('=')) return 'padded'
  return value.length === 40 ? undefined : 'length'
}
