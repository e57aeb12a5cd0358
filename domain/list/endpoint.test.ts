import { describe, expect, it } from 'vitest'
import { blankConnection } from '../connection/connection'
import type { ConnectionForm } from '../connection/connection'
import { endpointLabel, endpointOf, endpointsOf, summaryLine } from './endpoint'
import { blankWorkspace } from '../workspace/workspace'
import type { Workspace } from '../workspace/workspace'

const form = (changes: Partial<ConnectionForm>): ConnectionForm => ({ ...blankConnection(), ...changes })
const workspace = (changes: Partial<Workspace>): Workspace => ({ ...blankWorkspace(), ...changes })
const local = (server: string, port = '8000') => form({ useLocal: true, server, port })
const role = (account: string, partition = 'aws') =>
  form({ roleArn: `arn:${partition}:iam::${account}:role/data/Reader` })

describe('summaryLine', () => {
  it.each([
    [role('111122223333'), '1111 2222 3333'],
    [form({ roleArn: 'Reader', region: ' eu-west-1 ' }), 'eu-west-1'],
    [form({}), 'role'],
    [form({ way: 'userCredentials', accessKey: ' AKIARTX3GSDSQEXAMPLE' }), '1111 2222 3333'],
    [form({ way: 'userCredentials', accessKey: 'AKIAIOSFODNN7EXAMPLE', region: 'eu-west-1' }), 'eu-west-1'],
    [form({ way: 'userCredentials', region: ' ' }), 'credentials'],
    [form({ way: 'environment', region: 'eu-west-1' }), 'eu-west-1'],
    [form({ way: 'environment', region: ' ' }), 'environment'],
    [form({ way: 'environment', roleArn: 'arn:aws:iam::111122223333:role/Reader' }), 'environment'],
    [local('localhost', '8001'), 'local :8001'],
    [local(' LOCALHOST. ', ' 08001 '), 'local :8001'],
    [local('http://localhost:8000/', '8001'), 'local :8001'],
    [local('127.0.0.1', '8001'), '127.0.0.1:8001'],
    [local('[::1]', '8001'), '[::1]:8001'],
    [local('db.example.com', ''), 'db.example.com'],
    [local('localhost', ''), 'local'],
    [local('localhost', '1e3'), 'local'],
    [local('localhost', '-5'), 'local'],
    [local('', '8001'), 'local'],
    [local('two words', '8001'), 'local'],
  ])('shows an end as %#: %s', (end, label) => {
    expect(summaryLine(endpointsOf(workspace({ source: end, destination: local('localhost') })))).toBe(
      `${label} → local :8000`,
    )
    expect(summaryLine(endpointsOf(workspace({ source: local('localhost'), destination: end })))).toBe(
      `local :8000 → ${label}`,
    )
  })
})

describe('with an account book', () => {
  const book = [
    { account: '111122223333', partition: 'aws', name: 'prod-data', colour: 'red' },
    { account: '444455556666', partition: 'aws', name: 'staging', colour: 'green' },
  ] as const

  it('shows names and colours, of roles and of keys', () => {
    const both = workspace({
      source: form({ way: 'userCredentials', accessKey: 'AKIARTX3GSDSQEXAMPLE' }),
      destination: role('444455556666'),
    })
    expect(summaryLine(endpointsOf(both), book)).toBe('prod-data → staging')
    expect(endpointLabel(endpointOf(both.source), book)).toEqual({ label: 'prod-data', colour: 'red' })
    expect(endpointLabel(endpointOf(both.destination), book)).toEqual({ label: 'staging', colour: 'green' })
  })

  it('shows the number of an account in another partition, and no name for a hidden role', () => {
    const ends = workspace({
      source: role('111122223333', 'aws-cn'),
      destination: { ...role('444455556666'), useLocal: true, server: 'localhost' },
    })
    expect(summaryLine(endpointsOf(ends), book)).toBe('1111 2222 3333 → local :8000')
  })
})
