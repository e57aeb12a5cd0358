import { describe, expect, it } from 'vitest'
import { blankConnection } from '../connection/connection'
import { settingsOf } from './reportSettings'
import { fingerprintOf } from './testReport'

const none = { secretKey: 'none', sessionToken: 'none' }
const local = { ...blankConnection(), useLocal: true, server: 'localhost' }

describe('settingsOf', () => {
  it('reads them off the fingerprint, empty ones left out', () => {
    expect(settingsOf({ fingerprint: fingerprintOf(local, none, '') })).toEqual([
      { label: 'Connection', value: 'Local instance' },
      { label: 'Server', value: 'localhost' },
      { label: 'Port', value: '8000' },
      { label: 'Local Access Key', value: 'local' },
      { label: 'Local Region', value: 'us-east-1' },
    ])
    const role = { ...blankConnection(), roleArn: 'arn:aws:iam::111122223333:role/Reader' }
    expect(settingsOf({ fingerprint: fingerprintOf(role, none, 'Q7ML secret eu-west-1  ') })).toEqual([
      { label: 'Connection', value: 'Assume Role' },
      { label: 'Role ARN', value: 'arn:aws:iam::111122223333:role/Reader' },
      { label: 'Duration (in seconds)', value: '3600' },
      { label: 'Environment', value: 'Q7ML secret eu-west-1' },
    ])
  })

  it.each(['', 'no JSON', '{}', '["other"]'])('finds none in %j', (fingerprint) => {
    expect(settingsOf({ fingerprint })).toEqual([])
  })
})
