import { describe, expect, it } from 'vitest'
import { blankConnection } from '../connection/connection'
import type { ConnectionForm } from '../connection/connection'
import { summariseSide } from './sideSummary'

const book = [{ account: '111122223333', partition: 'aws', name: 'prod-data', colour: 'blue' }] as const
const environment = { secretKey: true, container: false, accessKeyTail: 'Q7ML', region: 'eu-west-1' }

function summary(form: Partial<ConnectionForm>, known: { hasToken?: boolean; account?: string } = {}) {
  const { hasToken = false, account } = known
  return summariseSide(
    { ...blankConnection(), ...form },
    { hasToken, environment, book: [...book], ...(account && { place: { account } }) },
  )
}

describe('the heading of a side', () => {
  it('names the account, and says how the role is assumed', () => {
    const roleArn = 'arn:aws:iam::111122223333:role/analytics/StructuralReader'
    expect(summary({ way: 'assumeRole', roleArn })).toEqual({
      title: 'prod-data',
      detail: '1111 2222 3333',
      colour: 'blue',
      how: { kind: 'Assume Role', by: 'StructuralReader', rest: ['eu-west-1', 'base: environment …Q7ML'] },
    })
  })

  it('shows the number of an account without a name, as the last test reported it', () => {
    const keys = { way: 'userCredentials', accessKey: 'ASIAEXAMPLEKEY4444NV', region: 'us-east-1' } as const
    expect(summary(keys, { hasToken: true, account: '444455556666' })).toEqual({
      title: '4444 5555 6666',
      how: { kind: 'User Credentials', by: '…44NV with a session token', rest: ['us-east-1'] },
    })
  })

  it('says what is not known or not filled in yet', () => {
    expect(summary({ way: 'environment' })).toMatchObject({ title: 'Account not known yet' })
    expect(summary({ way: 'userCredentials' }).how.by).toBe('no access key yet')
    expect(summary({ way: 'assumeRole' }).how.by).toBe('no role yet')
    expect(summary({ way: 'assumeRole', roleArn: 'Reader' }).how.by).toBe('not a role yet')
    expect(summary({ useLocal: true, server: '' }).title).toBe('No server yet')
  })

  it('names a local instance by its port, and another computer by its address', () => {
    expect(summary({ useLocal: true, server: 'localhost', port: '8001' })).toMatchObject({
      title: 'local :8001',
      detail: 'localhost',
    })
    expect(summary({ useLocal: true, server: 'db.example', port: '8000' }).title).toBe('db.example:8000')
  })
})
