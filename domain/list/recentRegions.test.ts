import { expect, test } from 'vitest'
import { recentRegions } from './recentRegions'

const rows = [
  { id: 'a', regions: ['eu-west-1', 'us-east-1'] },
  { id: 'b', regions: ['eu-central-1', 'eu-west-1'] },
  { id: 'c', regions: ['ap-south-1'] },
]

test('the regions of the workspaces opened last come in that order, each once', () => {
  expect(recentRegions(rows, ['b', 'a'])).toEqual(['eu-central-1', 'eu-west-1', 'us-east-1'])
})

test('at most four regions are recent, and a workspace that is gone has none', () => {
  const many = [...rows, { id: 'd', regions: ['sa-east-1', 'ca-west-1'] }]
  expect(recentRegions(many, ['gone', 'a', 'd', 'c'])).toEqual([
    'eu-west-1',
    'us-east-1',
    'sa-east-1',
    'ca-west-1',
  ])
})
