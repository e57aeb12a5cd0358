import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { callInputs } from './contract'
import { keepBoth } from './secret'
import { boardAsText } from './testAll'
import type { BoardRow } from './testAll'

const id = '00000000-0000-4000-8000-000000000000'
const many = 200_001
const secrets = { source: keepBoth(), destination: keepBoth() }

describe('what the window may send', () => {
  it('has room for a copy of the results of ten thousand workspaces', () => {
    const side = { outcome: 'failed', cause: 'c'.repeat(300), ms: 15_000 } as const
    const row: BoardRow = { id, name: 'n'.repeat(100), source: side, destination: side }
    const text = boardAsText(Array.from({ length: 10_000 }, () => row))
    expect(v.is(callInputs.copyText, { text })).toBe(true)
  })

  it.each([
    ['testMany', { runId: id, ids: [id], typed: Array(many).fill({ id, secrets }) }],
    ['exportWorkspaces', { ids: Array(many).fill(id), passphrase: null }],
    ['runImport', { choices: Array(many).fill('keep') }],
    ['importProfiles', { names: Array(many).fill('one'), withKeys: false }],
    ['importProfiles', { names: ['n'.repeat(10_001)], withKeys: false }],
    ['copyText', { text: 'x'.repeat(20_000_001) }],
  ] as const)('is bounded for %s', (name, input) => {
    const parsed = v.safeParse(callInputs[name], input)
    expect(parsed.issues?.map(({ type }) => type)).toContain('max_length')
  })
})
