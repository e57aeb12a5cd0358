import { expect, it } from 'vitest'
import { leaveQuestion } from './secretsLeave'

it('says how many secrets leave, and whose they are', () => {
  const { message, detail } = leaveQuestion({ how: 'export', names: ['Orders', 'Payments'], secrets: 3 })
  expect(message).toBe('Export 3 secrets of 2 workspaces?')
  expect(detail).toContain('From “Orders”, “Payments”. ')
  expect(leaveQuestion({ how: 'profiles', names: ['default'], secrets: 1 }).message).toBe(
    'Import 1 secret from 1 AWS CLI profile?',
  )
})

it('stays short when there are many long names', () => {
  const names = Array.from({ length: 10_000 }, (_, at) => `${at}`.padEnd(10_000, 'x'))
  const { message, detail } = leaveQuestion({ how: 'export', names, secrets: 40_000 })
  expect(message).toBe('Export 40,000 secrets of 10,000 workspaces?')
  expect(detail).toContain('and 9995 more')
  expect(detail.length).toBeLessThan(700)
})
