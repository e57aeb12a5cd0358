import { valueReaders } from './values'
import type { PastedField } from './values'
import { readWrapped } from './wrappedLines'

/**
 * A value after its name, and where in the text the name begins. `label` is the prefix of the name, such as `PROD` in
 * `PROD_AWS_REGION`, or its suffix. A `localKey` is an access key that only a local instance accepts.
 */
export type NamedValue = { field: PastedField | 'localKey'; value: string; at: number; label?: string }

// The names that tools, shells, SDKs and AWS use for each value, in any spelling: aws_access_key_id,
// AccessKeyId, "Access key ID", TONIC_AWS_ACCESS_KEY_ID, aws.accessKeyId, AWSSecretKey, x_security_token_expires…
const s = '[-_. ]?'
const names = new RegExp(
  `(?<![A-Za-z0-9])(?:aws)?(?:${[
    `(?<secretKey>secret${s}(?:access${s})?key)`,
    `(?<accessKey>access${s}key(?:${s}id)?)`,
    `(?<sessionToken>(?:session|security)${s}token|(?<![-_])token)`,
    `(?<region>(?<!sso[-_. ])region(?:${s}(?:name|static|code|id))?)`,
    `(?<expiresAt>expir(?:ation|es|y)(?:${s}(?:at|date|time))?)`,
    `(?<roleArn>role${s}arn)`,
    `(?<sessionName>role${s}session${s}name)`,
    `(?<durationSeconds>duration${s}seconds)`,
    `(?<accountId>(?<!sso[-_. ]|[?&])account(?:${s}(?:id|number))?)`,
    `(?<roleName>(?<!sso[-_. ]|[?&])role(?:${s}name)?)`,
  ].join('|')})(?:_(?!expir)(?<suffix>[A-Z0-9]{1,30}))?(?![A-Za-z0-9_-])`,
  'gi',
)

// The separator of a name and its value: = : := => , | > or white space, after a closing quote, a previous value in
// brackets as in `aws configure`, or the word "value" in a list of names and values.
const between =
  /\\*["']?\]?(?:[ \t]*\[[^\]\n]{0,60}\])?(?:[\s,]*["']?value\\*["']?)?(?:\s*(?:=>|:=|=+|[:>|,])\s*(?:[|>][-+]?\n\s*)?|\s+)/iy

/** The most names that are read; real texts have fewer. */
const mostNames = 2_000

/** Finds every value after one of its names, in the order of the text. */
export function findNamedValues(text: string): NamedValue[] {
  const found: NamedValue[] = []
  // All values of a Kubernetes Secret are in base64.
  const isWrapped = /\bkind["']?\s*:\s*["']?Secret\b/.test(text) && !/\bstringData\b/.test(text)
  for (const match of [...text.matchAll(names)].slice(0, mostNames)) {
    const named = fieldOf(match.groups ?? {})
    between.lastIndex = match.index + match[0].length
    if (!named || !between.test(text)) continue
    // Any short word would fit these values, so the value must be on the same line.
    const isFar = text.slice(match.index, between.lastIndex).includes('\n')
    if (isFar && nearOnly.includes(named)) continue
    // The word by itself is ordinary English; it is a name only before a separator.
    const isWord = named === 'roleName' && match[0].toLowerCase() === 'role'
    if (isWord && !/[:=]/.test(text.slice(match.index, between.lastIndex))) continue
    const one = readValue(named, text, between.lastIndex, isWrapped)
    const label = labelOf(text, match.index, match.groups?.['suffix'])
    if (one) found.push({ ...one, at: match.index, ...(label !== undefined && { label }) })
  }
  return found
}

const nearOnly: readonly PastedField[] = ['sessionName', 'durationSeconds', 'accountId', 'roleName']

function fieldOf(groups: Record<string, string | undefined>): PastedField | undefined {
  return (Object.keys(valueReaders) as PastedField[]).find((field) => groups[field] !== undefined)
}

/** The part of a variable's name that identifies its set: `DEV` in `DEV_AWS_REGION` and in `AWS_REGION_DEV`. */
function labelOf(text: string, at: number, suffix: string | undefined): string | undefined {
  if (suffix !== undefined) return suffix.toUpperCase()
  const before = text.slice(Math.max(0, at - 60), at)
  const inCapitals = /^[A-Z]/.test(text.slice(at))
  const [, label] =
    /(?:^|[^A-Za-z0-9_])([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*?)[_.-]aws(?:[_.-][A-Za-z]+)?[_.-]$/i.exec(
      before,
    ) ??
    (inCapitals ? /(?:^|[^A-Za-z0-9_])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)_$/.exec(before) : undefined) ??
    []
  return label === undefined || /^(aws|tonic|default|tf_var)(_|$)/i.test(label)
    ? undefined
    : label.toUpperCase()
}

function readValue(
  named: PastedField,
  text: string,
  at: number,
  isWrapped: boolean,
): Pick<NamedValue, 'field' | 'value'> | undefined {
  const raws = [quotedAt(text, at), unquotedAt(named, text, at)].filter((raw) => raw !== undefined)
  // An access key and a secret key in each other's place are recognised by their shape.
  const fields: PastedField[] = named === 'secretKey' ? ['accessKey', 'secretKey'] : [named]
  if (named === 'accessKey') fields.push('secretKey')
  for (const raw of raws) {
    // If a value is a key only after unwrapping, the line was wrapped.
    const unwrapped = isWrapped || named === 'accessKey' ? fromBase64(raw) : undefined
    for (const field of fields) {
      const inside = unwrapped === undefined ? undefined : valueReaders[field](unwrapped)
      if (inside !== undefined && (isWrapped || field === 'accessKey')) return { field, value: inside }
      if (isWrapped) continue
      const value = valueReaders[field](raw)
      const isOther = named === 'accessKey' && field === 'secretKey' && value?.length !== 40
      if (value !== undefined && !isOther) return { field, value }
    }
  }
  const [local] = raws
  return named === 'accessKey' && !isWrapped && local !== undefined && /^[A-Za-z0-9]{1,30}$/.test(local)
    ? { field: 'localKey', value: local }
    : undefined
}

function fromBase64(text: string): string | undefined {
  const packed = text.replace(/\s/g, '')
  if (packed.length < 4 || packed.length > 30_000 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return undefined
  let bits = 0
  let count = 0
  let inside = ''
  for (const letter of packed.replace(/=/g, '')) {
    bits = ((bits << 6) | base64.indexOf(letter)) & 0xffff
    count += 6
    if (count < 8) continue
    count -= 8
    inside += String.fromCharCode((bits >> count) & 0xff)
  }
  return /^[\x20-\x7e\s]+$/.test(inside) ? inside : undefined
}
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function quotedAt(text: string, at: number): string | undefined {
  const [opening, quote] = /^\\*(["'`])(?:\1(?=[A-Za-z0-9+/]))?/.exec(text.slice(at, at + 8)) ?? []
  if (opening === undefined || quote === undefined) return undefined
  const start = at + opening.length
  const end = text.indexOf(quote, start)
  return end === -1 || end - start > 20_000 ? undefined : unescaped(text.slice(start, end))
}

// JSON may escape a slash, a plus or an equals sign; in JSON inside a JSON string, quotes are escaped as well.
function unescaped(text: string): string {
  return text
    .replace(/\\+u00([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\+(?=\/|$)/g, '')
}

function unquotedAt(field: PastedField, text: string, at: number): string {
  const from = at + (/^\\*["'`]*/.exec(text.slice(at, at + 8))?.[0].length ?? 0)
  if (field === 'expiresAt') return text.slice(from, from + 40)
  const plain = /^[^\s;&|"'`,})\]<>]*/.exec(text.slice(from, from + 20_000))?.[0] ?? ''
  if (field !== 'secretKey' && field !== 'sessionToken') return plain
  const wrapped = readWrapped(text, from, field)
  return wrapped.length > plain.length ? wrapped : plain
}
