import fc from 'fast-check'
import { expect, it } from 'vitest'
import { blankConnection } from '../connection'
import { findLookalikes } from '../lookalikes'
import { describePasted } from './describe'
import { wrap } from './madeUp.fixture'
import { readPasted, readPastedInto } from './paste'
import type { Pasted } from './paste'

const letters = (alphabet: string, min: number, max = min): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: min, maxLength: max })
    .map((characters) => characters.join(''))
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const base64 = `${upper}${upper.toLowerCase()}0123456789+/`

type Keys = { key: string; secret: string; token: string }
const keys: fc.Arbitrary<Keys> = fc.record({
  key: letters(`${upper}234567`, 16).map((rest) => `ASIA${rest}`),
  // A word of one kind of letter alone, such as a hash, is not recognised by its shape.
  secret: letters(base64, 37).map((rest) => `${rest}aZ7`),
  token: letters(base64, 25, 300).map((quarter) => quarter.repeat(4)),
})

const shapes: readonly ((keys: Keys) => string)[] = [
  ({ key, secret, token }) =>
    `export AWS_ACCESS_KEY_ID=${key}\nexport AWS_SECRET_ACCESS_KEY=${secret}\nexport AWS_SESSION_TOKEN=${token}`,
  ({ key, secret, token }) =>
    `$Env:AWS_ACCESS_KEY_ID="${key}"\r\n$Env:AWS_SECRET_ACCESS_KEY="${secret}"\r\n$Env:AWS_SESSION_TOKEN="${wrap(token, 70)}"`,
  ({ key, secret, token }) =>
    `set AWS_ACCESS_KEY_ID=${key}&&set AWS_SECRET_ACCESS_KEY=${secret}&&set AWS_SESSION_TOKEN=${token}`,
  ({ key, secret, token }) =>
    `set -gx AWS_SECRET_ACCESS_KEY '${secret}'; set -gx AWS_SESSION_TOKEN '${token}'; set -gx AWS_ACCESS_KEY_ID '${key}'`,
  ({ key, secret, token }) =>
    JSON.stringify({ Credentials: { AccessKeyId: key, SecretAccessKey: secret, SessionToken: token } }),
  ({ key, secret, token }) =>
    `[profile]\naws_access_key_id = ${key}\naws_secret_access_key = ${secret}\naws_session_token = ${token}`,
  ({ key, secret, token }) => `${key}\n${secret}\n${token}`,
  ({ key, secret, token }) =>
    `accessKeyId: ${key}\nsecretAccessKey: "${secret}"\nsessionToken: |\n  ${token.replace(/\n/g, '\n  ')}`,
]
const block = fc.tuple(keys, fc.constantFrom(...shapes)).map(([one, shape]) => ({ ...one, text: shape(one) }))

/** What may stand around a secret: names with nothing behind them, openings, and anything else. */
const noise = fc.oneof(
  fc.constantFrom(
    ...[
      'role_session_name =',
      'role_arn = arn:aws:iam::111122223333:role/',
      'region:',
      '[',
      ']',
      '[profile ',
    ],
    ...[
      '"',
      "'",
      '“',
      '{',
      '\\',
      '\\"',
      '`',
      ';',
      '&&',
      '#',
      'aws_access_key_id',
      'Expiration":',
      'duration_seconds',
    ],
    ...[
      'https://signin.aws.amazon.com/switchrole?account=111122223333&roleName=',
      'localhost:8000',
      'eu-west-1',
    ],
    ...[
      'arn:aws:sts::111122223333:assumed-role/Reader/me',
      'AWS_SECRET_ACCESS_KEY=',
      'token',
      '\r\n',
      '\t',
      '\0',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

/** Everything of a paste that may be shown, kept and logged. */
function openParts(pasted: Pasted): string {
  return `${JSON.stringify({ ...pasted, secrets: undefined })} ${describePasted(pasted, 0)}`
}

/** Whether a text has a piece of a secret that is too long to be there by chance. */
function hasPieceOf(secret: string, text: string): boolean {
  for (let at = 0; at + 16 <= secret.length; at++) {
    if (text.includes(secret.slice(at, at + 16))) return true
  }
  return false
}

it('reads back every key, secret and token from every notation', () => {
  fc.assert(
    fc.property(block, ({ key, secret, token, text }) => {
      const reading = readPasted(text)
      expect(reading.ok && reading.value.fields).toEqual({ accessKey: key })
      expect(reading.ok && reading.value.secrets).toEqual({ secretKey: secret, sessionToken: token })
    }),
    { numRuns: 500 },
  )
})

it('never puts a secret, or a piece of one, where it may be seen', () => {
  const lines = fc.array(fc.tuple(noise, fc.constantFrom(' ', '\n', '\n  ', '=', ': ')), { maxLength: 6 })
  fc.assert(
    fc.property(block, lines, lines, fc.integer({ min: 20, max: 100 }), (one, before, after, width) => {
      const around = (list: [string, string][]): string => list.flat().join('')
      for (const inner of [one.text, wrap(one.text, width), one.secret, one.token, `"${one.secret}"`]) {
        const text = `${around(before)} ${inner}\n${around(after)}`
        const reading = readPasted(text)
        const said = reading.ok ? openParts(reading.value) : reading.sentence
        expect(hasPieceOf(one.secret, said) || hasPieceOf(one.token, said)).toBe(false)
      }
    }),
    { numRuns: 1_000 },
  )
})

it('never throws, whatever is pasted', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 2_000 }),
    fc.array(fc.oneof(noise, letters(base64, 1, 60)), { maxLength: 80 }).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(text, (pasted) => {
      readPasted(pasted)
      readPastedInto('roleArn', pasted)
    }),
    { numRuns: 2_000 },
  )
})

it.each([
  'token "',
  "secret key='",
  '[',
  'A',
  'a-',
  '\\',
  'https://',
  'arn:aws:iam::111122223333:role/',
  '\n',
  'aws_session_token=\n',
])('comes to its end with 100,000 times %j', (piece) => {
  expect(readPasted(piece.repeat(100_000))).toBeDefined()
  expect(readPasted(`AKIARTX3GSDSQEXAMPLE ${piece.repeat(100_000)}`)).toBeDefined()
})

type Set = Keys & { region: string; label: string }
const labels = fc.uniqueArray(
  letters('abcdefghijklmnopqrstuvwxyz', 3, 8).filter((name) => !/^(aws|tonic)/.test(name)),
  {
    minLength: 2,
    maxLength: 2,
  },
)
const regions = fc.shuffledSubarray(['eu-west-1', 'us-east-1', 'ap-south-1'], { minLength: 2, maxLength: 2 })
const twoSets = fc
  .tuple(keys, keys, labels, regions)
  .map(([one, other, [a = 'a', b = 'b'], [x = '', y = '']]): [Set, Set] => [
    { ...one, label: a, region: x },
    { ...other, label: b, region: y },
  ])

/** Every notation of two sets; `lines` may put the values of a set in any order, and the region on either end. */
const pairs: readonly ((sets: [Set, Set], order: number) => string)[] = [
  (sets, order) => sets.map((one) => `[${one.label}] # ${order}\n${iniOf(one, order)}`).join('\n'),
  (sets, order) => sets.map((one) => `[profile ${one.label}]\n${iniOf(one, order)}`).join(''),
  (sets, order) => sets.map((one) => linesOf(one, order, `${one.label.toUpperCase()}_AWS_`, '')).join(''),
  (sets, order) => sets.map((one) => linesOf(one, order, 'AWS_', `_${one.label.toUpperCase()}`)).join(''),
  (sets, order) =>
    interleaved(sets.map((one) => linesOf(one, order, `${one.label.toUpperCase()}_AWS_`, '').split('\n'))),
  (sets, order) => JSON.stringify(Object.fromEntries(sets.map((one) => [one.label, objectOf(one, order)]))),
  (sets, order) =>
    JSON.stringify(
      sets.map((one) => objectOf(one, order)),
      undefined,
      2,
    ),
  (sets, order) => sets.map((one) => `${one.label}:\n${iniOf(one, order, '  ', ': ')}`).join(''),
  (sets, order) => sets.map((one) => iniOf(one, order)).join('\n'),
  (sets, order) => sets.map((one) => iniOf(one, order)).join(''),
  (sets) => sets.map(({ key, secret, token, region }) => `${key} ${secret} ${token} ${region}`).join('\n'),
  (sets) =>
    `User Name,Access key ID,Secret access key\n${sets.map((one) => `${one.label},${one.key},${one.secret}\n`).join('')}`,
  (sets) =>
    [
      ...sets.map(({ key }) => `access_key_id: ${key}`),
      ...sets.map(({ secret }) => `secret_access_key: ${secret}`),
    ].join('\n'),
  (sets) => [...sets.map(({ secret }) => secret), ...sets.map(({ key }) => key)].join('\n'),
]

function valuesOf({ key, secret, token, region }: Set, order: number): [string, string][] {
  const list: [string, string][] = [
    ['ACCESS_KEY_ID', key],
    ['SECRET_ACCESS_KEY', secret],
    ['SESSION_TOKEN', token],
  ]
  const turned = [...list.slice(order % 3), ...list.slice(0, order % 3)]
  return order % 2 === 0 ? [...turned, ['REGION', region]] : [['REGION', region], ...turned]
}
function linesOf(one: Set, order: number, before: string, behind: string): string {
  return valuesOf(one, order)
    .map(([name, value]) => `${before}${name}${behind}=${value}\n`)
    .join('')
}
function iniOf(one: Set, order: number, indent = '', between = ' = '): string {
  return valuesOf(one, order)
    .map(
      ([name, value]) =>
        `${indent}${name === 'REGION' ? 'region' : `aws_${name.toLowerCase()}`}${between}${value}\n`,
    )
    .join('')
}
function objectOf(one: Set, order: number): object {
  const names = {
    ACCESS_KEY_ID: 'accessKeyId',
    SECRET_ACCESS_KEY: 'secretAccessKey',
    SESSION_TOKEN: 'sessionToken',
    REGION: 'region',
  }
  return Object.fromEntries(
    valuesOf(one, order).map(([name, value]) => [names[name as keyof typeof names], value]),
  )
}
function interleaved(lists: string[][]): string {
  const [first = [], second = []] = lists
  return first.flatMap((line, at) => [line, second[at] ?? '']).join('\n')
}

it('never mixes the values of two sets, in whatever notation they stand', () => {
  fc.assert(
    fc.property(twoSets, fc.constantFrom(...pairs), fc.nat(5), ([one, other], notation, order) => {
      const reading = readPasted(notation([one, other], order))
      if (!reading.ok) return
      const { fields, secrets, others } = reading.value
      const found = [fields.accessKey, secrets.secretKey, secrets.sessionToken, fields.region].filter(Boolean)
      const of = (set: Set): boolean =>
        found.every((value) => [set.key, set.secret, set.token, set.region].includes(value ?? ''))
      expect(of(one) || of(other)).toBe(true)
      expect(others).toBeGreaterThan(0)
    }),
    { numRuns: 3_000 },
  )
})

it('puts nothing that reads like a secret into a field that is not for one', () => {
  const around = fc.array(fc.oneof(noise, letters(base64, 1, 60)), { maxLength: 8 })
  fc.assert(
    fc.property(
      block,
      around,
      around,
      fc.constantFrom(' ', '\n', '=', ': '),
      (one, before, after, between) => {
        const text = [...before, one.secret, one.text, one.token, ...after].join(between)
        const reading = readPasted(text)
        const fields = reading.ok ? reading.value.fields : {}
        expect(findLookalikes({ ...blankConnection(), ...fields })).toEqual([])
        for (const field of ['server', 'sessionName', 'region', 'port'] as const) {
          const into = readPastedInto(field, text)
          expect(findLookalikes({ ...blankConnection(), ...into?.fields })).toEqual([])
        }
      },
    ),
    { numRuns: 1_000 },
  )
})
