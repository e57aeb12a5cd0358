import { describe, expect, it, vi } from 'vitest'
import { contentOf, readExchange, writeExchange } from './exchange'
import type { ExchangedWorkspace } from './exchange'
import { mostValues, readUntrustedJson } from './untrustedJson'
import { blankWorkspace } from '../workspace/workspace'
import type { Workspace } from '../workspace/workspace'

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const named = (name: string, more: Partial<Workspace> = {}): Workspace => ({
  ...blankWorkspace(),
  name,
  ...more,
})
const one = (number: number, workspace: Workspace, secretKey?: string): ExchangedWorkspace => ({
  id: idOf(number),
  workspace,
  secrets: { source: secretKey === undefined ? {} : { secretKey }, destination: {} },
})
function read(text: string, opened = false) {
  const json = readUntrustedJson(text)
  return json.ok ? readExchange(json.value, opened) : json
}
const sentence = (text: string): string => {
  const reading = read(text)
  return reading.ok ? 'read' : reading.sentence
}
type Raw = { workspaces: Record<string, unknown>[] }
/** The text of an export after a change to its JSON. */
const changed = (change: (raw: Raw & Record<string, unknown>) => void): string => {
  const raw = JSON.parse(writeExchange([one(1, named('A')), one(2, named('B'))])) as Raw &
    Record<string, unknown>
  change(raw)
  return JSON.stringify(raw)
}
/** Changes the second workspace of the file. */
const second = (patch: object): string =>
  changed(({ workspaces }) => Object.assign(workspaces[1] ?? {}, patch))

describe('an exported file', () => {
  it('reads back as it was, and is written again the same', () => {
    const all = [
      one(2, named('Orders', { tags: ['b', 'a'], description: 'ü “x”\n' })),
      one(1, named('Ärger')),
    ]
    const text = writeExchange(all)
    const back = read(text)
    expect(back).toEqual({ ok: true, value: { workspaces: all, leftOut: [], blanked: [] } })
    expect(back.ok && writeExchange(back.value.workspaces)).toBe(text)
  })

  it('does not depend on the order of workspaces and keys, and has no moment in it', () => {
    const all = [one(1, named('b')), one(3, named('a')), one(2, named('a')), one(4, named('B'))]
    const shuffled = all.toReversed().map(({ id, workspace, secrets }) => ({
      secrets,
      workspace: Object.fromEntries(Object.entries(workspace).toReversed()) as Workspace,
      id,
    }))
    const text = writeExchange(all)
    expect(writeExchange(shuffled)).toBe(text)
    expect(text).not.toMatch(/\d{4}-\d\d-\d\dT/)
    expect(text.match(/"name": .+/g)).toEqual([
      '"name": "B",',
      '"name": "a",',
      '"name": "a",',
      '"name": "b",',
    ])
    expect(text.startsWith('{\n  "format": "dynamodb-workspaces",\n  "version": 1,\n')).toBe(true)
    expect(text.endsWith('}\n')).toBe(true)
  })

  it('has no secrets unless requested, and does not mark the sample', () => {
    const secret = 'made/up/secret/of/this/test'
    const workspace = one(1, named('A', { sample: true }), secret)
    expect(writeExchange([workspace]).includes(secret)).toBe(false)
    expect(writeExchange([workspace])).not.toMatch(/secret|sample/)
    const opened = read(writeExchange([workspace], true), true)
    expect(opened).toEqual({
      ok: true,
      value: { workspaces: [one(1, named('A'), secret)], leftOut: [], blanked: [] },
    })
  })

  it('reads no secret from a plain file, and says so', () => {
    const text = second({ secrets: { source: { secretKey: 'x' }, destination: {} } })
    const reading = read(text)
    expect(reading).toMatchObject({ ok: true, value: { leftOut: ['secrets'] } })
    expect(reading.ok && reading.value.workspaces[1]?.secrets).toEqual({ source: {}, destination: {} })
  })

  it('reads what a hand or a newer minor version added as far as it is known', () => {
    const reading = read(
      second({ colour: 'red', source: { ...blankWorkspace().source, colour: 'blue', weight: 1 } }),
    )
    expect(reading).toMatchObject({ ok: true, value: { leftOut: ['colour', 'weight'] } })
  })

  it('leaves prototypes alone', () => {
    const text = second({}).replace(
      '"name":"B"',
      '"name":"B","__proto__":{"polluted":1},"constructor":{"a":1}',
    )
    const reading = read(text)
    expect(reading).toMatchObject({ ok: true, value: { leftOut: ['__proto__', 'constructor'] } })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(reading.ok && Object.keys(reading.value.workspaces[1]?.workspace ?? {})).not.toContain('__proto__')
    expect(sentence('{"__proto__": {"format": "dynamodb-workspaces", "version": 1, "workspaces": []}}')).toBe(
      'The file is not an export of DynamoDB Workspaces.',
    )
  })
})

describe('the size of a file', () => {
  const tooMany = 'The file has more values than any export.'
  it.each([
    ['lists', `{"workspaces":[${'[],'.repeat(10_000_000)}[]]}`],
    ['numbers', `{"workspaces":[${'0,'.repeat(10_000_000)}0]}`],
    ['keys', `{${Array.from({ length: mostValues }, (_, at) => `"${at}":0`).join()},"z":0}`],
  ])('is measured before it is parsed: %s', (_what, text) => {
    const parse = vi.spyOn(JSON, 'parse')
    expect(sentence(text)).toBe(tooMany)
    expect(parse).not.toHaveBeenCalled()
    parse.mockRestore()
  })

  it('ignores brackets inside texts', () => {
    const text = writeExchange([one(1, { ...named('A'), description: '[,"\\'.repeat(2_000) })])
    expect(read(text)).toMatchObject({ ok: true })
  })

  it('is counted in workspaces before they are looked at, and in names of unknown keys', () => {
    expect(sentence(changed((raw) => Object.assign(raw, { workspaces: Array(50_001).fill(0) })))).toBe(
      'Invalid in the file: workspaces.',
    )
    const keys = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`key ${at}`, 0]))
    const reading = read(changed((raw) => Object.assign(raw, keys)))
    expect(reading.ok && reading.value.leftOut).toHaveLength(100)
  })
})

describe('a file that is not imported', () => {
  it.each([
    ['text', 'hello', 'The file is not an export: its text is not complete JSON.'],
    ['nothing', '', 'The file is not an export: its text is not complete JSON.'],
    [
      'half of one',
      writeExchange([one(1, named('A'))]).slice(0, 200),
      'The file is not an export: its text is not complete JSON.',
    ],
    ['a list', '[]', 'The file is not an export of DynamoDB Workspaces.'],
    ['null', 'null', 'The file is not an export of DynamoDB Workspaces.'],
    ['other JSON', '{"format": "other"}', 'The file is not an export of DynamoDB Workspaces.'],
    ['a deep one', '['.repeat(100_000), 'The file is nested too deeply for an export.'],
    [
      'a deep one inside',
      second({ x: JSON.parse(`${'['.repeat(12)}${']'.repeat(12)}`) }),
      'The file is nested too deeply for an export.',
    ],
    [
      'a newer one',
      changed((raw) => (raw['version'] = 2)),
      'A newer version of DynamoDB Workspaces wrote the file. Update the application.',
    ],
    ['no version', changed((raw) => delete raw['version']), 'Invalid in the file: version.'],
    ['no list', changed((raw) => Object.assign(raw, { workspaces: {} })), 'Invalid in the file: workspaces.'],
    [
      'a wrong entry',
      changed((raw) => Object.assign(raw, { workspaces: [null] })),
      'Invalid in the file: workspace 1.',
    ],
    [
      'a wrong type',
      second({ source: { ...blankWorkspace().source, port: 8000 } }),
      'Invalid in the file: source.port of workspace 2.',
    ],
    [
      'a value far too long',
      second({ description: 'x'.repeat(10_001) }),
      'Invalid in the file: description of workspace 2.',
    ],
    [
      'an id that is a path',
      second({ id: '../../../etc/passwd' }),
      'Invalid in the file: id of workspace 2.',
    ],
    ['no name', second({ name: '  ' }), 'Invalid in the file: name of workspace 2.'],
    ['a name too long', second({ name: 'n'.repeat(101) }), 'Invalid in the file: name of workspace 2.'],
    ['an id twice', second({ id: idOf(1) }), 'Two workspaces in the file have the same id.'],
  ])('%s', (_what, text, why) => {
    expect(sentence(text)).toBe(why)
  })

  it('brackets inside of texts are not nesting', () => {
    expect(sentence(second({ description: `"\\[${'[{'.repeat(50)}` }))).toBe('read')
  })
})

describe('contentOf', () => {
  it('is equal for equal workspaces alone', () => {
    expect(contentOf(named('A', { sample: true }))).toBe(contentOf(named('A')))
    expect(contentOf(named('A', { tags: ['x'] }))).not.toBe(contentOf(named('A')))
  })
})
