import { describe, expect, it } from 'vitest'
import { blankConnection } from '../connection/connection'
import type { ConnectionForm } from '../connection/connection'
import { accountOf, judgePair, sharedAddress } from './pairRule'
import type { PairSide } from './pairRule'
import type { Place } from './testReport'

const machine = { names: ['laptop'], addresses: ['192.168.1.20', 'fe80::1%eth0'] }

const side = (form: Partial<ConnectionForm>, place?: Place): PairSide => ({
  form: { ...blankConnection(), ...form },
  place,
})
const local = (server: string, port = '8000', place?: Place) => side({ useLocal: true, server, port }, place)
const role = (account: string, partition = 'aws', place?: Place) =>
  side({ way: 'assumeRole', roleArn: `arn:${partition}:iam::${account}:role/Reader` }, place)
const key = (accessKey: string, place?: Place) => side({ way: 'userCredentials', accessKey }, place)
const environment = (place?: Place) => side({ way: 'environment' }, place)
const tested = (account: string, partition?: string): Place => ({
  account,
  ...(partition !== undefined && { partition }),
})

const judge = (source: PairSide, destination: PairSide) => judgePair(source, destination, machine)

/** Access keys that carry the accounts 111122223333 and 029608264753, and one that carries none. */
const ones = 'AKIARTX3GSDSQEXAMPLE'
const others = 'ASIAQNZGKIQY56JQ7WML'
const silent = 'AKIAIOSFODNN7EXAMPLE'

describe('two local instances', () => {
  it.each([
    ['localhost', 'localhost'],
    ['localhost', 'LOCALHOST.'],
    ['localhost', 'http://localhost/'],
    ['localhost', '127.0.0.1'],
    ['127.0.0.1', '127.8.8.8'],
    ['localhost', '127.1'],
    ['localhost', '0x7f000001'],
    ['localhost', '2130706433'],
    ['localhost', '::1'],
    ['::1', '[::1]'],
    ['localhost', '0:0:0:0:0:0:0:1'],
    ['127.0.0.1', '0.0.0.0'],
    ['127.0.0.1', '::'],
    ['::1', '::ffff:127.0.0.1'],
    ['::1', '::ffff:7f00:1'],
    ['localhost', 'foo.localhost'],
    ['localhost', 'Laptop'],
    ['laptop', '192.168.1.20'],
    ['localhost', '::ffff:192.168.1.20'],
    ['127.0.0.1', 'fe80::1'],
    ['db.example.com', 'DB.EXAMPLE.COM.'],
    ['10.0.0.5', '10.5'],
  ])('%s and %s with equal ports are the same, both ways', (a, b) => {
    for (const verdict of [judge(local(a), local(b, ' 8000 ')), judge(local(b), local(a))]) {
      expect(verdict.kind).toBe('same')
      expect(verdict.title).toMatch(/^Same, not allowed: both sides are the local instance /)
      expect(verdict.likely).toBeUndefined()
    }
  })

  it('says why hosts that are spelled differently are the same', () => {
    expect(judge(local('LOCALHOST'), local('localhost'))).toEqual({
      kind: 'same',
      title: 'Same, not allowed: both sides are the local instance LOCALHOST:8000.',
      evidence: 'Server and port are equal.',
    })
    expect(judge(local('::1'), local('laptop'))).toEqual({
      kind: 'same',
      title: 'Same, not allowed: both sides are the local instance [::1]:8000.',
      evidence: '::1 and laptop are both this machine, and the ports are equal.',
    })
  })

  it.each([
    ['localhost', '8000', 'localhost', '8001', 'ports'],
    ['localhost', '8000', '127.0.0.1', '8001', 'ports'],
    ['db1', '8000', 'db2', '8001', 'ports'],
    ['db1', '8000', 'db2', '8000', 'hosts'],
    ['localhost', '8000', 'db', '8000', 'hosts'],
    ['192.168.1.20', '8000', '192.168.1.21', '8000', 'hosts'],
  ])('%s:%s and %s:%s are different: the %s differ', (a, portA, b, portB, what) => {
    const verdict = judge(local(a, portA), local(b, portB))
    expect(verdict.kind).toBe('different')
    expect(verdict.title).toBe(`Different local instances: ${a}:${portA} and ${b}:${portB}.`)
    expect(verdict.evidence).toMatch(new RegExp(`^The ${what} differ\\. A test also compares`))
  })

  it.each([
    ['', '8000', 'localhost', '8000', 'the source'],
    ['two words', '8000', 'localhost', '8000', 'the source'],
    ['localhost', '', 'localhost', '8000', 'the source'],
    ['localhost', '65536', 'localhost', '8000', 'the source'],
    ['localhost', '8000', '', '8000', 'the destination'],
    ['localhost', '8000', 'localhost', 'http', 'the destination'],
    ['', '8000', '', '8000', 'both sides'],
    ['localhost', '', '', '8000', 'both sides'],
  ])('is not known yet for %j:%j and %j:%j', (a, portA, b, portB, which) => {
    expect(judge(local(a, portA), local(b, portB))).toEqual({
      kind: 'unknown',
      title: `Cannot tell yet: fill in server and port of ${which}.`,
      evidence: 'Source and destination must be different local instances.',
    })
  })

  describe('what tests found out', () => {
    it.each([
      [['10.0.0.5'], ['10.0.0.5'], '10.0.0.5'],
      [['10.0.0.4', '10.0.0.5'], ['2001:db8::1', '10.0.0.5'], '10.0.0.5'],
      [['::ffff:10.0.0.5'], ['10.0.0.5'], '::ffff:10.0.0.5'],
      [['127.0.0.1'], ['192.168.1.20'], '127.0.0.1'],
    ])('%j and %j share the address %s: the same', (a, b, shared) => {
      const verdict = judge(local('db1', '8000', { addresses: a }), local('db2', '8000', { addresses: b }))
      expect(verdict.title).toBe('Same, not allowed: both sides are the local instance db1:8000.')
      expect(verdict.evidence).toBe(`Both host names resolve to ${shared}, and the ports are equal.`)
    })

    it.each([
      [['10.0.0.5'], ['10.0.0.6']],
      [['10.0.0.5'], []],
      [['10.0.0.5'], undefined],
      [undefined, undefined],
    ])('%j and %j share no address: different', (a, b) => {
      const place = (addresses?: string[]): Place => (addresses ? { addresses } : {})
      const verdict = judge(local('db1', '8000', place(a)), local('db2', '8000', place(b)))
      expect(verdict.kind).toBe('different')
      expect(sharedAddress(place(a), place(b), machine)).toBeUndefined()
    })

    it('a shared address does not make instances on two ports the same', () => {
      const place = { addresses: ['10.0.0.5'] }
      expect(judge(local('db1', '8000', place), local('db2', '8001', place)).kind).toBe('different')
    })

    it.each([
      ['the destination', undefined, true],
      ['the source', true, undefined],
      ['the destination, against the source', false, true],
    ])('equal table ids found by a test of %s are the same, whatever the address says', (_who, a, b) => {
      const place = (found?: boolean): Place => (found === undefined ? {} : { sameInstance: found })
      expect(judge(local('db1', '8000', place(a)), local('db2', '8001', place(b)))).toEqual({
        kind: 'same',
        title: 'Same, not allowed: db1:8000 and db2:8001 are one local instance.',
        evidence: 'The last test found the same table IDs on both.',
      })
    })

    it.each([
      [false, false],
      [true, false],
      [undefined, false],
    ])('sameInstance %s of the source and %s of the destination are no proof', (a, b) => {
      const place = (found?: boolean): Place => (found === undefined ? {} : { sameInstance: found })
      expect(judge(local('db1', '8000', place(a)), local('db2', '8000', place(b))).kind).toBe('different')
    })

    it.each([
      ['the instance that the source still is', 'db1:8000', 'same'],
      ['an instance that the source no longer is', 'db9:8000', 'different'],
    ])('equal table ids with %s', (_what, comparedWith, kind) => {
      const found = { sameInstance: true, comparedWith }
      expect(judge(local('db1'), local('db2', '8000', found)).kind).toBe(kind)
      expect(judge(local('db2', '8000', found), local('db1')).kind).toBe(kind)
    })

    it('a comparison with another instance leaves the word to the test of the source', () => {
      const source = local('db1', '8000', { sameInstance: true, comparedWith: 'db2:8000' })
      const destination = local('db2', '8000', { sameInstance: false, comparedWith: 'db9:8000' })
      expect(judge(source, destination).kind).toBe('same')
    })

    it('finding no equal table ids does not clear equal addresses', () => {
      expect(judge(local('db'), local('db', '8000', { sameInstance: false })).kind).toBe('same')
    })

    it('is not known for a side that was emptied, whatever was found before', () => {
      expect(judge(local('db1'), local('', '8000', { sameInstance: true })).kind).toBe('unknown')
    })
  })
})

describe('a local instance and the cloud', () => {
  it.each([
    ['complete', local('localhost'), role('111122223333')],
    ['incomplete', local(''), role('')],
    ['access key', local('localhost'), key(ones)],
    ['environment', local('localhost'), environment()],
    ['an account behind both', local('localhost', '8000', tested('111122223333')), role('111122223333')],
  ])('are always different, both ways: %s', (_what, a, b) => {
    const verdict = {
      kind: 'different',
      title: 'Different: one side is a local instance, the other is in the cloud.',
      evidence: 'A local instance belongs to no AWS account.',
    }
    expect(judge(a, b)).toEqual(verdict)
    expect(judge(b, a)).toEqual(verdict)
  })

  it('are different although fields of the other kind are equal', () => {
    const both = { server: 'localhost', port: '8000', roleArn: 'arn:aws:iam::111122223333:role/Reader' }
    expect(judge(side({ ...both, useLocal: true }), side(both)).kind).toBe('different')
  })
})

describe('two cloud sides', () => {
  const test1 = { test: environment(tested('111122223333', 'aws')) }
  const certain1 = { ...test1, role: role('111122223333') }
  const certain2 = { test: environment(tested('029608264753', 'aws')), role: role('029608264753') }
  const from = { test: 'by its last test', role: 'by its role ARN' } as const
  const ways = ['test', 'role'] as const
  const pairs = ways.flatMap((a) => ways.map((b) => [a, b] as const))

  it.each(pairs)('equal accounts by %s and %s are the same', (a, b) => {
    expect(judge(certain1[a], certain1[b])).toEqual({
      kind: 'same',
      title: 'Same, not allowed: both sides are in AWS account 111122223333.',
      evidence: `The source ${from[a]}, the destination ${from[b]}.`,
    })
  })

  it.each(pairs)('other accounts by %s and %s are different', (a, b) => {
    expect(judge(certain1[a], certain2[b])).toEqual({
      kind: 'different',
      title: 'Different AWS accounts: 111122223333 and 029608264753.',
      evidence: `The source ${from[a]}, the destination ${from[b]}.${b === 'test' ? ' Not checked for replicas.' : ''}`,
    })
  })

  it.each([
    ['key and key', key(ones), key(` ${ones}\n`)],
    ['key and role', key(ones), certain1.role],
    ['role and key', certain1.role, key(ones)],
    ['key and test', key(ones), certain1.test],
    ['test and key', certain1.test, key(ones)],
    ['key and role of another partition', key(ones), role('111122223333', 'aws-cn')],
  ])('equal accounts by %s are only probably the same', (_what, a, b) => {
    const verdict = judge(a, b)
    expect(verdict).toMatchObject({
      kind: 'unknown',
      likely: 'same',
      title: 'Cannot tell yet, but probably the same AWS account, 111122223333.',
    })
    expect(verdict.evidence).toContain('by its access key')
    expect(verdict.evidence).toMatch(/ A test tells for certain\.$/)
  })

  it.each([
    ['key and key', key(ones), key(others)],
    ['key and role', key(ones), certain2.role],
    ['key and test', key(ones), certain2.test],
  ])('other accounts by %s are only probably different', (_what, a, b) => {
    expect(judge(a, b)).toMatchObject({
      kind: 'unknown',
      likely: 'different',
      title: 'Cannot tell yet, but probably different AWS accounts, 111122223333 and 029608264753.',
    })
    expect(judge(b, a)).toMatchObject({
      kind: 'unknown',
      likely: 'different',
      title: 'Cannot tell yet, but probably different AWS accounts, 029608264753 and 111122223333.',
    })
  })

  it.each([
    ['two roles', role('111122223333', 'aws'), role('111122223333', 'aws-cn'), 'aws', 'aws-cn'],
    [
      'a test and a role',
      environment(tested('111122223333', 'aws-us-gov')),
      role('111122223333', 'aws'),
      'aws-us-gov',
      'aws',
    ],
  ])('one number in two partitions is two accounts: %s', (_what, a, b, first, second) => {
    expect(judge(a, b)).toMatchObject({
      kind: 'different',
      title: `Different AWS accounts: 111122223333 of ${first} and of ${second}.`,
    })
  })

  it('a test that reported no partition is taken for the same one', () => {
    expect(judge(environment(tested('111122223333')), role('111122223333', 'aws-cn')).kind).toBe('same')
  })

  const unknown = [
    ['an empty role', role('')],
    ['a role without account', side({ roleArn: 'Reader' })],
    ['an old access key', key(silent)],
    ['no access key', key('')],
    ['the environment', environment()],
    ['a test that reported none', environment({ tables: 3 })],
    ['the role of a way not chosen', side({ ...role('111122223333').form, way: 'environment' })],
    ['the access key of a way not chosen', side({ ...key(ones).form, way: 'assumeRole' })],
  ] as const

  it.each(unknown)('is not known with %s on either side, or on both', (_what, blank) => {
    const title = (lacks: string) => `Cannot tell yet: ${lacks}.`
    expect(judge(blank, certain1.role)).toEqual({
      kind: 'unknown',
      title: title('the AWS account of the source is not known'),
      evidence:
        'A role ARN, most access keys or a test shows it. Source and destination must be in different accounts.',
    })
    expect(judge(certain1.role, blank)).toMatchObject({
      kind: 'unknown',
      title: title('the AWS account of the destination is not known'),
    })
    expect(judge(blank, key(''))).toMatchObject({
      kind: 'unknown',
      title: title('neither AWS account is known'),
    })
    expect(judge(blank, key('')).likely).toBeUndefined()
  })

  it.each([
    ['a role', role('029608264753', 'aws', tested('111122223333', 'aws'))],
    ['an access key', key(others, tested('111122223333', 'aws'))],
    ['a silent access key', key(silent, tested('111122223333', 'aws'))],
    ['an empty form', role('', 'aws', tested('111122223333', 'aws'))],
  ])('the account that a test reported overrides %s', (_what, overridden) => {
    expect(accountOf(overridden)).toEqual({ account: '111122223333', partition: 'aws', from: 'test' })
    expect(judge(overridden, role('111122223333')).kind).toBe('same')
    expect(judge(role('111122223333'), overridden).kind).toBe('same')
    expect(judge(overridden, role('029608264753')).kind).toBe('different')
  })

  it("counts the role's account, not that of the key beside it", () => {
    const both = side({ ...role('111122223333').form, accessKey: others })
    expect(accountOf(both)).toEqual({ account: '111122223333', partition: 'aws', from: 'role' })
  })
})

it('answers at once for very long texts', () => {
  const long = 'a1:%/'.repeat(20_000)
  const start = Date.now()
  expect(judge(local(long, long), local(long)).kind).toBe('unknown')
  expect(judge(side({ roleArn: long }), key(long)).kind).toBe('unknown')
  expect(Date.now() - start).toBeLessThan(500)
})

it('two sides that both start from the environment are probably in one account, until tests show it', () => {
  const form: ConnectionForm = { ...blankConnection(), way: 'environment' }
  const untested = judgePair({ form }, { form }, { names: [], addresses: [] })
  expect(untested).toMatchObject({ kind: 'unknown', likely: 'same' })
  expect(untested.title).toMatch(/^Cannot tell yet, but probably the same AWS account/)
  const place = { account: '111122223333', partition: 'aws' }
  expect(judgePair({ form, place }, { form, place }, { names: [], addresses: [] }).kind).toBe('same')
})
