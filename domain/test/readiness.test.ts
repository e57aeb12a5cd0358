import { describe, expect, it } from 'vitest'
import { missingPolicy, readActions, readinessHeadline, reasonOf } from './readiness'
import type { Permission, ReadAction, Readiness } from './readiness'

const ready: Readiness = {
  checkedAt: '2026-11-22T10:00:00.000Z',
  ms: 400,
  region: 'eu-west-1',
  recovery: { on: 3, off: 0, unknown: 0 },
  withoutRecovery: [],
  moreTables: false,
  permissions: readActions.map((action) => ({ action, answer: 'allowed' })),
}
const place = { partition: 'aws', account: '111122223333' }

function denying(...denied: ReadAction[]): Permission[] {
  return ready.permissions.map((one) =>
    denied.includes(one.action) ? { action: one.action, answer: 'denied', denial: 'missing' } : one,
  )
}

describe('readinessHeadline', () => {
  it.each<[string, Partial<Readiness>]>([
    ['Ready as far as checked: all 3 tables have point-in-time recovery', {}],
    [
      'Ready as far as checked: the table has point-in-time recovery',
      { recovery: { on: 1, off: 0, unknown: 0 } },
    ],
    [
      'Ready as far as checked: the first 1000 tables have point-in-time recovery',
      { recovery: { on: 1000, off: 0, unknown: 0 }, moreTables: true },
    ],
    ['Ready as far as checked: there are no tables yet', { recovery: { on: 0, off: 0, unknown: 0 } }],
    ['Could not check point-in-time recovery of 1 table', { recovery: { on: 2, off: 0, unknown: 1 } }],
    ['Not ready: 1 of 3 tables lacks point-in-time recovery', { recovery: { on: 2, off: 1, unknown: 0 } }],
    [
      'Not ready: 2 of 3 tables lack point-in-time recovery, 1 permission is denied',
      { recovery: { on: 1, off: 2, unknown: 0 }, permissions: denying('Scan') },
    ],
    ['Not ready: 2 permissions are denied', { permissions: denying('Scan', 'Query') }],
  ])('%s', (headline, found) => {
    expect(readinessHeadline({ ...ready, ...found })).toBe(headline)
  })
})

describe('missingPolicy', () => {
  it('is none when nothing is missing', () => {
    expect(missingPolicy(ready, place)).toBeUndefined()
  })

  it('allows what is missing and nothing else, on the resources of each action', () => {
    const permissions = denying('Scan', 'DescribeExport', 'ListExports', 'Query')
    expect(JSON.parse(missingPolicy({ ...ready, permissions }, place) ?? '')).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['dynamodb:Scan', 'dynamodb:Query'],
          Resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/*',
        },
        {
          Effect: 'Allow',
          Action: ['dynamodb:DescribeExport'],
          Resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/*/export/*',
        },
        { Effect: 'Allow', Action: ['dynamodb:ListExports'], Resource: '*' },
      ],
    })
  })

  it('leaves out what a policy cannot mend', () => {
    const permissions: Permission[] = [{ action: 'Scan', answer: 'denied', denial: 'organization' }]
    expect(missingPolicy({ ...ready, permissions }, place)).toBeUndefined()
  })
})

describe('reasonOf', () => {
  it('says why an action is denied or was not tried', () => {
    expect(reasonOf({ action: 'Scan', answer: 'denied', denial: 'boundary' })).toBe(
      'the permissions boundary does not allow it',
    )
    expect(reasonOf({ action: 'Scan', answer: 'notChecked', why: 'no answer came in time' })).toBe(
      'no answer came in time',
    )
    expect(reasonOf({ action: 'Scan', answer: 'allowed' })).toBe('')
  })
})
