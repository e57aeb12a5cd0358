import * as v from 'valibot'

/** A UUID in the lower case of `crypto.randomUUID`, so that one id is one file on every system. */
export const idPattern = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** The id of a workspace or of a run, from the window, a file name or an import. */
export const idSchema = v.pipe(v.string(), v.regex(new RegExp(`^${idPattern}$`)))

/** Whether a text is an id and may be used as a file name. */
export function isId(text: string): boolean {
  return v.is(idSchema, text)
}
