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

/** What is known about a workspace in addition to its record. */
export type Known = {
  favourites: ReadonlySet<string>
  recents: readonly string[]
  /** Names of accounts, which are searched as well. */
  book?: AccountBook
  tests: (record: WorkspaceRecord) => BothSides<Pick<SideView, 'status' | 'place'>>
  /** In milliseconds since 1970. */
  now: number
}

const texts = new WeakMap<WorkspaceRecord, string>()

/** The searchable text of a workspace in lower case, computed once for each record. */
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

/** The searchable fields of each kind. */
const searchedFields: Record<ConnectionKind, readonly Exclude<FieldName, SecretName>[]> = {
  local: ['server', 'port'],
  assumeRole: ['roleArn', 'region', 'expectedAccount'],
  userCredentials: ['accessKey', 'region', 'expectedAccount'],
  environment: ['region', 'expectedAccount'],
}

/**
 * The fields in use; for the cloud also the region's name, DynamoDB's host and the account that the last test reached;
 * for a local instance also `host:port`.
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

/** The forms in which a word of the query may occur in a workspace, and the IDs of accounts whose names contain it. */
type Word = { spellings: readonly (readonly string[])[]; accounts: readonly string[] }

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

/** Finds the records that contain every word of the query and pass every filter, in their given order. */
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

/** Whether any filter is active. */
export function isNarrowed({ statuses, ways, tags, expiring, favourites, recent }: Filters): boolean {
  return statuses.length + ways.length + tags.length > 0 || expiring || favourites || recent
}

/** Checks the cheapest filters first; statuses are the most expensive. */
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

/** Ignores an expired role session, because the next test opens another; expired keys stay expired. */
function isExpiring(
  form: ConnectionForm,
  { status, place }: Pick<SideView, 'status' | 'place'>,
  now: number,
) {
  if (status.kind === 'expired') return true
  const left = place?.expiresAt === undefined ? NaN : Date.parse(place.expiresAt) - now
  return left <= 86_400_000 && (left > 0 || kindOf(form) === 'userCredentials')
}
