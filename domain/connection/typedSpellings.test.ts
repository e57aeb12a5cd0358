import { describe, expect, it } from 'vitest'
import { readRoleArn } from './arn'
import { readPort, readServer } from './localHost'
import { readRegionCode } from './regions'
import { tidied } from '../tidied'

it.each([
  ['us-east-1\u200b', 'us-east-1'],
  ['\ufeffus-east-1', 'us-east-1'],
  [' "us-east-1" ', 'us-east-1'],
  ['“us-east-1”', 'us-east-1'],
  ['\u00a0us-east-1', 'us-east-1'],
  ["'a", "'a"],
  ["it's", "it's"],
])('%j is %j', (typed, expected) => {
  expect(tidied(typed)).toBe(expected)
})

describe('quotes and invisible signs', () => {
  it.each([
    `'http://localhost:8000/'`,
    '"localhost:8000"',
    'localhost\u200b:8000',
    '`http://localhost:8000`',
    '‘localhost:8000’',
  ])('are no part of a server: %j', (typed) => {
    expect(readServer(typed)).toMatchObject({ ok: true, value: { host: 'localhost', port: 8000 } })
  })

  it('are no part of a port, a region, or a role', () => {
    expect(readPort('"8000"\u200b')).toBe(8000)
    expect(readRegionCode('us-east-1\u200b')).toEqual({ ok: true, value: 'us-east-1' })
    expect(readRoleArn('arn:aws:iam::111122223333:role/Reader\u200e').ok).toBe(true)
  })
})

describe('colons', () => {
  const meant = 'arn:aws:iam::111122223333:role/Reader'
  it.each([
    'arn:aws:iam:111122223333:role/Reader',
    'arn:aws:iam:::111122223333:role/Reader',
    'arn:aws:iam::111122223333/role/Reader',
    'arn:aws:iam::111122223333::role/Reader',
    'arn:aws:iam;;111122223333:role/Reader',
    'arn::aws:iam::111122223333:role/Reader',
    'arn:aws:iam:1111-2222-3333:role/Reader',
  ])('the ARN that is meant is offered for %s', (typed) => {
    expect(readRoleArn(typed)).toMatchObject({
      ok: false,
      sentence: expect.stringContaining(`Perhaps ${meant}`),
    })
  })
})
