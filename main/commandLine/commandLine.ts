import { parseArgs } from 'node:util'
import type { Workspace } from '../../domain/workspace/workspace'
import { titleOf } from '../../domain/workspace/workspace'

/** Which workspaces a command is about. */
export type Selection = { kind: 'all' } | { kind: 'tags' | 'names'; texts: string[] }

/** The output of a command: a table, JSON on the standard output, or a table and a JUnit file. */
export type OutputFormat = { kind: 'table' | 'json' } | { kind: 'junit'; file: string }

/** A command line as it was understood; `wrong` says in a sentence what is the matter with it. */
export type CommandLine =
  | { kind: 'test'; selection: Selection; format: OutputFormat }
  | { kind: 'help' }
  | { kind: 'wrong'; sentence: string }

/** What `--help` prints. */
export const commandLineHelp = `Usage: dynamodb-workspaces test [--all | --tag T… | NAME…] [--json | --junit FILE] [--user-data-dir=DIR]

Tests both connections of workspaces, as they stand with unsaved edits, without opening a window.

  --all                 every workspace
  --tag T               those with this tag; given again, those with any of the tags
  NAME…                 those of exactly these names; after -- a name may begin with a dash
  --json                the results as JSON, and nothing else, on the standard output
  --junit FILE          the results as JUnit XML in a file
  --user-data-dir=DIR   the application's data, if it is not in the usual folder

Exit code: 0 all passed; 1 a test failed; 2 something could not be tested: the words are wrong, nothing
matches, fields are to be filled in, a file cannot be read, or the keychain does not return a secret.

Nothing is written to the application's data: results are not kept with the workspaces, so that this may run while
the window is open. A secret that was typed there and not saved is not known here.
`

/**
 * The words after `test`, if that is what the application was started for; undefined when it is to open its window.
 * Words before it that begin with a dash are Chromium's switches. `hasPath` says that the application's path comes
 * first, as it does when a checkout is started.
 */
export function commandWords(argv: readonly string[], hasPath: boolean): string[] | undefined {
  const words = argv.slice(1)
  const plain = words.flatMap((word, index) => (word.startsWith('-') ? [] : [index]))
  const at = plain[hasPath ? 1 : 0]
  return at !== undefined && words[at] === 'test' ? words.slice(at + 1) : undefined
}

const options = {
  all: { type: 'boolean' },
  tag: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  junit: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  'user-data-dir': { type: 'string' },
} as const

/**
 * Reads the words after `test`. An unknown or incomplete option is refused, since a guess would test something else.
 */
export function readCommandLine(words: readonly string[]): CommandLine {
  // `strict` would throw sentences of its own; the tokens are judged here.
  const { tokens } = parseArgs({
    args: [...words],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const names: string[] = []
  const tags: string[] = []
  const formats: OutputFormat[] = []
  let all = false
  let isEnded = false
  for (const token of tokens) {
    const word = words[token.index] ?? ''
    // A lone dash, and several short options in one word.
    if (!isEnded && /^-(?!-|h$)/.test(word)) return wrong(`${word} is not known here.`)
    if (token.kind === 'option-terminator') isEnded = true
    if (token.kind === 'positional') names.push(token.value)
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    if (name === 'tag' || name === 'junit') {
      if (!value?.trim()) return wrong(`${rawName} needs ${name === 'tag' ? 'a tag' : 'the name of a file'}.`)
      if (name === 'tag') tags.push(value)
      else formats.push({ kind: 'junit', file: value })
    }
    // Electron has read this one already.
    else if (name === 'user-data-dir' && inlineValue && value) continue
    else if (value !== undefined) return wrong(`${rawName} is not known here.`)
    else if (name === 'help') return { kind: 'help' }
    else if (name === 'all') all = true
    else if (name === 'json') formats.push({ kind: 'json' })
    else return wrong(`${rawName} is not known here.`)
  }
  const selections: Selection[] = [
    ...(all ? [{ kind: 'all' } as const] : []),
    ...(tags.length > 0 ? [{ kind: 'tags', texts: tags } as const] : []),
    ...(names.length > 0 ? [{ kind: 'names', texts: names } as const] : []),
  ]
  const [selection] = selections
  if (!selection) return wrong('Say which workspaces: --all, --tag T, or their names.')
  if (selections.length > 1) return wrong('Use only one of --all, --tag and names.')
  if (formats.length > 1) return wrong('Use either --json or --junit, not both.')
  return { kind: 'test', selection, format: formats[0] ?? { kind: 'table' } }
}

function wrong(sentence: string): CommandLine {
  return { kind: 'wrong', sentence }
}

/** The workspaces that a selection means, in the given order, and the names or tags that none of them has. */
export function select<T>(
  selection: Selection,
  items: readonly T[],
  workspaceOf: (item: T) => Workspace,
): { chosen: T[]; unmatched: string[] } {
  if (selection.kind === 'all') return { chosen: [...items], unmatched: [] }
  const { kind, texts } = selection
  const fits = (item: T, text: string): boolean => {
    const workspace = workspaceOf(item)
    if (kind === 'names') return titleOf(workspace) === text.trim()
    return workspace.tags.some((tag) => tag.toLowerCase() === text.trim().toLowerCase())
  }
  return {
    chosen: items.filter((item) => texts.some((text) => fits(item, text))),
    unmatched: texts.filter((text) => !items.some((item) => fits(item, text))),
  }
}
