import { describe, expect, it } from 'vitest'
import { adviseOn } from './adviseOn'
import { blankConnection, cloudWays } from '../connection'
import type { ConnectionForm } from '../connection'
import type { FormContext } from '../connectionRules'

const none: FormContext = { secretKey: 'none', sessionToken: 'none' }
const machine = { names: ['laptop'], addresses: ['127.0.0.1', '192.168.1.20'] }
const form = (changes: Partial<ConnectionForm>): ConnectionForm => ({ ...blankConnection(), ...changes })

/** A form with something to say about in every field of every way. */
const talkative = form({
  server: 'localhost',
  roleArn: 'arn:aws-cn:iam::111122223333:role/Reader',
  accessKey: 'AKIARTX3GSDSQEXAMPLE',
  region: 'eu-west-9',
})

const role = { field: 'roleArn', kind: 'note', sentence: 'Account 111122223333, partition aws-cn' }
const key = { field: 'accessKey', kind: 'note', sentence: 'Account 111122223333, decoded from the key' }
const region = {
  field: 'region',
  kind: 'warning',
  sentence: 'This region is not in the list. Check that it is spelled as AWS writes it.',
}
const server = {
  field: 'server',
  kind: 'note',
  sentence:
    'Only this machine can reach this address. The server that runs the workspace needs a public address.',
}

it.each([
  ['local', form({ ...talkative, useLocal: true }), [server]],
  ['assumeRole', form({ ...talkative, way: 'assumeRole' }), [role, region]],
  ['userCredentials', form({ ...talkative, way: 'userCredentials' }), [key, region]],
  ['environment', form({ ...talkative, way: 'environment' }), [region]],
])('speaks of the fields of %s alone', (_kind, typed, said) => {
  expect(adviseOn(typed, none, machine)).toEqual(said)
})

it.each([false, true])('has no advice on a blank form, local: %s', (useLocal) => {
  for (const way of cloudWays) expect(adviseOn(form({ useLocal, way }), none, machine)).toEqual([])
})

describe('the server', () => {
  const adviceFor = (host: string, addresses = machine.addresses) =>
    adviseOn(form({ useLocal: true, server: host }), none, { ...machine, addresses })

  it.each([
    ['localhost', 'this machine'],
    ['http://127.0.0.1:8000/', 'this machine'],
    ['[::1]', 'this machine'],
    ['0.0.0.0', 'this machine'],
    ['192.168.1.20', 'its own network'],
    ['LAPTOP', 'its own network'],
    ['10.0.0.5', 'its own network'],
    ['nas.local', 'its own network'],
  ])('%s: only %s can reach it', (host, reach) => {
    const sentence = `Only ${reach} can reach this address. The server that runs the workspace needs a public address.`
    expect(adviceFor(host)).toEqual([{ field: 'server', kind: 'note', sentence }])
  })

  it.each(['db.example.com', '203.0.113.5', '2001:db8::1', '', 'two words'])(
    '%j: nothing is said',
    (host) => {
      expect(adviceFor(host)).toEqual([])
    },
  )

  it.each(['laptop', '203.0.113.5'])('%s: nothing is said on a machine with a public address', (host) => {
    expect(adviceFor(host, ['127.0.0.1', '203.0.113.5'])).toEqual([])
  })
})

describe('the access key', () => {
  const adviceFor = (accessKey: string, context: Partial<FormContext> = {}) =>
    adviseOn(form({ way: 'userCredentials', accessKey }), { ...none, ...context }, machine)

  it.each([
    [
      'AIDARTX3GSDSQEXAMPLE',
      'This is the ID of a user, not an access key. Access keys begin with AKIA or ASIA.',
    ],
    ['AKIA', 'Unusual for an access key: AWS access keys have 20 characters and begin with AKIA or ASIA.'],
  ])('%s gets a warning and no account', (accessKey, sentence) => {
    expect(adviceFor(accessKey)).toEqual([{ field: 'accessKey', kind: 'warning', sentence }])
  })

  it('that carries no account gets no note', () => {
    expect(adviceFor('AKIAIOSFODNN7EXAMPLE')).toEqual([])
  })

  it.each([
    ['AKIA', 'saved', true],
    ['AKIA', 'typed', true],
    ['AKIA', 'none', false],
    ['AKIA', 'otherKey', false],
    ['ASIA', 'saved', false],
  ] as const)('%s with the session token %s: warned %s', (prefix, sessionToken, warned) => {
    const sentence =
      'A key that begins with AKIA has no session token, and AWS refuses the two together. Remove the token.'
    const warnings = adviceFor(`${prefix}IOSFODNN7EXAMPLE`, { sessionToken })
    expect(warnings).toEqual(warned ? [{ field: 'sessionToken', kind: 'warning', sentence }] : [])
  })
})

describe('the region', () => {
  const note = { field: 'region', kind: 'note', sentence: 'Uses TONIC_AWS_REGION: eu-west-2' }

  it.each([
    ['assumeRole', '', 'eu-west-2', [note]],
    ['environment', ' ', ' eu-west-2 ', [note]],
    ['userCredentials', '', 'eu-west-2', []],
    ['assumeRole', 'eu-west-1', 'eu-west-2', []],
    ['assumeRole', '', 'Ireland', []],
    ['assumeRole', '', '', []],
    ['assumeRole', 'Ireland', 'eu-west-2', []],
    ['userCredentials', ' eu-west-9 ', 'eu-west-2', [region]],
    ['environment', 'eu-west-9', '', [region]],
  ] as const)('%s, %j in the form and %j around it', (way, typed, environmentRegion, said) => {
    expect(adviseOn(form({ way, region: typed }), { ...none, environmentRegion }, machine)).toEqual(said)
  })

  it('says nothing of TONIC_AWS_REGION to a local instance', () => {
    const typed = form({ useLocal: true, server: 'db.example.com' })
    expect(adviseOn(typed, { ...none, environmentRegion: 'eu-west-2' }, machine)).toEqual([])
  })
})
