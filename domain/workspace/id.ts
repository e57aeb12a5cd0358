import * as v from 'valibot'

/** A UUID as `crypto.randomUUID` writes it, in lower case, so that one id is one file on every system. */
export const idPattern = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** The id of a workspace or of a run, wherever one comes in: from the window, from a file's name, from an import. */
export const idSchema = v.pipe(v.string(), v.regex(new RegExp(`^${idPattern}$`)))

/** Whether a text is an id, and so may become the name of a file. */
export function isId(text: string): boolean {
  return v.is(idSchema, text)
}
