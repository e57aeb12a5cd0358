import { valueReaders } from './values'
import type { PastedField } from './values'
import { readWrapped } from './wrappedLines'

/** A value that stands behind its name, and where in the text the name begins. */
export type NamedValue = { field: PastedField; value: string; at: number }

// The names under which tools, shells, SDKs and AWS itself write each value, in any spelling: aws_access_key_id,
// AccessKeyId, "Access key ID", TONIC_AWS_ACCESS_KEY_ID, aws.accessKeyId, AWSSecretKey, x_security_token_expires…
const s = '[-_. ]?'
const names = new RegExp(
  `(?<![A-Za-z0-9])(?:aws)?(?:${[
    `(?<secretKey>secret${s}(?:access${s})?key)`,
    `(?<accessKey>access${s}key(?:${s}id)?)`,
    `(?<sessionToken>(?:session|security)${s}token|(?<![-_])token)`,
    `(?<region>(?<!sso[-_. ])region(?:${s}name)?)`,
    `(?<expiresAt>expir(?:ation|es|y)(?:${s}(?:at|date|time))?)`,
    `(?<roleArn>role${s}arn)`,
    `(?<sessionName>role${s}session${s}name)`,
    `(?<durationSeconds>duration${s}seconds)`,
  ].join('|')})(?![A-Za-z0-9_-])`,
  'gi',
)

// What stands between a name and its value: = : := => , | > or white space, the end of a quote before it, a former
// value in brackets as `aws configure` shows it, or the word value of a list of names and values.
const between =
  /\\*["']?\]?(?:[ \t]*\[[^\]\n]{0,60}\])?(?:[\s,]*["']?value\\*["']?)?(?:\s*(?:=>|:=|[=:>|,])\s*(?:[|>][-+]?\n\s*)?|\s+)/iy

/** More names than any paste has; what follows them is noise. */
const mostNames = 2_000

/** Finds every value that stands behind a name it is known by, in the order of the text. */
export function findNamedValues(text: string): NamedValue[] {
  const found: NamedValue[] = []
  for (const match of [...text.matchAll(names)].slice(0, mostNames)) {
    const named = fieldOf(match.groups ?? {})
    between.lastIndex = match.index + match[0].length
    if (!named || !between.test(text)) continue
    // Any short word would do for these: one on another line is taken for something else.
    const isFar = text.slice(match.index, between.lastIndex).includes('\n')
    if (isFar && (named === 'sessionName' || named === 'durationSeconds')) continue
    const one = readValue(named, text, between.lastIndex)
    if (one) found.push({ ...one, at: match.index })
  }
  return found
}

function fieldOf(groups: Record<string, string | undefined>): PastedField | undefined {
  return (Object.keys(valueReaders) as PastedField[]).find((field) => groups[field] !== undefined)
}

function readValue(named: PastedField, text: string, at: number): Omit<NamedValue, 'at'> | undefined {
  const raws = [quotedAt(text, at), unquotedAt(named, text, at)].filter((raw) => raw !== undefined)
  // An access key and a secret key that changed places are told apart by their shape.
  const fields: PastedField[] = named === 'secretKey' ? ['accessKey', 'secretKey'] : [named]
  if (named === 'accessKey') fields.push('secretKey')
  for (const raw of raws) {
    for (const field of fields) {
      const value = valueReaders[field](raw)
      const isOther = named === 'accessKey' && field === 'secretKey' && value?.length !== 40
      if (value !== undefined && !isOther) return { field, value }
    }
  }
  return undefined
}

function quotedAt(text: string, at: number): string | undefined {
  const [opening, quote] = /^\\*(["'`])/.exec(text.slice(at, at + 8)) ?? []
  if (opening === undefined || quote === undefined) return undefined
  const start = at + opening.length
  const end = text.indexOf(quote, start)
  return end === -1 || end - start > 20_000 ? undefined : unescaped(text.slice(start, end))
}

// JSON may escape a slash, a plus or an equals sign; in a text inside a text, the closing quote is escaped too.
function unescaped(text: string): string {
  return text
    .replace(/\\+u00([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\+(?=\/|$)/g, '')
}

function unquotedAt(field: PastedField, text: string, at: number): string {
  const from = at + (/^\\*["'`]?/.exec(text.slice(at, at + 8))?.[0].length ?? 0)
  if (field === 'expiresAt') return text.slice(from, from + 40)
  const plain = /^[^\s;&|"'`,})\]<>]*/.exec(text.slice(from, from + 20_000))?.[0] ?? ''
  if (field !== 'secretKey' && field !== 'sessionToken') return plain
  const wrapped = readWrapped(text, from, field)
  return wrapped.length > plain.length ? wrapped : plain
}
