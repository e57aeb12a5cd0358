import { describe, expect, it } from 'vitest'
import { stateLine, stateOf } from './rowState'
import type { ShownRow } from './workspaceRow'

const row = (change: Partial<ShownRow>): ShownRow => ({
  id: 'a',
  title: 'Orders',
  unsaved: false,
  waiting: null,
  ends: { source: { label: 'prod-data' }, destination: { label: 'staging' } },
  statuses: { source: 'passed', destination: 'passed' },
  causes: { source: null, destination: null },
  testedAt: '',
  ...change,
})

describe('the state of a row', () => {
  it('is that of its worst side; expired keys have failed', () => {
    expect(stateOf(row({}))).toBe('passed')
    expect(stateOf(row({ statuses: { source: 'passed', destination: 'expired' } }))).toBe('failed')
    expect(stateOf(row({ statuses: { source: 'changed', destination: 'passed' } }))).toBe('changed')
    expect(stateOf(row({ statuses: { source: 'never', destination: 'passed' } }))).toBe('untested')
    expect(stateOf(row({ waiting: '2 fields to fill in' }))).toBe('incomplete')
  })

  it('says in a line why it failed and where, what is missing, or what changed', () => {
    const failed = (source: ShownRow['causes']['source'], destination: ShownRow['causes']['source']) =>
      stateLine(row({ causes: { source, destination } }))
    expect(failed(null, 'tokenExpired')).toBe('Keys expired, destination')
    expect(failed('tokenExpired', 'tokenExpired')).toBe('Keys expired, both sides')
    expect(failed(null, 'sameAccount')).toBe('Same account as the source')
    expect(stateLine(row({ waiting: '2 fields to fill in' }))).toBe('2 fields to fill in')
    expect(stateLine(row({ statuses: { source: 'changed', destination: 'passed' } }))).toBe(
      'Source changed since its test',
    )
    expect(stateLine(row({}))).toBeUndefined()
  })
})
