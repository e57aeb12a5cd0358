import type { AccountBook } from '../accounts/accountBook'
import { kindOf } from '../connection/connection'
import type { ConnectionForm, ConnectionKind, FieldName } from '../connection/connection'
import type { WorkspaceRecord } from '../workspace/workspaceRecord'
import { summaryLine } from './endpoint'
import { hostAndPort, isLoopbackHost, readPort, readServer } from '../connection/localHost'
import { findRegion } from '../connection/regions'
import type { SecretName } from '../secret/secret'
import { sides } from '../side'
import type { BothSides } from '../side'
import type { SideStatus, SideView } from '../workspace/sideView'
import { currentOf } from '../workspace/workspace'

/** The statuses that can be looked for. */
export const soughtStatuses = ['passed', 'failed', 'changed', 'never', 'expired'] as const
export type SoughtStatus = (typeof soughtStatuses)[number]

/** What narrows the list down beside the words of the search. An empty list of choices narrows nothing. */
export type Filters = {
  /** `passed` asks it of both sides, every other status of either. */
  statuses: readonly SoughtStatus[]
  /** The ways of connecting, on either side. */
  ways: readonly ConnectionKind[]
  /** Tags without regard to case. */
  tags: readonly string[]
  /** Whether any or all of the tags must be there. */
  tagMode: 'any' | 'all'
  /** Keys or a role's running session that end within a day, and keys that have ended. */
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

/** What is known of a workspace beside its record. */
export type Known = {
  favourites: ReadonlySet<string>
  recents: readonly string[]
  /** Names of accounts, which the search looks into, too. */
  book?: AccountBook
  tests: (record: WorkspaceRecord) => BothSides<Pick<SideView, 'status' | 'place'>>
  /** In milliseconds since 1970. */
  now: number
}

const texts = new WeakMap<WorkspaceRecord, string>()

/** Everything of a workspace that the search looks into, in small letters; worked out once for each record. */
export function searchText(record: WorkspaceRecord): string {
  const known = texts.get(record)
  if (known !== undefined) return known
  const workspace = currentOf(record)
  const { name, description, tags } = workspace
  const ends = sides.flatMap((side) => wordsOfEnd(workspace[side], record.reports[side][0]?.place.account))
  const text = [name, description, ...tags, summaryLine(workspace), ...ends].join('\n').toLowerCase()
  texts.set(record, text)
  return text
}

/** The fields of each kind that the search looks into. */
const searchedFields: Record<ConnectionKind, readonly Exclude<FieldName, SecretName>[]> = {
  local: ['server', 'port'],
  assumeRole: ['roleArn', 'region', 'expectedAccount'],
  userCredentials: ['accessKey', 'region', 'expectedAccount'],
  environment: ['region', 'expectedAccount'],
}

/**
 * The fields in use, and for the cloud the region's name, the host of DynamoDB there, and the account that the last test
 * reached; for a local instance the place as it is written in an address.
 */
function wordsOfEnd(form: ConnectionForm, account = ''): string[] {
  const kind = kindOf(form)
  const typed = searchedFields[kind].map((field) => form[field])
  if (kind === 'local') return [...typed, ...placesOf(form)]
  const region = form.region.trim()
  const host = region === '' ? '' : `dynamodb.${region}.amazonaws.com`
  return [...typed, findRegion(region)?.name ?? '', host, account]
}

function placesOf({ server, port }: ConnectionForm): string[] {
  const reading = readServer(server)
  const number = readPort(port)
  if (!reading.ok || number === undefined) return []
  const { host } = reading.value
  const hosts = isLoopbackHost(host) ? [host, 'localhost', '127.0.0.1'] : [host]
  return hosts.map((one) => hostAndPort(one, number))
}

/**
 * Whether every typed word is found in a workspace: name, description, tags, accounts by number and by name, ARNs,
 * access keys, regions by code and name, hosts. Fields that are not in use are not searched.
 */
export function matchesSearch(record: WorkspaceRecord, query: string, book: AccountBook = []): boolean {
  return matchesWords(record, readWords(query, book))
}

/** A word of the query as it may stand in a workspace, and the numbers of the accounts that have it in their names. */
type Word = { spellings: readonly (readonly string[])[]; accounts: readonly string[] }

/**
 * What a typed word may stand for: itself; the host and port of a URL; an account number without its dashes; a shortened
 * access key by both of its ends. Each spelling is one or more pieces, all of which must be there.
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

function readWords(query: string, book: AccountBook): Word[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const named = book.filter(({ name }) => name.toLowerCase().includes(word))
      return { spellings: spellingsOf(word), accounts: named.map(({ account }) => account) }
    })
}

function matchesWords(record: WorkspaceRecord, words: readonly Word[]): boolean {
  const text = searchText(record)
  return words.every(
    ({ spellings, accounts }) =>
      spellings.some((pieces) => pieces.every((piece) => text.includes(piece))) ||
      accounts.some((account) => text.includes(account)),
  )
}

/** The records that hold every word of the query and pass every filter, in the order in which they came. */
export function findRecords(
  records: readonly WorkspaceRecord[],
  query: string,
  filters: Filters,
  known: Known,
): readonly WorkspaceRecord[] {
  const words = readWords(query, known.book ?? [])
  const tags = filters.tags.map((tag) => tag.toLowerCase())
  if (words.length === 0 && !isNarrowed(filters)) return records
  return records.filter(
    (record) => matchesWords(record, words) && passes(record, { ...filters, tags }, known),
  )
}

/** Whether filters leave anything out. */
export function isNarrowed({ statuses, ways, tags, expiring, favourites, recent }: Filters): boolean {
  return statuses.length + ways.length + tags.length > 0 || expiring || favourites || recent
}

/** What is quickly told comes first; statuses take the most work. */
function passes(record: WorkspaceRecord, filters: Filters, known: Known): boolean {
  const { statuses, ways, tags, expiring } = filters
  if (filters.favourites && !known.favourites.has(record.id)) return false
  if (filters.recent && !known.recents.includes(record.id)) return false
  const workspace = currentOf(record)
  if (ways.length > 0 && !sides.some((side) => ways.includes(kindOf(workspace[side])))) return false
  if (tags.length > 0) {
    const own = new Set(workspace.tags.map((tag) => tag.toLowerCase()))
    const has = (tag: string): boolean => own.has(tag)
    if (!(filters.tagMode === 'all' ? tags.every(has) : tags.some(has))) return false
  }
  if (statuses.length === 0 && !expiring) return true
  const tests = known.tests(record)
  if (statuses.length > 0 && !statuses.some((status) => hasStatus(tests, status))) return false
  return !expiring || sides.some((side) => isExpiring(workspace[side], tests[side], known.now))
}

function hasStatus(tests: BothSides<{ status: SideStatus }>, sought: SoughtStatus): boolean {
  const is = (side: 'source' | 'destination'): boolean => tests[side].status.kind === sought
  return sought === 'passed' ? sides.every(is) : sides.some(is)
}

/** A role's session that has ended is no news: the next test opens another. Keys that have ended stay so. */
function isExpiring(
  form: ConnectionForm,
  { status, place }: Pick<SideView, 'status' | 'place'>,
  now: number,
) {
  if (status.kind === 'expired') return true
  const left = place?.expiresAt === undefined ? NaN : Date.parse(place.expiresAt) - now
  return left <= 86_400_000 && (left > 0 || kindOf(form) === 'userCredentials')
}
