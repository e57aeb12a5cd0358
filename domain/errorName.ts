/**
 * The name of an error, fit to be logged and shown; `Unknown` for one that could be anything else. An error of the AWS
 * SDK bears the name that a server sent. No digits and not all capitals: what a server echoes, a signature, a key or a
 * token, does not look like a name.
 */
export function errorName(error: unknown): string {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined
  const isPlain = typeof name === 'string' && /^[A-Z][A-Za-z]{2,49}$/.test(name) && /[a-z]/.test(name)
  return isPlain ? name : 'Unknown'
}
