import { expect, it } from 'vitest'
import { madeUp } from '../connection/paste/madeUp.fixture'
import { oddityOf } from './secretOddity'
import type { SecretOddity } from './secretOddity'
import type { SecretName } from './secret'

const { longTerm, secretKey, sessionToken } = madeUp

it.each<[SecretName, string, SecretOddity | undefined]>([
  ['secretKey', secretKey, undefined],
  ['secretKey', ` ${secretKey}\n`, undefined],
  ['secretKey', '', undefined],
  ['secretKey', longTerm, 'accessKey'],
  ['secretKey', sessionToken, 'sessionToken'],
  ['secretKey', `${secretKey}abc=`, 'padded'],
  ['secretKey', secretKey.slice(1), 'length'],
  ['secretKey', secretKey.repeat(2).slice(0, 64), 'length'],
  ['secretKey', 'not-a_secret', 'characters'],
  ['secretKey', 'zwei Wörter', 'characters'],
  ['sessionToken', sessionToken, undefined],
  ['sessionToken', `${sessionToken}ab==`, undefined],
  ['sessionToken', '', undefined],
  ['sessionToken', secretKey, 'secretKey'],
  ['sessionToken', longTerm, 'accessKey'],
  ['sessionToken', sessionToken.slice(0, 99), 'short'],
  ['sessionToken', `"${sessionToken}"`, 'characters'],
])('%s: row %# is %s', (name, typed, oddity) => {
  expect(oddityOf(name, typed)).toBe(oddity)
})
