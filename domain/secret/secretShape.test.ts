import { expect, it } from 'vitest'
import { madeUp } from '../connection/paste/madeUp.fixture'
import { looksLikeSecret, looksLikeSecretKey } from './secretShape'

const { longTerm, secretKey, sessionToken } = madeUp

it.each([
  [secretKey, true],
  ['0123456789abcdef0123456789abcdef01234567', false],
  ['a-name-of-forty-characters-with-dashes-12', false],
  ['averylongnamewithoutanycapitalsordigits1', false],
  [secretKey.slice(1), false],
])('looksLikeSecretKey, row %#: %s', (text, looks) => {
  expect(looksLikeSecretKey(text)).toBe(looks)
})

it.each([
  [secretKey, true],
  [`${secretKey.slice(2)}==`, true],
  [sessionToken, true],
  [sessionToken.slice(0, 99), false],
  [longTerm, false],
  ['averylongnamewithoutanycapitalsordigits1', false],
])('looksLikeSecret, row %#: %s', (text, looks) => {
  expect(looksLikeSecret(text)).toBe(looks)
})
