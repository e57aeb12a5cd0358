import { describe, expect, it } from 'vitest'
import { adviseOn } from './adviseOn'
import { blankConnection } from '../connection'
import type { ConnectionForm, FieldName } from '../connection'
import type { FormContext } from '../connectionRules'
import { madeUp } from '../paste/madeUp.fixture'

const none: FormContext = { secretKey: 'none', sessionToken: 'none' }
const machine = { names: [], addresses: [] }
const said = (field: FieldName, changes: Partial<ConnectionForm>, context: Partial<FormContext> = {}) =>
  adviseOn({ ...blankConnection(), ...changes }, { ...none, ...context }, machine)
    .filter((one) => one.field === field)
    .map(({ kind, sentence }) => [kind, sentence])

const arnOf = (path: string, partition = 'aws') => `arn:${partition}:iam::111122223333:role/${path}`
const account = ['note', 'Account 111122223333, partition aws']

describe('a role', () => {
  it.each([
    [
      'aws-service-role/dynamodb.amazonaws.com/AWSServiceRoleForDynamoDB',
      'A service-linked role: only its AWS service can assume it. Enter another role.',
    ],
    [
      'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Reader_0123456789abcdef',
      'A role of IAM Identity Center: normally it cannot be assumed, only used by signing in. Enter another role.',
    ],
  ])('%s is warned about', (path, sentence) => {
    expect(said('roleArn', { roleArn: arnOf(path) })).toEqual([account, ['warning', sentence]])
  })

  it.each(['service-role/Reader', 'aws/Reader'])('%s is not', (path) => {
    expect(said('roleArn', { roleArn: arnOf(path) })).toEqual([account])
  })
})

describe('a duration', () => {
  const note = ['note', 'The role’s maximum session duration must be at least this long.']
  const chained = (whose: string) => ['warning', `At most 3600 ${whose} (role chaining).`]

  it.each<[string, FormContext['base'], unknown[]]>([
    ['3600', 'temporary', []],
    ['900', 'machineRole', []],
    ['43201', 'temporary', []],
    ['an hour', 'temporary', []],
    ['3601', undefined, [note]],
    ['7200', 'longTerm', [note]],
    ['43200', 'other', [note]],
    [' 3601 ', 'temporary', [chained('with a temporary base key')]],
    ['7200', 'machineRole', [chained('from this machine’s role')]],
    ['7200', 'containerRole', [chained('from this container’s role')]],
  ])('of %s from %s', (durationSeconds, base, expected) => {
    expect(said('durationSeconds', { durationSeconds }, base && { base })).toEqual(expected)
  })

  it('is nothing to keys', () => {
    const form = { way: 'userCredentials', durationSeconds: '7200' } as const
    expect(said('durationSeconds', form)).toEqual([])
  })
})

describe('a region', () => {
  const optIn = ['note', 'This region must be turned on for the account before it can be used.']
  const apart = (role: string, code: string, other: string) => [
    'warning',
    `The role is in partition ${role}, but ${code} is in ${other}. A role works only in its own partition: change one of the two.`,
  ]

  it.each<[string, Partial<ConnectionForm>, string, unknown[]]>([
    ['an opt-in region', { region: 'eu-south-1' }, '', [optIn]],
    ['an ordinary region', { region: 'eu-west-1', roleArn: arnOf('R') }, '', []],
    [
      'another partition',
      { region: 'eu-west-1', roleArn: arnOf('R', 'aws-cn') },
      '',
      [apart('aws-cn', 'eu-west-1', 'aws')],
    ],
    [
      'another partition',
      { region: 'us-gov-west-1', roleArn: arnOf('R') },
      '',
      [apart('aws', 'us-gov-west-1', 'aws-us-gov')],
    ],
    ['the same partition', { region: 'cn-north-1', roleArn: arnOf('R', 'aws-cn') }, '', []],
    ['a role that takes no part', { region: 'cn-north-1', roleArn: arnOf('R'), way: 'environment' }, '', []],
    [
      'the region of the environment',
      { roleArn: arnOf('R') },
      'cn-north-1',
      [['note', 'Uses TONIC_AWS_REGION: cn-north-1'], apart('aws', 'cn-north-1', 'aws-cn')],
    ],
  ])('%s (%#)', (_what, form, environmentRegion, expected) => {
    expect(said('region', form, { environmentRegion })).toEqual(expected)
  })
})

describe('typed secrets', () => {
  const { longTerm, secretKey } = madeUp

  it.each([
    ['secretKey', 'accessKey', longTerm, /shape of an access key/],
    [
      'secretKey',
      'accessKey',
      secretKey,
      /^Access key and secret key are in each other’s field\. Swap them\.$/,
    ],
    ['secretKey', 'sessionToken', longTerm, /looks like a session token/],
    ['secretKey', 'padded', longTerm, /ends in =/],
    ['secretKey', 'characters', longTerm, /only letters, digits, \+ and \//],
    ['secretKey', 'length', longTerm, /40 characters/],
    ['sessionToken', 'secretKey', longTerm, /shape of a secret key/],
    ['sessionToken', 'accessKey', longTerm, /shape of an access key/],
    ['sessionToken', 'short', longTerm, /at least 100 characters/],
    ['sessionToken', 'characters', longTerm, /\+, \/ and =/],
  ] as const)('%s, %s (%#)', (name, oddity, accessKey, sentence) => {
    const form = { way: 'userCredentials', accessKey } as const
    expect(said(name, form, { oddities: { [name]: oddity } })).toEqual([
      ['warning', expect.stringMatching(sentence)],
    ])
    expect(said(name, form)).toEqual([])
  })
})
