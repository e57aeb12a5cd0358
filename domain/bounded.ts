import * as v from 'valibot'

/** A list of at most so many items. It is counted before the first of them is looked at, so that length costs nothing. */
export function boundedList<S extends v.GenericSchema>(item: S, most: number) {
  const isShort = v.custom<unknown[]>((value) => Array.isArray(value) && value.length <= most)
  return v.pipe(isShort, v.array(item))
}

/** What is first wrong with a value that did not fit its schema: the path of one field, such as `source.port`. */
export function firstPath([issue]: readonly v.BaseIssue<unknown>[]): string | undefined {
  const path = issue && v.getDotPath(issue)
  return path ? shortened(path, longestPath) : undefined
}
const longestPath = 200

/** A text of at most so many characters, the last of them an ellipsis where something was cut off. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
