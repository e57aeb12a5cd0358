import { findRegion } from '../regions'
import { looksLikeSecretKey, shortestToken } from '../secretShape'
import { valueReaders } from './values'
import type { PastedValues } from './values'
import { readWrapped } from './wrappedLines'

/**
 * Recognises an access key and its secret key by their shapes alone, with a token, a region and an expiry beside
 * them; undefined unless both keys are there. Lengths: 20 and 40 characters, and 100 or more of a token.
 */
export function findBareValues(text: string): PastedValues | undefined {
  const key = /(?<![A-Za-z0-9+/])A[KS]IA[A-Z0-9]{16}(?![A-Za-z0-9+/=])/.exec(text)
  const secret = [...text.matchAll(/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g)].find(([word]) =>
    looksLikeSecretKey(word),
  )
  if (!key || !secret) return undefined
  const token = findToken(text)
  const region = text.split(/[\s,;"'|]+/).find((word) => findRegion(word))
  const moment = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?/.exec(text)?.[0]
  const expiresAt = moment === undefined ? undefined : valueReaders.expiresAt(moment)
  return {
    accessKey: key[0],
    secretKey: secret[0],
    ...(token !== undefined && { sessionToken: token }),
    ...(region !== undefined && { region }),
    ...(expiresAt !== undefined && { expiresAt }),
  }
}

function findToken(text: string): string | undefined {
  for (const { index } of text.matchAll(/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{50,}/g)) {
    const token = readWrapped(text, index, 'sessionToken')
    if (token.length >= shortestToken) return token
  }
  return undefined
}
