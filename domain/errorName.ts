/**
 * The name of an error, safe to log and show; `Unknown` if it might be something else. The AWS SDK uses the name that a
 * server sent, so a name must have no digits and not only capitals: a key, token or signature sent back by a server
 * does not look like that.
 */
export function errorName(error: unknown): string {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined
  const isPlain = typeof name === 'string' && /^[A-Z][A-Za-z]{2,49}$/.test(name) && /[a-z]/.test(name)
  return isPlain ? name : 'Unknown'
}
