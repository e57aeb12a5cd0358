/** The fewest characters that are recognised as a session token; AWS documents no length. */
export const shortestToken = 100

/** Whether a text looks like a secret key: 40 base64 characters of several kinds, unlike hashes and names. */
export function looksLikeSecretKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{40}$/.test(text) && isMixed(text)
}

/**
 * Whether a text looks like a secret key, padded or not, or a session token that was pasted into the wrong field. ARNs
 * and access keys do not.
 */
export function looksLikeSecret(text: string): boolean {
  const isOfLength = text.length === 40 || text.length >= shortestToken
  return isOfLength && /^[A-Za-z0-9+/]+={0,2}$/.test(text) && isMixed(text)
}

/** Whether a text contains a sequence of characters as long as in secrets but not in names and hosts. */
export function holdsSecretShape(text: string): boolean {
  return /[A-Za-z0-9+/=]{30}/.test(text)
}

function isMixed(text: string): boolean {
  return [/[A-Z]/, /[a-z]/, /[0-9+/]/].every((kind) => kind.test(text))
}
