import { expect, it } from 'vitest'
import { describePasted } from './describe'
import { madeUp } from './madeUp.fixture'
import type { Pasted } from './paste'

const now = Date.parse('2026-11-22T13:00:00Z')
const { temporary: accessKey, secretKey, sessionToken } = madeUp
const keys: Pasted = {
  fields: { accessKey, region: 'eu-west-1' },
  secrets: { secretKey, sessionToken },
  others: 0,
}
const list = 'Access key ASIA…MPLE, secret key, session token, region eu-west-1'

it.each<[Partial<Pasted>, string]>([
  [{}, `${list}.`],
  [{ expiresAt: '2026-11-22T13:55:30Z' }, `${list}; expires in 55 min.`],
  [{ expiresAt: '2026-11-22T13:00:30Z' }, `${list}; expires in less than a minute.`],
  [{ expiresAt: '2026-11-23T01:00:00Z' }, `${list}; expires in 12 h.`],
  [{ expiresAt: '2026-11-30T13:00:00Z' }, `${list}; expires in 8 days.`],
  [{ expiresAt: '2026-11-22T11:01:00Z' }, `${list}; expired 119 min ago.`],
  [
    { profile: 'prod', others: 2 },
    `${list}. Profile prod. The text contains 3 sets of values; the first complete set was used.`,
  ],
  [{ fields: {} }, 'Secret key, session token.'],
  [
    {
      fields: { roleArn: 'arn:aws:iam::111122223333:role/R', sessionName: 'me', durationSeconds: '900' },
      secrets: {},
      remark: 'Made up.',
    },
    'Role arn:aws:iam::111122223333:role/R, session name me, duration 900 s. Made up.',
  ],
  [{ fields: { server: 'localhost', port: '8000' }, secrets: {} }, 'Server localhost, port 8000.'],
])('says what was found, without a secret (%#)', (changes, said) => {
  expect(describePasted({ ...keys, ...changes }, now)).toBe(said)
})
