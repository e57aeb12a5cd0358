import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import {
  hasUnsavedSecret,
  keepBoth,
  noChanges,
  noSecrets,
  secretChangeSchema,
  secretPresence,
  secretVersion,
} from './secret'
import type { SecretChange, SecretState } from './secret'

const version = '0f8fad5b-d9cb-469f-a165-70867728950e'
const set = (value = 's3cr3t'): SecretChange => ({ kind: 'set', value, version })
const keep: SecretChange = { kind: 'keep' }
const forget: SecretChange = { kind: 'forget' }

const none: SecretState = { kind: 'none' }
const marker = {
  savedAt: '2026-11-22T10:00:00Z',
  accessKey: 'AKIARTX3GSDSQEXAMPLE',
  version: 'saved version',
}
const saved: SecretState = { kind: 'saved', ...marker }
const thisRun: SecretState = { kind: 'thisRun', ...marker }

describe('secretChangeSchema', () => {
  it.each([[keep], [forget], [set()]])('takes %j', (change) => {
    expect(v.parse(secretChangeSchema, change)).toEqual(change)
  })

  it.each([
    [' wJalrXUtnFEMI/K7MDENG\n', 'wJalrXUtnFEMI/K7MDENG'],
    ['IQoJb3JpZ2lu\r\nX2VjEJr\n  AkEaDA==\n', 'IQoJb3JpZ2luX2VjEJrAkEaDA=='],
    ['\u00a0key\ufeff', 'key'],
  ])('takes the spaces and line breaks of pasting out of %j', (value, clean) => {
    expect(v.parse(secretChangeSchema, set(value))).toEqual(set(clean))
  })

  it.each(['', ' ', '\n\t\u00a0'])('treats the blank %j as no change', (value) => {
    expect(v.parse(secretChangeSchema, set(value))).toEqual(keep)
  })

  it('has room for a long token, and a bound', () => {
    expect(v.safeParse(secretChangeSchema, set('t'.repeat(20_000))).success).toBe(true)
    expect(v.safeParse(secretChangeSchema, set('t'.repeat(20_001))).success).toBe(false)
  })

  it.each([
    [{ kind: 'replace' }],
    [{ kind: 'set', value: 's3cr3t' }],
    [{ kind: 'set', value: 's3cr3t', version: '1' }],
    [{ kind: 'set', value: 1, version }],
    [null],
  ])('refuses %j', (change) => {
    expect(v.safeParse(secretChangeSchema, change).success).toBe(false)
  })
})

describe('secretPresence and secretVersion', () => {
  const own = 'AKIARTX3GSDSQEXAMPLE'
  const other = 'AKIAIOSFODNN7EXAMPLE'

  it.each([
    ['nothing saved, nothing asked', none, keep, own, 'none', 'none'],
    ['nothing saved, to be forgotten', none, forget, own, 'none', 'none'],
    ['nothing saved, typed', none, set(), own, 'typed', version],
    ['nothing saved, blanks typed', none, set(' '), own, 'none', 'none'],
    ['saved', saved, keep, own, 'saved', 'saved version'],
    ['saved, spaces around the access key', saved, keep, ` ${own}\n`, 'saved', 'saved version'],
    ['saved for another access key', saved, keep, other, 'otherKey', 'none'],
    ['saved, access key emptied', saved, keep, '', 'otherKey', 'none'],
    ['saved, access key in lower case', saved, keep, own.toLowerCase(), 'otherKey', 'none'],
    ['saved, to be forgotten', saved, forget, own, 'none', 'none'],
    ['saved, typed anew', saved, set(), own, 'typed', version],
    ['saved for another access key, typed anew', saved, set(), other, 'typed', version],
    ['saved, blanks typed', saved, set(' \n'), own, 'saved', 'saved version'],
    ['kept for this run', thisRun, keep, own, 'saved', 'saved version'],
    ['kept for this run, for another access key', thisRun, keep, other, 'otherKey', 'none'],
  ] as const)('%s', (_what, state, change, accessKey, presence, takesPart) => {
    expect(secretPresence(state, change, accessKey)).toBe(presence)
    expect(secretVersion(state, change, accessKey)).toBe(takesPart)
  })
})

describe('hasUnsavedSecret', () => {
  it.each([
    ['source', 'secretKey'],
    ['source', 'sessionToken'],
    ['destination', 'secretKey'],
    ['destination', 'sessionToken'],
  ] as const)('sees one in %s %s', (side, name) => {
    const changes = noChanges()
    expect(hasUnsavedSecret(changes)).toBe(false)
    changes[side][name] = forget
    expect(hasUnsavedSecret(changes)).toBe(false)
    changes[side][name] = set('  ')
    expect(hasUnsavedSecret(changes)).toBe(false)
    changes[side][name] = set()
    expect(hasUnsavedSecret(changes)).toBe(true)
    changes[side][name] = { kind: 'fromOther', state: saved }
    expect(hasUnsavedSecret(changes)).toBe(true)
  })
})

it('starts without a change', () => {
  expect(keepBoth()).toEqual({ secretKey: keep, sessionToken: keep })
})

it('starts without secrets, each side on its own', () => {
  const states = noSecrets()
  states.source.secretKey = saved
  expect(states.destination).toEqual({ secretKey: none, sessionToken: none })
  expect(noSecrets().source).toEqual({ secretKey: none, sessionToken: none })
})
