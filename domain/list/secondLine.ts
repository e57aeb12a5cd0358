import type { AccountBook } from '../accounts/accountBook'
import { summaryLine } from './endpoint'
import { readWords } from './find'
import type { Word } from './find'
import { stateLine } from './rowState'
import type { ShownRow, WorkspaceRow } from './workspaceRow'

/** What is looked for, and the names of accounts. */
export type Sought = { query: string; book: AccountBook }

/** A row as it is found; one that an earlier run kept has no text to search. */
type FoundRow = ShownRow & Partial<Pick<WorkspaceRow, 'text' | 'tags'>>

/**
 * The line below a name: what failed, is missing or changed, or else what of the query matched that neither the name nor
 * this line shows. Undefined where the route is to be shown.
 */
export function secondLine(row: FoundRow, sought: Sought): string | undefined {
  const state = stateLine(row)
  const words = wordsBeside(row.title, readWords(sought.query, sought.book))
  if (words.length === 0 || (state !== undefined && wordsBeside(state, words).length === 0)) return state
  return lineFor(row, sought, words)
}

/** What of the query matched that neither the name nor the route of a row shows; undefined if they show all of it. */
export function foundLine(row: FoundRow, sought: Sought): string | undefined {
  return lineFor(row, sought, wordsBeside(row.title, readWords(sought.query, sought.book)))
}

function lineFor(row: FoundRow, { book }: Sought, words: readonly Word[]): string | undefined {
  const [word] = wordsBeside(summaryLine(row.ends, book), words)
  return word && whereFound(row, word, book)
}

/** The words that a text does not have. */
function wordsBeside(text: string, words: readonly Word[]): Word[] {
  const hay = text.toLowerCase()
  return words.filter((word) => !word.isIn(hay))
}

function whereFound({ tags = [], text = '' }: FoundRow, word: Word, book: AccountBook): string | undefined {
  const tag = tags.find((one) => word.isIn(one.toLowerCase()))
  if (tag !== undefined) return `tag: ${tag}`
  const [, description = '', ...others] = text.split('\n')
  if (word.isIn(description)) return `description: ${from(description, word)}`
  const account = book.find(({ account: id, name }) => text.includes(id) && word.isIn(name.toLowerCase()))
  if (account) return `account: ${account.name}`
  const other = others.find((one) => word.isIn(one))
  return other && `${wordFor(other)}: ${other}`
}

/** How many letters before what matched are shown. */
const lettersBefore = 12

/** A long text from shortly before what matched, so that it is in view. */
function from(text: string, { letters }: Word): string {
  const at = Math.max(...letters.map((one) => text.indexOf(one)))
  if (at <= 2 * lettersBefore) return text
  return `…${text.slice(text.indexOf(' ', at - lettersBefore) + 1 || at)}`
}

/** What a searched word is, by its shape. */
function wordFor(text: string): string {
  if (text.startsWith('arn:')) return 'role'
  if (/^\d{12}$/.test(text)) return 'account'
  if (/^a[ks]ia/.test(text)) return 'access key'
  return text.includes('(') ? 'region' : 'host'
}
