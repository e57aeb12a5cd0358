import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { callInputs } from './contract'
import { keepBoth } from './secret/secret'
import { boardAsText } from './test/testMany'
import type { BoardRow } from './test/testMany'

const id = '00000000-0000-4000-8000-000000000000'
const many = 50_001
const enough = 10_000
const someIds = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => id.slice(0, -6) + String(at).padStart(6, '0'))
const secrets = { source: keepBoth(), destination: keepBoth() }

describe('what the window may send', () => {
  it('has room for a copy of the results of ten thousand workspaces', () => {
    const side = { outcome: 'failed', cause: 'c'.repeat(300), ms: 15_000 } as const
    const row: BoardRow = { id, name: 'n'.repeat(100), source: side, destination: side }
    const text = boardAsText(Array.from({ length: 10_000 }, () => row))
    expect(v.is(callInputs.copyText, { text })).toBe(true)
  })

  it.each([
    [
      'testMany',
      { runId: id, ids: [id], typed: Array(many).fill({ id, secrets }) },
      { runId: id, ids: [id], typed: Array(enough).fill({ id, secrets }) },
    ],
    [
      'exportWorkspaces',
      { ids: someIds(many), passphrase: null },
      { ids: someIds(enough), passphrase: null },
    ],
    ['runImport', { choices: Array(many).fill('keep') }, { choices: Array(enough).fill('keep') }],
    [
      'importProfiles',
      { names: Array(many).fill('one'), withKeys: false },
      { names: Array(enough).fill('one'), withKeys: false },
    ],
    ['importProfiles', { names: ['n'.repeat(10_001)], withKeys: false }, { names: ['n'], withKeys: false }],
    ['copyText', { text: 'x'.repeat(20_000_001) }, { text: 'x' }],
  ] as const)('is bounded for %s', (name, input, within) => {
    expect(v.is(callInputs[name], input)).toBe(false)
    expect(v.is(callInputs[name], within)).toBe(true)
  })
})
