/** A long answer as JSON: the bridge to the window copies objects field by field, and a text at once. */
export type Packed<T> = { json: string; readonly holds?: T }

/** Packs an answer that is plain data. */
export function pack<T>(value: T): Packed<T> {
  return { json: JSON.stringify(value) }
}

/** What was packed. */
export function unpack<T>({ json }: Packed<T>): T {
  return JSON.parse(json) as T
}
