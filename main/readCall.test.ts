import { afterEach, describe, expect, it, vi } from 'vitest'
import { blankWorkspace } from '../domain/workspace/workspace'
import { keepBoth } from '../domain/secret/secret'
import { longestLine, logLine } from './log'
import { readCall } from './readCall'

const id = '00000000-0000-4000-8000-000000000000'
const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
afterEach(() => logged.mockClear())

/** A list of the given length that counts how often an item is read. */
function watched(length: number, item: unknown): { list: unknown[]; looks: () => number } {
  let looks = 0
  const get = (target: unknown[], key: string | symbol): unknown => {
    if (key === 'length') return length
    if (typeof key === 'string' && /^\d+$/.test(key)) {
      looks++
      return item
    }
    return Reflect.get(target, key)
  }
  return { list: new Proxy([], { get }), looks: () => looks }
}

describe('the input of a call', () => {
  it('is counted before its items are read', () => {
    const tags = watched(5_000_000, 7)
    const draft = { ...blankWorkspace(), tags: tags.list }
    expect(readCall('keepDraft', { id, draft })).toMatchObject({
      failure: { remedy: 'Correct this value: draft.tags.' },
    })
    const ids = watched(5_000_000, id)
    expect(readCall('testMany', { runId: id, ids: ids.list, typed: [] })).toMatchObject({ ok: false })
    const secrets = { source: keepBoth(), destination: keepBoth() }
    const typed = watched(5_000_000, { id, secrets })
    expect(readCall('testMany', { runId: id, ids: [id], typed: typed.list })).toMatchObject({ ok: false })
    const accounts = watched(5_000_000, {})
    expect(readCall('keepAccountBook', { accounts: accounts.list })).toMatchObject({ ok: false })
    expect([tags.looks(), ids.looks(), typed.looks(), accounts.looks()]).toEqual([0, 0, 0, 0])
  })

  it('is read only up to the first problem, and one path is named', () => {
    const tags = watched(1_000, 7)
    const draft = { ...blankWorkspace(), name: 8, tags: tags.list }
    expect(readCall('keepDraft', { id, draft })).toMatchObject({
      failure: { remedy: 'Correct this value: draft.name.' },
    })
    expect(tags.looks()).toBe(0)
    const numbers = { ...blankWorkspace(), tags: Array(1_000).fill(7) }
    expect(readCall('keepDraft', { id, draft: numbers })).toMatchObject({
      failure: { remedy: 'Correct this value: draft.tags.0.' },
    })
    expect(logged.mock.calls).toEqual([
      ['keepDraft: bad input at draft.name'],
      ['keepDraft: bad input at draft.tags.0'],
    ])
  })

  it('is refused when it names a workspace twice', () => {
    const twice = [id, id]
    expect(readCall('testMany', { runId: id, ids: twice, typed: [] })).toMatchObject({ ok: false })
    expect(readCall('exportWorkspaces', { ids: twice, passphrase: null })).toMatchObject({ ok: false })
  })

  it.each(['setFavourite', 'createWorkspace', 'rememberOpened', 'deleteWorkspace'] as const)(
    'has ids in lower case only: %s',
    (name) => {
      const upper = 'ABCDEF00-0000-4000-8000-000000000000'
      expect(readCall(name, { id: upper, isFavourite: true })).toMatchObject({ ok: false })
      expect(readCall(name, { id: upper.toLowerCase(), isFavourite: true })).toMatchObject({ ok: true })
    },
  )
})

it('a logged line has a limited length', () => {
  logLine('x'.repeat(1_000_000))
  expect(String(logged.mock.calls[0]?.[0])).toHaveLength(longestLine)
})
