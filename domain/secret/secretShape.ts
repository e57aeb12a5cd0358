/** From how many characters on a text is taken for a session token; AWS documents no length. */
export const shortestToken = 100

/** Whether a text has the shape of a secret key: 40 characters of base64, of several kinds. Hashes and names have not. */
export function looksLikeSecretKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{40}$/.test(text) && isMixed(text)
}

/**
 * Whether a text has the shape of a secret key, padded or not, or of a session token: what a person may have pasted
 * into a field that is not for it. An ARN or an access key has neither.
 */
export function looksLikeSecret(text: string): boolean {
  const isOfLength = text.length === 40 || text.length >= shortestToken
  return isOfLength && /^[A-Za-z0-9+/]+={0,2}$/.test(text) && isMixed(text)
}

/** Whether a text has a run of characters as long as secrets have, and names and hosts have not. */
export function holdsSecretShape(text: string): boolean {
  return /[A-Za-z0-9+/=]{30}/.test(text)
}

function isMixed(text: string): boolean {
  return [/[A-Z]/, /[a-z]/, /[0-9+/]/].every((kind) => kind.test(text))
}
