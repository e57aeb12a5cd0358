import { describe, expect, it } from 'vitest'
import { commandLineHelp, commandWords, readCommandLine, select } from './commandLine'
import { blankWorkspace } from '../../domain/workspace/workspace'

describe('what the application was started for', () => {
  it.each([
    [['/opt/app', 'test', '--all'], false, ['--all']],
    [['/opt/app', '--no-sandbox', '--user-data-dir=/d', 'test', 'A'], false, ['A']],
    [['/electron', '/checkout', 'test', '--json'], true, ['--json']],
    [['/electron', '--no-sandbox', '.', 'test'], true, []],
    [['/opt/app'], false, undefined],
    [['/opt/app', '--disable-gpu'], false, undefined],
    [['/opt/app', 'something', 'test'], false, undefined],
    // The checkout's own folder may have that name.
    [['/electron', 'test'], true, undefined],
  ])('%j', (argv, hasPath, words) => {
    expect(commandWords(argv, hasPath)).toEqual(words)
  })
})

describe('the words after test', () => {
  const names = (...texts: string[]) => ({ kind: 'names', texts })
  const table = { kind: 'table' }

  it.each([
    [['--all'], { selection: { kind: 'all' }, format: table }],
    [['--json', '--all'], { selection: { kind: 'all' }, format: { kind: 'json' } }],
    [['Orders', 'Two words'], { selection: names('Orders', 'Two words'), format: table }],
    [['--', '--odd', '-h'], { selection: names('--odd', '-h'), format: table }],
    [['--tag', 'a', '--tag=b=c'], { selection: { kind: 'tags', texts: ['a', 'b=c'] }, format: table }],
    [['--all', '--junit', 'r.xml'], { selection: { kind: 'all' }, format: { kind: 'junit', file: 'r.xml' } }],
    [['--junit=r.xml', 'A'], { selection: names('A'), format: { kind: 'junit', file: 'r.xml' } }],
    [['A', '--user-data-dir=/d'], { selection: names('A'), format: table }],
  ])('%j', (words, command) => {
    expect(readCommandLine(words)).toEqual({ kind: 'test', ...command })
  })

  it.each([
    [[], 'Say which workspaces'],
    [['--json'], 'Say which workspaces'],
    [['--all', 'A'], 'Use only one of --all, --tag and names'],
    [['--all', '--tag', 't'], 'Use only one'],
    [['--all', '--json', '--junit', 'f'], 'Use either --json or --junit, not both'],
    [['--all', '--tag'], '--tag needs a tag'],
    [['--all', '--junit='], '--junit needs the name of a file'],
    [['--al'], '--al is not known here'],
    [['-v', 'A'], '-v is not known here'],
    [['-hv'], '-hv is not known here'],
    [['-'], '- is not known here'],
    // The value would be taken for a name.
    [['--all', '--user-data-dir', '/d'], '--user-data-dir is not known here'],
    [['--secret=hunter2'], '--secret is not known here'],
  ])('refuses %j', (words, sentence) => {
    const read = readCommandLine(words)
    expect(read).toMatchObject({ kind: 'wrong', sentence: expect.stringContaining(sentence) })
    expect(JSON.stringify(read)).not.toContain('hunter2')
  })

  it('prints help and version', () => {
    expect(readCommandLine(['--all', '--help'])).toEqual({ kind: 'help' })
    for (const word of [
      '--all',
      '--tag',
      '--json',
      '--junit',
      '--user-data-dir=DIR',
      'Exit code',
      'not kept',
    ]) {
      expect(commandLineHelp).toContain(word)
    }
  })
})

describe('the selection', () => {
  const make = (name: string, ...tags: string[]) => ({ ...blankWorkspace(), name, tags })
  const all = [make('Orders', 'Nightly'), make('Orders', 'qa'), make(' Payments ', 'nightly', 'eu'), make('')]
  const chosen = (selection: Parameters<typeof select>[0]) => {
    const found = select(selection, all, (workspace) => workspace)
    return [found.chosen.map((workspace) => all.indexOf(workspace)), found.unmatched]
  }

  it('is all, those with any of the tags, or those of these names', () => {
    expect(chosen({ kind: 'all' })).toEqual([[0, 1, 2, 3], []])
    expect(chosen({ kind: 'tags', texts: ['NIGHTLY', 'qa'] })).toEqual([[0, 1, 2], []])
    expect(chosen({ kind: 'names', texts: ['Payments', 'Orders'] })).toEqual([[0, 1, 2], []])
  })

  it('names what nothing matches', () => {
    expect(chosen({ kind: 'tags', texts: ['eu', 'us'] })).toEqual([[2], ['us']])
    expect(chosen({ kind: 'names', texts: ['orders'] })).toEqual([[], ['orders']])
  })
})
