import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { newPassphraseSchema, passphraseProblem, passphraseStrength } from './passphrase'

describe('a new passphrase', () => {
  it.each([
    ['', '', 'At least 12 characters; this has 0.'],
    ['elevenchars', 'elevenchars', 'At least 12 characters; this has 11.'],
    ['🐘🐘🐘🐘🐘🐘', '🐘🐘🐘🐘🐘🐘', 'At least 12 characters; this has 6.'],
    ['twelve chars', 'twelve char', 'The two passphrases differ.'],
    ['twelve chars', 'twelve chars', undefined],
    ['x'.repeat(1_001), 'x'.repeat(1_001), 'At most 1,000 characters.'],
  ])('%j and %j: %s', (typed, repeated, problem) => {
    expect(passphraseProblem(typed, repeated)).toBe(problem)
  })

  it('is held to the same in the main process, in one Unicode form', () => {
    expect(v.is(newPassphraseSchema, 'elevenchars')).toBe(false)
    expect(v.parse(newPassphraseSchema, 'cafe\u0301 cafe cafe')).toBe('caf\u00e9 cafe cafe')
  })

  it.each([
    ['aaaaaaaaaaaaaaaa', 'Weak'],
    ['123456789012', 'Weak'],
    ['abcdefghijklmnop', 'Weak'],
    ['orders staging', 'Fair'],
    ['teapot gravel moonlit 4 wicket', 'Strong'],
    ['kX9#vQ2!mZ7&', 'Fair'],
  ])('%j is %s', (passphrase, strength) => {
    expect(passphraseStrength(passphrase).split(/\W/)[0]).toBe(strength)
  })
})
