import { expect, it } from 'vitest'
import { foundLine, secondLine } from './secondLine'

const book = [{ account: '777788889999', partition: 'aws', name: 'archive', colour: 'red' }] as const
const row = {
  id: 'a',
  title: 'Orders',
  unsaved: false,
  waiting: null,
  ends: { source: { label: 'prod-data' }, destination: { label: 'local :8001' } },
  statuses: { source: 'passed', destination: 'passed' },
  causes: { source: null, destination: null },
  testedAt: '',
  tags: ['Nightly'],
  text: [
    'orders',
    'a masked copy of all the tables for the people of the über team',
    'nightly',
    'arn:aws:iam::777788889999:role/reader',
    '222233334444',
    'akiartx3gsdsqexample',
    'europe (ireland)',
    'dynamodb.eu-west-1.amazonaws.com',
  ].join('\n'),
} as const
const failing = {
  ...row,
  statuses: { ...row.statuses, source: 'failed' },
  waiting: '2 fields to fill in',
} as const

it.each([
  ['', undefined],
  ['orders', undefined],
  ['prod orders 8001', undefined],
  ['NIGHT', 'tag: Nightly'],
  ['orders night', 'tag: Nightly'],
  ['masked', 'description: a masked copy of all the tables for the people of the über team'],
  ['über', 'description: …of the über team'],
  ['reader', 'role: arn:aws:iam::777788889999:role/reader'],
  ['archive', 'account: archive'],
  ['2222', 'account: 222233334444'],
  ['akia', 'access key: akiartx3gsdsqexample'],
  ['ireland', 'region: europe (ireland)'],
  ['amazonaws', 'host: dynamodb.eu-west-1.amazonaws.com'],
])('searched by “%s”, the second line says %s where it would have shown the route', (query, line) => {
  expect(secondLine(row, { query, book })).toBe(line)
  expect(foundLine(row, { query, book })).toBe(line)
})

it.each([
  ['', '2 fields to fill in'],
  ['orders', '2 fields to fill in'],
  ['fields', '2 fields to fill in'],
  ['prod', undefined],
  ['night', 'tag: Nightly'],
])('searched by “%s”, a state gives way only to what matched: %s', (query, line) => {
  expect(secondLine(failing, { query, book })).toBe(line)
})

it('without a text to search, the state stands', () => {
  expect(secondLine({ ...failing, text: '', tags: [] }, { query: '', book })).toBe('2 fields to fill in')
})
