import { createHash } from 'node:crypto'

/** Header values by lower-case name, one entry per occurrence, as Node's `headersDistinct` gives them. */
export type HeaderValues = Readonly<Record<string, readonly string[] | undefined>>

/** A request as it came off the wire: `url` is the path with its query, `body` the bytes that arrived. */
export interface RawRequest {
  readonly method: string
  readonly url: string
  readonly headers: HeaderValues
  readonly body: Uint8Array
}

/** Returns the SHA-256 of text or bytes in lower-case hexadecimal. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** Returns the value of a header, repeated ones joined by a comma, or undefined when it was not sent. */
export function headerOf(headers: HeaderValues, name: string): string | undefined {
  return headers[name]?.map((value) => value.trim().replace(/ +/g, ' ')).join(',')
}

/** Writes a request in the canonical form that Signature Version 4 hashes, from what really arrived. */
export function canonicalRequest(request: RawRequest, signedHeaders: readonly string[]): string {
  const [path = '/', ...query] = request.url.split('?')
  return [
    request.method,
    path.split('/').map(percentEncode).join('/') || '/',
    canonicalQuery(query.join('?')),
    ...signedHeaders.map((name) => `${name}:${headerOf(request.headers, name) ?? ''}`),
    '',
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n')
}

function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', ...value] = part.split('=')
      return [percentEncode(decode(name)), percentEncode(decode(value.join('=')))] as const
    })
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
