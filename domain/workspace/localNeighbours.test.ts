import { expect, it } from 'vitest'
import { blankConnection } from '../connection/connection'
import type { ConnectionForm } from '../connection/connection'
import { indexLocalNeighbours } from './localNeighbours'
import { blankWorkspace } from './workspace'

const machine = { names: ['laptop'], addresses: [] }
const local = (server: string, port: string, localAccessKey: string): ConnectionForm => ({
  ...blankConnection(),
  useLocal: true,
  server,
  port,
  localAccessKey,
})

it('finds the workspaces that use the same instance under any of its names', () => {
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
  const ask = indexLocalNeighbours(
    workspaces.map((workspace) => ({ id: workspace.name, workspace })),
    machine,
  )
  const found = ask(local('localhost', '8000', 'mine'), 'Mine')
  expect(found.map(({ workspace, localAccessKey }) => `${workspace} ${localAccessKey}`)).toEqual([
    'Same one',
    'Both two',
    'Both three',
  ])
  expect(found[0]?.localRegion).toBe('us-east-1')
  expect(ask({ ...local('localhost', '8000', 'mine'), useLocal: false }, 'Mine')).toEqual([])
})

it('lists each pair once, and not those of the workspace itself', () => {
  const source = local('localhost', '8000', 'shared')
  const all = ['A', 'B', 'C'].map((name) => ({ id: name, workspace: { ...blankWorkspace(), name, source } }))
  const ask = indexLocalNeighbours(all, machine)
  expect(ask(source, 'A')).toMatchObject([{ workspace: 'B' }])
  expect(ask(source, 'C')).toMatchObject([{ workspace: 'A' }])
  expect(indexLocalNeighbours(all.slice(0, 1), machine)(source, 'A')).toEqual([])
})
