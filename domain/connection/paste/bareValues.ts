import { looksLikeSecretKey, shortestToken } from '../../secret/secretShape'
import { lineAt } from './enclosingRanges'
import type { Span } from './enclosingRanges'
import { valueReaders } from './values'
import type { PastedValues } from './values'
import { readWrapped } from './wrappedLines'

/** Keys recognised only by their shape, and the position of the access key in the text. */
export type BareSet = { values: PastedValues; at: number }

type Found = { text: string; at: number }

const accessKeys = /(?<![A-Za-z0-9+/])A[KS]IA[A-Z0-9]{16}(?![A-Za-z0-9+/=])/g
const secretKeys = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g
const moments = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?/

/**
 * Recognises access keys (20 characters) and secret keys (40 characters) by their shape, with a token (100 characters
 * or more) and an expiry next to them. If there are several sets, each must have key and secret on one line or between
 * the same neighbours; ambiguous keys are not read. A key that begins with AKIA has no expiry.
 */
export function findBareSets(text: string): BareSet[] {
  const keys = distinct([...text.matchAll(accessKeys)].slice(0, mostSets).map(found))
  const secrets = distinct(
    [...text.matchAll(secretKeys)]
      .map(found)
      .filter(({ text: word }) => looksLikeSecretKey(word))
      .slice(0, mostSets),
  )
  const [only] = keys
  if (keys.length === 1 && only && secrets[0]) {
    return [setOf(text, only, secrets[0], { from: 0, to: text.length })]
  }
  return pair(text, keys, secrets).map(([key, secret, span]) => setOf(text, key, secret, span))
}
const mostSets = 200

const found = (match: RegExpExecArray): Found => ({ text: match[0], at: match.index })

function distinct(all: Found[]): Found[] {
  const seen = new Set<string>()
  return all.filter(({ text }) => !seen.has(text) && seen.add(text))
}

/** Pairs each key with a secret that can belong to no other key. */
function pair(text: string, keys: Found[], secrets: Found[]): [Found, Found, Span][] {
  const spansOf = [
    ({ at }: Found) => lineAt(text, at),
    (key: Found, at: number) => ({ from: key.at, to: keys[at + 1]?.at ?? text.length }),
    (key: Found, at: number) => ({ from: keys[at - 1]?.at ?? 0, to: key.at }),
  ]
  for (const spanOf of spansOf) {
    const pairs = keys.map((key, at) => {
      const span = spanOf(key, at)
      const inside = secrets.filter((secret) => secret.at >= span.from && secret.at < span.to)
      const others = keys.filter((one) => one !== key && one.at > span.from && one.at < span.to)
      return inside.length === 1 && inside[0] && others.length === 0
        ? { key, secret: inside[0], span }
        : undefined
    })
    // Either all keys have their secret in this way, or the text has another layout.
    if (pairs.length > 0 && pairs.every((one) => one !== undefined)) {
      return pairs.map(({ key, secret, span }) => [key, secret, span])
    }
  }
  return []
}

function setOf(text: string, key: Found, secret: Found, span: Span): BareSet {
  const around = text.slice(span.from, span.to)
  const token = findToken(around)
  const moment = key.text.startsWith('ASIA') ? moments.exec(around)?.[0] : undefined
  const expiresAt = moment === undefined ? undefined : valueReaders.expiresAt(moment)
  return {
    values: {
      accessKey: key.text,
      secretKey: secret.text,
      ...(token !== undefined && { sessionToken: token }),
      ...(expiresAt !== undefined && { expiresAt }),
    },
    at: key.at,
  }
}

function findToken(text: string): string | undefined {
  for (const { index } of text.matchAll(/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{50,}/g)) {
    const token = readWrapped(text, index, 'sessionToken')
    if (token.length >= shortestToken) return token
  }
  return undefined
}
