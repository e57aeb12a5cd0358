/** Runs `make` at the first call and returns what it returned then at every later one. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
