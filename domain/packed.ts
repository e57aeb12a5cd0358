/** A long answer as JSON text, because the bridge to the window copies a text much faster than objects. */
export type Packed<T> = { json: string; readonly holds?: T }

/** Converts plain data to JSON text. */
export function pack<T>(value: T): Packed<T> {
  return { json: JSON.stringify(value) }
}

/** Restores the data from its JSON text. */
export function unpack<T>({ json }: Packed<T>): T {
  return JSON.parse(json) as T
}
