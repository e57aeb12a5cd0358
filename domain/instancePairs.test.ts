import { expect, it } from 'vitest'
import { blankConnection } from './connection'
import type { ConnectionForm } from './connection'
import { pairsOnInstance } from './instancePairs'
import { blankWorkspace } from './workspace'

const machine = { names: ['laptop'], addresses: [] }
const local = (server: string, port: string, localAccessKey: string): ConnectionForm => ({
  ...blankConnection(),
  useLocal: true,
  server,
  port,
  localAccessKey,
})

it('finds who asks the same instance, under whatever name, and nobody else', () => {
  const workspaces = [
    { ...blankWorkspace(), name: 'Same', source: local('127.0.0.1', '8000', 'one') },
    {
      ...blankWorkspace(),
      name: 'Both',
      source: local('LAPTOP', '8000', 'two'),
      destination: local('::1', '8000', 'three'),
    },
    { ...blankWorkspace(), name: 'Other port', source: local('localhost', '8001', 'four') },
    { ...blankWorkspace(), name: 'Other host', source: local('db.example.com', '8000', 'five') },
    { ...blankWorkspace(), name: 'Cloud', source: { ...local('localhost', '8000', 'six'), useLocal: false } },
    { ...blankWorkspace(), name: 'Unfinished', source: local('', '8000', 'seven') },
  ]
  const found = pairsOnInstance(local('localhost', '8000', 'mine'), workspaces, machine)
  expect(found.map(({ workspace, localAccessKey }) => `${workspace} ${localAccessKey}`)).toEqual([
    'Same one',
    'Both two',
    'Both three',
  ])
  expect(found[0]?.localRegion).toBe('us-east-1')
  expect(
    pairsOnInstance({ ...local('localhost', '8000', 'mine'), useLocal: false }, workspaces, machine),
  ).toEqual([])
})
