import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSecretsInUse } from './secretsInUse'

const secret = randomBytes(30).toString('base64')
const token = randomBytes(900).toString('base64')

function gateFor(...secrets: string[]) {
  const gate = createSecretsInUse()
  for (const one of secrets) gate.add(one)
  return gate
}

/** Every piece of twelve letters and digits of a text. */
function piecesOf(text: string): string[] {
  const letters = text.replace(/[^A-Za-z0-9]/g, '')
  return Array.from({ length: letters.length - 11 }, (_, at) => letters.slice(at, at + 12))
}

describe('a text that holds a secret loses it', () => {
  it.each<[string, (text: string) => string]>([
    ['whole', (text) => text],
    ['in capitals', (text) => text.toUpperCase()],
    ['in small letters', (text) => text.toLowerCase()],
    ['backwards', (text) => [...text].reverse().join('')],
    ['percent-encoded', encodeURIComponent],
    ['in base64', (text) => Buffer.from(text).toString('base64')],
    ['in base64 for URLs', (text) => Buffer.from(text).toString('base64url')],
    ['in base64 behind one other character', (text) => Buffer.from(`-${text}`).toString('base64')],
    ['in base64 behind two other characters', (text) => Buffer.from(`--${text}`).toString('base64')],
    ['in hex', (text) => Buffer.from(text).toString('hex')],
    [
      'in hex with colons',
      (text) =>
        Buffer.from(text)
          .toString('hex')
          .replace(/..(?=.)/g, '$&:'),
    ],
    [
      'in hex, as UUIDs are',
      (text) =>
        Buffer.from(text)
          .toString('hex')
          .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/g, '$1-$2-$3-$4-$5 '),
    ],
    ['in pieces of twelve', (text) => text.replace(/.{12}/g, '$&/')],
    ['in pieces of five', (text) => text.replace(/.{5}/g, '$&.')],
    ['without its signs', (text) => text.replace(/[+/=]/g, '')],
  ])('%s', (_how, encode) => {
    for (const value of [secret, token]) {
      const cleaned = gateFor(secret, token).withoutSecrets(`user/${encode(value)} of account`)
      for (const form of [value, [...value].reverse().join(''), encode(value)]) {
        const left = cleaned.replace(/[^A-Za-z0-9]/g, '').toLowerCase()
        for (const piece of piecesOf(form).map((one) => one.toLowerCase())) expect(left).not.toContain(piece)
      }
      expect(cleaned).toMatch(/^user\/.*\[secret removed\].* of account$/)
    }
  })

  it('a piece of twelve from any place in it', () => {
    const gate = gateFor(token)
    for (const piece of piecesOf(token)) expect(gate.withoutSecrets(`(${piece})`)).toBe('([secret removed])')
  })

  it('a piece of twelve in base64 from any place in it', () => {
    const gate = gateFor(token)
    for (let at = 0; at < 40; at++) {
      const piece = Buffer.from(token.slice(at, at + 24)).toString('base64')
      expect(gate.withoutSecrets(`a ${piece} b`)).not.toContain(piece.slice(4, 24))
    }
  })

  it('several in one text, each where it stood', () => {
    const gate = gateFor(secret, token)
    expect(gate.withoutSecrets(`(${secret}) and (${token}), 3 tables.`)).toBe(
      '([secret removed]) and ([secret removed]), 3 tables.',
    )
  })

  it('at every depth of a value, and nothing else of it changes', () => {
    const gate = gateFor(token)
    const value = {
      stages: [{ text: token, ms: 3, failure: { detail: { caller: `arn:${token}` } } }],
      none: null,
    }
    expect(gate.withoutSecrets(value)).toEqual({
      stages: [{ text: '[secret removed]', ms: 3, failure: { detail: { caller: 'arn:[secret removed]' } } }],
      none: null,
    })
  })
})

describe('a text without a secret stays as it is', () => {
  it.each([
    'Account 111122223333, arn:aws:sts::111122223333:assumed-role/Reader/TonicStructural-5d6a8d4e-2c52-4a3e-9d43-0f1d2c3b4a59',
    'dynamodb.eu-west-1.amazonaws.com:443 and sts.eu-west-1.amazonaws.com:443 answer',
    'Access key local in region us-east-1, for local instances alone',
  ])('%s', (text) => expect(gateFor(secret, token).withoutSecrets(text)).toBe(text))

  it('with a piece of eleven, which may be chance', () => {
    const letters = token.replace(/[^A-Za-z0-9]/g, '').slice(100, 111)
    expect(gateFor(token).withoutSecrets(`(é ${letters} é)`)).toBe(`(é ${letters} é)`)
  })

  it('although an emulator accepts a word as a secret', () => {
    expect(gateFor('test').withoutSecrets('The last test passed.')).toBe('The last test passed.')
  })

  it('of ten letters that is in use, if it is complete', () => {
    expect(gateFor('Kp3vQ8xZ1r').withoutSecrets('user/Kp3vQ8xZ1r')).toBe('user/[secret removed]')
  })
})
