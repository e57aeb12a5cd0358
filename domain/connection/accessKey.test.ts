import { describe, expect, it } from 'vitest'
import { accountOfAccessKey, readAccessKey, shortAccessKey } from './accessKey'

/** Published access key IDs whose account is known, with the accounts at the edges of the range. */
const accounts = [
  ['ASIAY34FZKBOKMUTVV7A', '609629065308'],
  ['ASIAQNZGKIQY56JQ7WML', '029608264753'],
  ['ASIAVJ2E6QGR2WZILJFM', '364679954851'],
  ['AKIASP2TPHJSQH3FJXYZ', '171436882533'],
  ['AKIARZPUZDIKGB2VALC4', '123456789012'],
  ['ASIAQAAAAAAAGMKEM7X5', '000000000000'],
  ['AKIAXYZDQCEN4B6JSJQI', '534261010715'],
  ['AKIA6RVFFB77RE7OLMKI', '999999999999'],
  ['AKIARTX3GSDSQEXAMPLE', '111122223333'],
] as const

describe('accountOfAccessKey', () => {
  it.each(accounts)('reads the account of %s', (id, account) => {
    expect(accountOfAccessKey(id)).toBe(account)
  })

  it.each([
    ['an old key', 'AKIAIOSFODNN7EXAMPLE'],
    ['an old key', 'AKIAI44QH8DHBEXAMPLE'],
    ['an old key', 'AKIAJAAAAAAAAAAAAAAA'],
    ['the last old letter', 'AKIAP777777777777777'],
    ['a number above twelve digits', 'AKIA7777777777777777'],
    ['nothing', ''],
    ['a short key', 'AKIARTX3GSDSQEXAMPL'],
    ['a long key', 'AKIARTX3GSDSQEXAMPLEE'],
    ['lower case', 'akiartx3gsdsqexample'],
    ['a digit that is not in the alphabet', 'AKIARTX3GSDSQEXAMPL1'],
    ['a digit that is not in the alphabet', 'AKIARTX3GSDSQEXAMPL8'],
    ['a first digit that is not in the alphabet', 'AKIA8TX3GSDSQEXAMPLE'],
    ['a space', 'AKIARTX3GSDSQEXAMPL '],
    ['a prefix of something else', 'XKIARTX3GSDSQEXAMPLE'],
    ['a full-width letter', 'AKIARTX3GSDSQEXAMPLＥ'],
  ])('finds none in %s', (_what, id) => {
    expect(accountOfAccessKey(id)).toBeUndefined()
  })
})

describe('readAccessKey', () => {
  it.each([
    ['AKIARTX3GSDSQEXAMPLE', { kind: 'longTerm', account: '111122223333' }],
    ['ASIAQNZGKIQY56JQ7WML', { kind: 'temporary', account: '029608264753' }],
    [' AKIARTX3GSDSQEXAMPLE\n', { kind: 'longTerm', account: '111122223333' }],
    ['AKIAIOSFODNN7EXAMPLE', { kind: 'longTerm' }],
    ['', { kind: 'other' }],
    ['  ', { kind: 'other' }],
  ])('says all there is of %j', (id, facts) => {
    expect(readAccessKey(id)).toEqual(facts)
  })

  const unusual = 'Unusual for an access key: AWS access keys have 20 characters and begin with AKIA or ASIA.'

  it.each([
    [
      'AIDARTX3GSDSQEXAMPLEE',
      'other',
      'This is the ID of a user, not an access key. Access keys begin with AKIA or ASIA.',
    ],
    [
      'AROARTX3GSDSQEXAMPLEE',
      'other',
      'This is the ID of a role, not an access key. Access keys begin with AKIA or ASIA.',
    ],
    ['AKIARTX3GSDSQEXAMPL', 'longTerm', unusual],
    ['AKIARTX3GSDSQEXAMPL1', 'longTerm', unusual],
    ['AKIARTX3GSDSQEXAMPL8', 'longTerm', unusual],
    ['ASIA', 'temporary', unusual],
    ['akiartx3gsdsqexample', 'other', unusual],
    ...[
      ['ABIA', 'a service’s bearer token'],
      ['AGPA', 'a group'],
      ['AIPA', 'an instance profile'],
      ['ANPA', 'a managed policy'],
      ['APKA', 'a public key'],
    ].map(([prefix = '', what = '']): [string, string, string] => [
      `${prefix}RTX3GSDSQEXAMPLE`,
      'other',
      `This is the ID of ${what}, not an access key. Access keys begin with AKIA or ASIA.`,
    ]),
    ['test', 'other', unusual],
    ['wJalrXUtnFEMI/K7MDENG', 'other', unusual],
    ['🔑', 'other', unusual],
  ])('advises on %j', (id, kind, advice) => {
    expect(readAccessKey(id)).toMatchObject({ kind, advice })
  })
})

it('answers at once for a very long text', () => {
  const start = Date.now()
  expect(accountOfAccessKey('AKIAR'.repeat(20_000))).toBeUndefined()
  expect(readAccessKey('AKIAR'.repeat(20_000)).advice).toMatch(/^Unusual/)
  expect(Date.now() - start).toBeLessThan(500)
})

describe('shortAccessKey', () => {
  it.each([
    ['AKIARTX3GSDSQEXAMPLE', 'AKIA…MPLE'],
    ['AKIAXMPLE', 'AKIA…MPLE'],
    ['AKIAMPLE', '…'],
    ['AKIA', '…'],
    ['', '…'],
  ])('shows %j as %j', (id, short) => {
    expect(shortAccessKey(id)).toBe(short)
  })
})
