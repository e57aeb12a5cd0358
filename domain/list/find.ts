import type { AccountBook } from '../accounts/accountBook'
import type { ConnectionKind } from '../connection/connection'
import { sides } from '../side'
import type { Side } from '../side'
import { rankByWords } from './ranking'
import { stateOf } from './rowState'
import type { WorkspaceRow } from './workspaceRow'

/** The statuses that can be looked for. */
export const soughtStatuses = ['passed', 'failed', 'changed', 'never', 'expired'] as const
export type SoughtStatus = (typeof soughtStatuses)[number]

/** The filters that apply in addition to the search text. An empty list of choices filters nothing. */
export type Filters = {
  /** `passed` must hold for both sides, any other status for at least one. */
  statuses: readonly SoughtStatus[]
  /** The ways of connecting, on either side. */
  ways: readonly ConnectionKind[]
  /** Tags without regard to case. */
  tags: readonly string[]
  /** Whether one or all of the tags are required. */
  tagMode: 'any' | 'all'
  /** Keys or a role session that expire within a day, and expired keys. */
  expiring: boolean
  favourites: boolean
  /** Among those opened last. */
  recent: boolean
}

/** Filters that let everything through. */
export const noFilters: Filters = {
  statuses: [],
  ways: [],
  tags: [],
  tagMode: 'any',
  expiring: false,
  favourites: false,
  recent: false,
}

/** What is known in addition to the rows. */
export type Known = {
  favourites: ReadonlySet<string>
  recents: readonly string[]
  /** Names of accounts, which are searched as well. */
  book?: AccountBook
  /** In milliseconds since 1970. */
  now: number
}

/**
 * Whether every typed word is found in the text of a workspace, or names one of its accounts in the book.
 */
export function matchesSearch(
  row: Pick<WorkspaceRow, 'text'>,
  query: string,
  book: AccountBook = [],
): boolean {
  return matchesWords(row, readWords(query, book))
}

/** A word of the query: whether a text in lower case has it, and the letters that match for it. */
export type Word = { isIn: (text: string) => boolean; letters: readonly string[] }

/**
 * What a typed word may mean: itself; the host and port of a URL; an account ID without its dashes; a shortened access
 * key by both of its ends. Each meaning has one or more parts, all of which must occur.
 */
function spellingsOf(word: string): (readonly string[])[] {
  const [, address] = /^https?:\/\/(?:[^/@]*@)?([^/?#]+)/.exec(word) ?? []
  const digits = /^\d{4}-\d{4}-\d{4}$/.test(word) ? word.replaceAll('-', '') : undefined
  const ends = word.split(/…|\.{3}/).filter(Boolean)
  return [
    [word],
    ...(address !== undefined ? [[address]] : []),
    ...(digits !== undefined ? [[digits]] : []),
    ...(/…|\.{3}/.test(word) && ends.length > 0 ? [ends] : []),
  ]
}

/** Whether every word of the query means itself alone, so that a longer query finds no more than it. */
export function isPlain(query: string): boolean {
  return !/…|\.{2}|:\/|\d{4}-/.test(query)
}

/** Splits a query at its blanks, in lower case. */
function splitQuery(query: string): string[] {
  // The arrow stands between the two ends in the list, and comes along when the line is copied.
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && word !== '→')
}

/** Reads the words of a query. A word that is part of an account's name also means the account's ID. */
export function readWords(query: string, book: AccountBook = []): Word[] {
  return splitQuery(query).map((word) => {
    const spellings = spellingsOf(word)
    const accounts = book
      .filter(({ name }) => name.toLowerCase().includes(word))
      .map(({ account }) => account)
    const letters = spellings.flat()
    // Most words mean themselves alone, and thousands of texts are searched at each key.
    if (spellings.length === 1 && accounts.length === 0)
      return { isIn: (text) => text.includes(word), letters }
    return {
      isIn: (text) =>
        spellings.some((pieces) => pieces.every((piece) => text.includes(piece))) ||
        accounts.some((account) => text.includes(account)),
      letters,
    }
  })
}

function matchesWords({ text }: Pick<WorkspaceRow, 'text'>, words: readonly Word[]): boolean {
  return words.every((word) => word.isIn(text))
}

/** Finds the rows that contain every word of the query and pass every filter, in their given order. */
export function findRows(
  rows: readonly WorkspaceRow[],
  query: string,
  filters: Filters,
  known: Known,
): readonly WorkspaceRow[] {
  const words = readWords(query, known.book ?? [])
  if (words.length === 0 && !isNarrowed(filters)) return rows
  const tags = filters.tags.map((tag) => tag.toLowerCase())
  const wanted = { ...filters, tags }
  const passesAll = isNarrowed(filters) ? (row: WorkspaceRow) => passes(row, wanted, known) : () => true
  return rows.filter((row) => matchesWords(row, words) && passesAll(row))
}

/** What matched by its name, the best first, and what matched by anything else. */
export type ByName = { named: readonly WorkspaceRow[]; others: readonly WorkspaceRow[] }

/**
 * Ranks rows that match a query: the name begins with it, every word begins a word of the name, every word is somewhere
 * in the name; the others match elsewhere. Equal ones keep their order, and nothing is sorted.
 */
export function namesFirst(rows: readonly WorkspaceRow[], query: string): ByName {
  const words = splitQuery(query)
  if (words.length === 0) return { named: rows, others: [] }
  const ranked: [WorkspaceRow[], WorkspaceRow[], WorkspaceRow[]] = [[], [], []]
  const others: WorkspaceRow[] = []
  for (const row of rows) {
    const rank = rankByWords(row.text.slice(0, row.text.indexOf('\n')), words)
    if (rank === undefined) others.push(row)
    else ranked[rank].push(row)
  }
  return { named: ranked.flat(), others }
}

/**
 * Finds as `findRows` does, and remembers it: what one more letter finds is among what was found without it, unless the
 * word becomes one that means more.
 */
export function createSearch(): typeof findRows {
  let last: { rows: unknown; book: unknown; query: string; found: readonly WorkspaceRow[] } | undefined
  return (rows, query, filters, known) => {
    if (isNarrowed(filters)) return findRows(rows, query, filters, known)
    const isNarrower =
      last?.rows === rows && last.book === known.book && query.startsWith(last.query) && isPlain(query)
    const found = findRows(isNarrower && last ? last.found : rows, query, filters, known)
    last = { rows, book: known.book, query, found }
    return found
  }
}

/** Whether any filter is active. */
export function isNarrowed({ statuses, ways, tags, expiring, favourites, recent }: Filters): boolean {
  return statuses.length + ways.length + tags.length > 0 || expiring || favourites || recent
}

function passes(row: WorkspaceRow, filters: Filters, known: Known): boolean {
  const { statuses, ways, tags, expiring } = filters
  if (filters.favourites && !known.favourites.has(row.id)) return false
  if (filters.recent && !known.recents.includes(row.id)) return false
  if (ways.length > 0 && !sides.some((side) => ways.includes(row.ways[side]))) return false
  if (tags.length > 0) {
    const own = new Set(row.tags.map((tag) => tag.toLowerCase()))
    const has = (tag: string): boolean => own.has(tag)
    if (!(filters.tagMode === 'all' ? tags.every(has) : tags.some(has))) return false
  }
  if (statuses.length > 0 && !statuses.some((status) => hasStatus(row, status))) return false
  return !expiring || sides.some((side) => isExpiring(row, side, known.now))
}

/** “Failed” finds all that the list shows as failed. */
function hasStatus(row: WorkspaceRow, sought: SoughtStatus): boolean {
  if (sought === 'failed') return stateOf(row) === 'failed'
  const is = (side: Side): boolean => row.statuses[side] === sought
  return sought === 'passed' ? sides.every(is) : sides.some(is)
}

/** Ignores an expired role session, because the next test opens another; expired keys stay expired. */
function isExpiring({ statuses, expiresAt, ways }: WorkspaceRow, side: Side, now: number): boolean {
  if (statuses[side] === 'expired') return true
  const left = Date.parse(expiresAt[side] ?? '') - now
  return left <= 86_400_000 && (left > 0 || ways[side] === 'userCredentials')
}
