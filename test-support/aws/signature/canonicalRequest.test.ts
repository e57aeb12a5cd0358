import { describe, expect, it } from 'vitest'
import { canonicalRequest, sha256, type RawRequest } from './canonicalRequest'

const request: RawRequest = {
  method: 'GET',
  url: '/',
  headers: { host: ['example.com'], 'x-amz-date': ['20261122T100000Z'] },
  body: new Uint8Array(),
}

describe('canonicalRequest', () => {
  it('hashes the received body, with or without a hash header', () => {
    const body = Buffer.from('{}')
    expect(canonicalRequest({ ...request, body }, ['host', 'x-amz-date'])).toBe(
      `GET\n/\n\nhost:example.com\nx-amz-date:20261122T100000Z\n\nhost;x-amz-date\n${sha256(body)}`,
    )
    const headers = { ...request.headers, 'x-amz-content-sha256': [sha256('')] }
    expect(canonicalRequest({ ...request, headers, body }, ['host'])).toMatch(new RegExp(`${sha256(body)}$`))
  })

  it('knows the hash of an empty body', () => {
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    expect(canonicalRequest(request, ['host']).split('\n').at(-1)).toBe(empty)
  })

  it('sorts and encodes the query, and encodes the path once more', () => {
    const url = "/a%20b/c?b=2&a=~x'&a=%C3%A9&c"
    const [, path, query] = canonicalRequest({ ...request, url }, ['host']).split('\n')
    expect(path).toBe('/a%2520b/c')
    expect(query).toBe('a=%C3%A9&a=~x%27&b=2&c=')
  })

  it('trims header values and joins repeated ones', () => {
    const headers = { host: [' example.com '], 'x-amz-meta': ['a   b', 'c'] }
    const lines = canonicalRequest({ ...request, headers }, ['host', 'x-amz-meta']).split('\n')
    expect(lines.slice(3, 5)).toEqual(['host:example.com', 'x-amz-meta:a b,c'])
  })
})
