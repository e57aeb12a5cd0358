/** A copy without Vue's proxies, which cannot leave the window. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
