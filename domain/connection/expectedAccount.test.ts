import { describe, expect, it } from 'vitest'
import { adviseOn } from './advice/adviseOn'
import { blankConnection } from './connection'
import type { ConnectionForm } from './connection'
import { findProblems, readConnection } from './connectionRules'
import { fingerprintOf } from '../test/testReport'
import { settingsOf } from '../test/reportSettings'

const context = { secretKey: 'saved', sessionToken: 'none' } as const
const machine = { names: [], addresses: [] }
const role: ConnectionForm = {
  ...blankConnection(),
  region: 'eu-west-1',
  roleArn: 'arn:aws:iam::111122223333:role/Reader',
}
const keys: ConnectionForm = {
  ...blankConnection(),
  way: 'userCredentials',
  region: 'eu-west-1',
  accessKey: 'AKIARTX3GSDSQEXAMPLE',
}
const advice = (form: ConnectionForm) =>
  adviseOn(form, context, machine).filter(({ field }) => field === 'expectedAccount')

describe('an expected account', () => {
  it('against the account of the role is an error', () => {
    expect(findProblems({ ...role, expectedAccount: '444455556666' }, context)).toEqual([
      {
        field: 'expectedAccount',
        kind: 'wrong',
        sentence: 'The role is in account 111122223333, but account 444455556666 is expected.',
      },
    ])
  })

  it('against the account of the access key is a warning', () => {
    const form = { ...keys, expectedAccount: '444455556666' }
    expect(findProblems(form, context)).toEqual([])
    expect(advice(form)).toEqual([
      {
        field: 'expectedAccount',
        kind: 'warning',
        sentence:
          'The access key seems to belong to account 111122223333, but account 444455556666 is expected. Run a test to be sure.',
      },
    ])
  })

  it.each([
    ['that fits', ' 111122223333 '],
    ['that is blank', ''],
  ])('%s is neither', (_what, expectedAccount) => {
    for (const form of [role, keys]) {
      expect(findProblems({ ...form, expectedAccount }, context)).toEqual([])
      expect(advice({ ...form, expectedAccount })).toEqual([])
    }
  })

  it.each(['1111-2222-3333', '1111 2222 3333', ' 111122223333\u200b', '"111122223333"', '111-122-223-333'])(
    'of %j is the number without its dashes',
    (expectedAccount) => {
      expect(findProblems({ ...role, expectedAccount }, context)).toEqual([])
      const reading = readConnection({ ...role, expectedAccount }, context)
      expect(reading).toMatchObject({ ok: true, connection: { expectedAccount: '111122223333' } })
    },
  )

  it.each(['prod-data', '1234', '1111-2222-333'])('of %j is not an account ID', (expectedAccount) => {
    expect(findProblems({ ...role, expectedAccount }, context)).toMatchObject([
      { field: 'expectedAccount', kind: 'wrong', sentence: expect.stringMatching(/12 digits/) },
    ])
  })

  it('is not looked at by a local instance', () => {
    const form = { ...role, useLocal: true, server: 'localhost', expectedAccount: 'nonsense' }
    expect(findProblems(form, context)).toEqual([])
    expect(advice(form)).toEqual([])
  })
})

describe('the fingerprint of an expected account', () => {
  const versions = { secretKey: 'none', sessionToken: 'none' }
  const print = (expectedAccount: string) => fingerprintOf({ ...role, expectedAccount }, versions, 'Q7ML  ')

  it('changes with it, and is what it was before when there is none', () => {
    expect(print('444455556666')).not.toBe(print(''))
    expect(print(' ')).toBe(JSON.stringify(['assumeRole', role.roleArn, '', '3600', 'eu-west-1', 'Q7ML  ']))
  })

  it('is listed with the settings', () => {
    expect(settingsOf({ fingerprint: print('111122223333') }).slice(-2)).toEqual([
      { label: 'Environment', value: 'Q7ML' },
      { label: 'Expected account', value: '111122223333' },
    ])
  })
})
