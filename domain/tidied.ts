/** Signs that are not seen and belong to no value: zero width, direction marks, soft hyphens, byte order marks. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g

/** A typed text without the signs that nobody sees. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '')
}

/** A typed text without invisible signs, white space around it, and a pair of quotes around it. */
export function tidied(text: string): string {
  const plain = withoutInvisible(text).trim()
  const inner = /^(?:"(.*)"|'(.*)'|`(.*)`|“(.*)[”“]|‘(.*)[’‘]|«(.*)»)$/s
    .exec(plain)
    ?.slice(1)
    .find((part) => part !== undefined)
  return (inner ?? plain).trim()
}
