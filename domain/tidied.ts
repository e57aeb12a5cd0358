/** Invisible characters that belong to no value: zero width, direction marks, soft hyphens, byte order marks. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g

/** Removes invisible characters from a typed text. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '')
}

/** Removes invisible characters, white space around a typed text, and a pair of quotes around it. */
export function tidied(text: string): string {
  const plain = withoutInvisible(text).trim()
  const inner = /^(?:"(.*)"|'(.*)'|`(.*)`|“(.*)[”“]|‘(.*)[’‘]|«(.*)»)$/s
    .exec(plain)
    ?.slice(1)
    .find((part) => part !== undefined)
  return (inner ?? plain).trim()
}
