import * as v from 'valibot'

/** A list of limited length. Its length is checked before any item, so that an overlong list is refused at once. */
export function boundedList<S extends v.GenericSchema>(item: S, most: number) {
  const isShort = v.custom<unknown[]>((value) => Array.isArray(value) && value.length <= most)
  return v.pipe(isShort, v.array(item))
}

/** The path of the first field that does not fit the schema, such as `source.port`. */
export function firstPath([issue]: readonly v.BaseIssue<unknown>[]): string | undefined {
  const path = issue && v.getDotPath(issue)
  return path ? shortened(path, longestPath) : undefined
}
const longestPath = 200

/** Shortens a text to a number of characters; the last is an ellipsis if something was cut off. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
