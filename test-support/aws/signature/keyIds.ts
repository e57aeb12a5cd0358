import { randomBytes } from 'node:crypto'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const ACCOUNT_CHARACTERS = 9
const TAIL_CHARACTERS = 7

export type KeyPrefix = 'AKIA' | 'ASIA'

/** Makes an access key ID that encodes this account ID; the tail is 7 of A-Z2-7. */
export function keyIdFor(account: string, prefix: KeyPrefix, tail: string): string {
  if (!/^\d{12}$/.test(account)) throw new Error(`An account number has 12 digits, not ${account}`)
  if (!/^[A-Z2-7]{7}$/.test(tail))
    throw new Error(`The tail must be 7 characters of A-Z and 2-7, not ${tail}`)

  // One bit says that an account follows, the account takes 40, and 4 unused ones fill the ninth character.
  let bits = (1n << 44n) | (BigInt(account) << 4n)
  let encoded = ''
  for (let at = 0; at < ACCOUNT_CHARACTERS; at++) {
    encoded = ALPHABET.charAt(Number(bits & 31n)) + encoded
    bits >>= 5n
  }
  return prefix + encoded + tail
}

/** Makes an access key ID of this account that nobody else has. */
export function newKeyId(account: string, prefix: KeyPrefix): string {
  return keyIdFor(account, prefix, randomCharacters(TAIL_CHARACTERS))
}

/** Makes a unique ID as IAM gives to users (AIDA) and roles (AROA). */
export function newUniqueId(prefix: 'AIDA' | 'AROA'): string {
  return prefix + randomCharacters(17)
}

/** Makes a secret access key of 40 characters that has never existed before. */
export function newSecret(): string {
  return randomBytes(30).toString('base64')
}

/** Makes a session token that has never existed before. */
export function newToken(): string {
  return `IQoJb3JpZ2lu${randomBytes(306).toString('base64')}`
}

function randomCharacters(count: number): string {
  return Array.from(randomBytes(count), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')
}
