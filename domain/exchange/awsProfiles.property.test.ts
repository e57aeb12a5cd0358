import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readAwsProfiles, viewProfile, workspaceOfProfile } from './awsProfiles'
import { findLookalikes } from '../connection/lookalikes'

type Set = { name: string; key: string; secret: string; region: string }
const sets: readonly [Set, Set] = [
  {
    name: 'old',
    key: 'AKIARTX3GSDSQEXAMPLE',
    secret: 'NotASecret+1/'.repeat(4).slice(0, 40),
    region: 'us-east-1',
  },
  {
    name: 'new',
    key: 'AKIARTX3GSDSQSECOND2',
    secret: 'AnotherOne/2+'.repeat(4).slice(0, 40),
    region: 'eu-west-1',
  },
]

const linesOf = ({ name, key, secret, region }: Set, order: number): string[] => {
  const values = [`aws_access_key_id = ${key}`, `aws_secret_access_key = ${secret}`, `region = ${region}`]
  return [`[${name}]`, ...values.slice(order), ...values.slice(0, order), '']
}

/** What happens to files: a line feed that is lost or added, a sign that is lost, a line that is doubled or gone. */
const damages: readonly ((text: string, at: number) => string)[] = [
  (text, at) => withoutLineFeed(text, at),
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at) => `${text.slice(0, at)}\n${text.slice(at)}`,
  (text, at) => changeLine(text, at, (line) => [line, line]),
  (text, at) => changeLine(text, at, () => []),
  (text, at) => changeLine(text, at, (line) => [line.replace(/[[\]]/, '')]),
  (text, at) => changeLine(text, at, (line) => [line.replace('=', '')]),
  (text, at) => changeLine(text, at, (line) => [`  ${line}`]),
]

function withoutLineFeed(text: string, at: number): string {
  const next = text.indexOf('\n', at)
  return next === -1 ? text : text.slice(0, next) + text.slice(next + 1)
}
function changeLine(text: string, at: number, change: (line: string) => string[]): string {
  const lines = text.split('\n')
  const index = at % lines.length
  return [...lines.slice(0, index), ...change(lines[index] ?? ''), ...lines.slice(index + 1)].join('\n')
}

const damagedFiles = fc
  .tuple(
    fc.nat(2),
    fc.nat(2),
    fc.boolean(),
    fc.array(fc.tuple(fc.constantFrom(...damages), fc.nat(400)), { minLength: 1, maxLength: 3 }),
  )
  .map(([one, other, isSwapped, harm]) => {
    const blocks = [linesOf(sets[0], one), linesOf(sets[1], other)]
    const text = (isSwapped ? blocks.toReversed() : blocks).flat().join('\n')
    return harm.reduce((left, [damage, at]) => damage(left, at % Math.max(1, left.length)), text)
  })

/** Whose a value is; one that was cut is nobody's. */
const ownersOf = (value: string): Set[] =>
  sets.filter((set) => [set.key, set.secret, set.region].includes(value))

it('never mixes the values of two profiles, however the file is damaged', () => {
  fc.assert(
    fc.property(damagedFiles, (text) => {
      for (const profile of readAwsProfiles('', text)) {
        if ('refusal' in profile) continue
        const { source, secrets } = profile
        const values = [source.accessKey, secrets.secretKey ?? '', source.region]
        const owners = new Set(values.flatMap(ownersOf))
        expect([...owners].length).toBeLessThan(2)
        const [owner] = owners
        const isNamed = sets.some(({ name }) => name === profile.name)
        if (owner && isNamed && secrets.secretKey !== undefined) expect(profile.name).toBe(owner.name)
      }
    }),
    { numRuns: 5_000 },
  )
})

it('neither shows nor imports anything that looks like a secret', () => {
  const key = fc.constantFrom(
    'region',
    'role_arn',
    'role_session_name',
    'source_profile',
    'duration_seconds',
    'endpoint_url',
    'aws_access_key_id',
    'external_id',
    'services',
  )
  const value = fc.constantFrom(
    sets[0].secret,
    `x ${sets[0].secret}`,
    `"${sets[1].secret}"`,
    'eu-west-1',
    'arn:aws:iam::111122223333:role/Reader',
    `http://${sets[0].secret}:8000`,
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(key, value), { maxLength: 6 }),
      fc.constantFrom('default', sets[0].secret),
      (lines, name) => {
        const text = `[${name}]\n${lines.map(([one, of]) => `${one} = ${of}\n`).join('')}`
        for (const profile of readAwsProfiles(text, text)) {
          const workspace = workspaceOfProfile(profile, true)
          const shown = JSON.stringify([viewProfile(profile), workspace])
          expect(sets.some(({ secret }) => shown.includes(secret))).toBe(false)
          if (workspace) expect(findLookalikes(workspace.source)).toEqual([])
        }
      },
    ),
    { numRuns: 2_000 },
  )
})
