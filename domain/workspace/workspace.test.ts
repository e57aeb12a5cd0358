import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { blankConnection } from '../connection/connection'
import type { ConnectionForm } from '../connection/connection'
import type { FormContext } from '../connection/connectionRules'
import {
  blankWorkspace,
  connectionTypes,
  duplicateName,
  headerProblems,
  readTags,
  titleOf,
  waitsFor,
  workspaceSchema,
} from './workspace'
import type { Workspace } from './workspace'

const form = (changes: Partial<ConnectionForm>): ConnectionForm => ({ ...blankConnection(), ...changes })
const workspace = (changes: Partial<Workspace>): Workspace => ({ ...blankWorkspace(), ...changes })
const local = (server: string, port = '8000') => form({ useLocal: true, server, port })

const none: FormContext = { secretKey: 'none', sessionToken: 'none' }
const noContext = { source: none, destination: none }

it('starts blank, with two connections of their own', () => {
  const blank = blankWorkspace()
  expect(blank).toEqual({
    name: '',
    description: '',
    tags: [],
    connectionType: 'dynamodb',
    source: blankConnection(),
    destination: blankConnection(),
  })
  expect(blank.source).not.toBe(blank.destination)
  expect(connectionTypes).toEqual({ dynamodb: 'DynamoDB' })
})

describe('the schema', () => {
  it('accepts a blank workspace, and valid or invalid values', () => {
    const full = workspace({ name: '', tags: [''], source: local('two words', '-1'), sample: true })
    expect(v.parse(workspaceSchema, blankWorkspace())).toEqual(blankWorkspace())
    expect(v.parse(workspaceSchema, full)).toEqual(full)
  })

  it.each([
    { ...blankWorkspace(), connectionType: 'mongodb' },
    { ...blankWorkspace(), connectionType: 'constructor' },
    { ...blankWorkspace(), tags: 'a, b' },
    { ...blankWorkspace(), source: {} },
    { name: 'Orders' },
    null,
  ])('refuses what is none: %#', (input) => {
    expect(v.safeParse(workspaceSchema, input).success).toBe(false)
  })
})

describe('headerProblems', () => {
  const nameless = { field: 'name', sentence: 'Enter a name to save.', blocksSave: true }
  const tooLong = (length: number) => ({
    field: 'name',
    sentence: `At most 100 characters; this has ${length}.`,
    blocksSave: true,
  })

  it.each([
    ['', [nameless]],
    [' \t\u00a0', [nameless]],
    ['O', []],
    ['n'.repeat(100), []],
    [` ${'n'.repeat(100)} `, []],
    ['n'.repeat(101), [tooLong(101)]],
    ['🙂'.repeat(100), []],
    ['🙂'.repeat(101), [tooLong(101)]],
  ])('of the name %j', (name, problems) => {
    expect(headerProblems(workspace({ name }))).toEqual(problems)
  })

  it('accepts a description of 200 characters, and saves a longer one', () => {
    expect(headerProblems(workspace({ name: 'Orders', description: '🙂'.repeat(200) }))).toEqual([])
    expect(headerProblems(workspace({ name: 'Orders', description: 'd'.repeat(201) }))).toEqual([
      { field: 'description', sentence: 'At most 200 characters; this has 201.', blocksSave: false },
    ])
  })
})

describe('readTags', () => {
  it.each([
    ['', []],
    [' , ,,', []],
    ['orders', ['orders']],
    ['orders, qa', ['orders', 'qa']],
    [' orders ,\tqa\u00a0,', ['orders', 'qa']],
    ['orders\nqa\r\nweekly report', ['orders', 'qa', 'weekly report']],
    ['QA, qa, Orders, Qa', ['QA', 'Orders']],
    ['Ärger, ärger', ['Ärger']],
    ['q a, qa', ['q a', 'qa']],
    ['constructor, __proto__', ['constructor', '__proto__']],
    ['🙂, \ud83d', ['🙂', '\ud83d']],
  ])('of %j', (text, tags) => {
    expect(readTags(text)).toEqual(tags)
  })

  it('reads its own list again unchanged', () => {
    const tags = readTags('b, A, a, c')
    expect(readTags(tags.join(', '))).toEqual(tags)
  })

  it('answers at once for very long texts', () => {
    const start = Date.now()
    expect(readTags(','.repeat(100_000))).toEqual([])
    expect(readTags(`${' '.repeat(100_000)}a`)).toEqual(['a'])
    expect(readTags('a,B,'.repeat(25_000))).toEqual(['a', 'B'])
    expect(Date.now() - start).toBeLessThan(500)
  })
})

describe('duplicateName', () => {
  it.each([
    ['Orders', [], 'Orders (2)'],
    ['Orders', ['Orders'], 'Orders (2)'],
    ['Orders', ['Orders', 'Orders (2)'], 'Orders (3)'],
    ['Orders', ['Orders', 'Orders (3)'], 'Orders (2)'],
    ['Orders (2)', ['Orders (2)'], 'Orders (3)'],
    ['Orders (9)', ['Orders', 'Orders (2)', ' Orders (3) '], 'Orders (4)'],
    ['Orders (2026)', ['Orders (2026)'], 'Orders (2026) (2)'],
    ['Orders (old)', [], 'Orders (old) (2)'],
    ['Orders(2)', [], 'Orders(2) (2)'],
    ['(2)', ['(2)'], '(2) (2)'],
    [' Orders ', [], 'Orders (2)'],
    ['', [''], 'Untitled workspace (2)'],
    ['  ', ['Untitled workspace (2)'], 'Untitled workspace (3)'],
  ])('of %j beside %j', (name, taken, duplicate) => {
    expect(duplicateName(name, taken)).toBe(duplicate)
  })

  it('stays within 100 characters, and cuts none in half', () => {
    const cut = 'n'.repeat(96)
    expect(duplicateName('n'.repeat(96), [])).toBe(`${cut} (2)`)
    expect(duplicateName('n'.repeat(100), [])).toBe(`${cut} (2)`)
    expect(duplicateName(`${'n'.repeat(95)} and more`, [])).toBe(`${'n'.repeat(95)} (2)`)
    expect(duplicateName('🙂'.repeat(100), [])).toBe(`${'🙂'.repeat(96)} (2)`)
    const nine = [2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${cut} (${number})`)
    expect(duplicateName('n'.repeat(100), nine)).toBe(`${'n'.repeat(95)} (10)`)
    for (const name of ['n'.repeat(100), '🙂'.repeat(100)]) {
      expect(headerProblems(workspace({ name: duplicateName(name, nine) }))).toEqual([])
    }
  })

  it('answers at once for very long and very many names', () => {
    const start = Date.now()
    const taken = Array.from({ length: 20_000 }, (_, index) => `Orders (${index})`)
    expect(duplicateName('Orders', taken)).toBe('Orders (20000)')
    expect(duplicateName(' (1'.repeat(100_000), [])).toMatch(/^\(1 .{90,94} \(2\)$/)
    expect(Date.now() - start).toBeLessThan(500)
  })
})

it.each([
  [' Orders ', 'Orders'],
  ['', 'Untitled workspace'],
  [' ', 'Untitled workspace'],
])('the name %j is shown as %j', (name, title) => {
  expect(titleOf(workspace({ name }))).toBe(title)
})

describe('what a workspace waits for', () => {
  const complete = form({ way: 'userCredentials', accessKey: 'AKIARTX3GSDSQEXAMPLE', region: 'eu-west-1' })
  const withSecret: FormContext = { ...none, secretKey: 'saved' }

  it('counts fields of both sides', () => {
    expect(waitsFor(blankWorkspace(), noContext)).toBe('4 fields to fill in')
    expect(waitsFor(workspace({ source: local('localhost') }), noContext)).toBe('2 fields to fill in')
  })

  it('counts wrong fields with missing ones, and says so when all are there', () => {
    const half = workspace({ source: local('two words', ''), destination: local('', '0') })
    expect(waitsFor(half, noContext)).toBe('4 fields to fill in')
    const wrong = workspace({ source: local('two words'), destination: local('localhost', '0') })
    expect(waitsFor(wrong, noContext)).toBe('2 fields to correct')
  })

  it('looks at each side with its own secrets', () => {
    const both = workspace({ source: complete, destination: complete })
    expect(waitsFor(both, noContext)).toBe('2 fields to fill in')
    expect(waitsFor(both, { ...noContext, source: withSecret })).toBe('1 field to fill in')
    expect(waitsFor(both, { source: withSecret, destination: withSecret })).toBeUndefined()
  })

  it('counts a long description, but no name that keeps from saving', () => {
    const ends = { source: local('localhost'), destination: local('localhost', '8001') }
    expect(waitsFor(workspace({ ...ends, name: '' }), noContext)).toBeUndefined()
    const long = workspace({ ...ends, description: 'd'.repeat(201) })
    expect(waitsFor(long, noContext)).toBe('1 field to correct')
  })
})
