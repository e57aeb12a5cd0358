import { readLocalEndpoint } from '../localEndpoint'
import type { ServerParts } from '../localHost'
import { findRegion } from '../regions'
import { findRoles } from '../roleReference'
import { holdsSecretShape } from '../../secret/secretShape'
import { findBareSets } from './bareValues'
import { createContainers } from './containers'
import type { Span } from './containers'
import { findNamedValues } from './namedValues'
import type { PastedField, PastedValues } from './values'

/** Values that belong together: one set of credentials, one profile, one role, or one local instance. */
export type PastedSet = {
  values: PastedValues
  /** The local instance that they are for. */
  local?: ServerParts
  /** The access key that only a local instance takes. */
  localKey?: string
  /** What the set is called in the text: its profile, or what its variables begin with. */
  name?: string
  /** Whether `name` is that of a profile. */
  isProfile?: boolean
  /** How the role was come by, where it is not in the text as it is. */
  remark?: string
  /** What the text asks for beside the role, and cannot be entered here. */
  cannot?: string
  /** Whether the text has an endpoint that is neither local nor AWS's own. */
  hasEndpoint?: boolean
}

/** Longer texts are no block of credentials; what comes after is not read. */
const longest = 100_000

type Item = { at: number; label?: string } & (
  | { kind: 'value'; field: PastedField; value: string; remark?: string }
  | { kind: 'localKey'; value: string }
  | { kind: 'local'; server: ServerParts }
  | { kind: 'cannot'; sentence: string }
  | { kind: 'endpoint' }
)

/**
 * Finds what a text holds, and joins what stands together. A profile's heading begins a set, and so does a second access
 * key, secret key or token that differs from the first, or a name with another label. With one set in the text, or in
 * the part below a heading, everything there is its own. With several, a value goes to the one set that stands in the
 * same line, object, indented block or paragraph, and to none where that is not certain. Keys of which it is not certain
 * whose secret is whose are in no set. Lines that are commented out count only when all are.
 */
export function findSets(text: string): PastedSet[] {
  const whole = plainText(text.slice(0, longest))
  const uncommented = whole.replace(/^[ \t]*(?:#|\/\/[ \t]|;|::|rem[ \t]).*$/gim, '')
  const sets = setsOf(uncommented)
  return sets.length > 0 ? sets : setsOf(whole)
}

/** Whether a set has the two values without which there are no credentials. */
export function isComplete({ values }: PastedSet): boolean {
  return values.accessKey !== undefined && values.secretKey !== undefined
}

/** Whether a text names its values, or holds keys: more than a value that stands for itself. */
export function isBlock(text: string): boolean {
  const whole = plainText(text.slice(0, longest))
  return findNamedValues(whole).length > 0 || findBareSets(whole).length > 0
}

type Section = Span & { name?: string }
type Draft = PastedSet & { section: Section; label?: string; places: number[] }

function setsOf(text: string): PastedSet[] {
  const sections = sectionsOf(text)
  const items = findItems(text)
  const sectionAt = (at: number): Section =>
    sections.find(({ from, to }) => from <= at && at < to) ?? { from: 0, to: text.length }
  const containersAt = createContainers(text)
  const drafts = collectKeys(items, sectionAt, containersAt)
  const rest = items.filter((item) => !isKeyItem(item))
  // Where there are no keys, each role is a set of its own, and so is what stands below a heading.
  const hasKeys = drafts.length > 0
  for (const item of rest) {
    const section = sectionAt(item.at)
    const isOwnRole = !hasKeys && item.kind === 'value' && item.field === 'roleArn'
    const inSection = drafts.filter((one) => one.section === section)
    const known = inSection.some(({ values }) => isOwnRole && values.roleArn === item.value)
    if (isOwnRole && !known)
      drafts.push({ ...draftIn(section, item.at), values: { roleArn: item.value }, ...remarkOf(item) })
    else if (inSection.length === 0 && section.name !== undefined) drafts.push(draftIn(section, item.at))
  }
  if (drafts.length === 0 && rest.length > 0)
    drafts.push(draftIn(sectionAt(rest[0]?.at ?? 0), rest[0]?.at ?? 0))
  drafts.sort((a, b) => (a.places[0] ?? 0) - (b.places[0] ?? 0))
  if (drafts.length > 1) for (const draft of drafts) nameAfterSurroundings(draft, drafts, text, containersAt)
  for (const item of rest) {
    const owner = ownerOf(item, drafts, sectionAt(item.at), containersAt)
    if (owner) put(owner, item)
  }
  return drafts.map(finish).filter(holdsAnything)
}

function holdsAnything({ values, local, cannot }: PastedSet): boolean {
  return Object.keys(values).length > 0 || local !== undefined || cannot !== undefined
}

function draftIn(section: Section, at: number): Draft {
  const { name } = section
  return { values: {}, section, places: [at], ...(name !== undefined && { name, isProfile: true }) }
}

const keyFields: readonly PastedField[] = ['accessKey', 'secretKey', 'sessionToken']

function isKeyItem(item: Item): boolean {
  return item.kind === 'value' && keyFields.includes(item.field)
}

/** The sets of keys: those of one section and label in the order of the text, as far as they are certain. */
function collectKeys(
  items: readonly Item[],
  sectionAt: (at: number) => Section,
  containersAt: (at: number) => Span[],
): Draft[] {
  const groups = new Map<string, Draft[]>()
  for (const item of items) {
    if (item.kind !== 'value' || !keyFields.includes(item.field)) continue
    const section = sectionAt(item.at)
    const group = `${section.from} ${item.label ?? ''}`
    const drafts = groups.get(group) ?? []
    groups.set(group, drafts)
    const last = drafts.at(-1)
    const present = last?.values[item.field]
    if (last && (present === undefined || present === item.value)) {
      last.values[item.field] = item.value
      last.places.push(item.at)
    } else {
      const { label } = item
      const name = section.name === undefined && label !== undefined ? { name: label } : {}
      const draft = { ...draftIn(section, item.at), ...name, ...(label !== undefined && { label }) }
      drafts.push({ ...draft, values: { [item.field]: item.value } })
    }
  }
  return [...groups.values()].flatMap((drafts) => certainOf(drafts, containersAt))
}

/**
 * Of several sets, those of which it is certain that their parts belong together. A key that has no secret and a secret
 * that has no key beside each other say that the order of the text does not tell; then only what shares a line, an
 * object, a block or a paragraph with no part of another set is one.
 */
function certainOf(drafts: Draft[], containersAt: (at: number) => Span[]): Draft[] {
  const lacks = (field: 'accessKey' | 'secretKey'): boolean =>
    drafts.some(({ values }) => values[field] === undefined)
  if (drafts.length < 2 || !lacks('accessKey') || !lacks('secretKey')) return drafts
  return drafts.filter((draft) => {
    const [first = 0] = draft.places
    return (
      isComplete(draft) &&
      containersAt(first).some(
        (span) =>
          draft.places.every((at) => within(at, span)) &&
          drafts.every((one) => one === draft || !one.places.some((at) => within(at, span))),
      )
    )
  })
}

/** Names that say what stands in an object, and not whose it is. */
const generic =
  /^(?:credentials?|aws|config|data|result|keys?|accesskey|env(?:ironment)?|profiles?|accounts?|provider)$/i

/** Names a set after the object, the indented block or the row of a table that holds it and no other. */
function nameAfterSurroundings(
  draft: Draft,
  drafts: readonly Draft[],
  text: string,
  containersAt: (at: number) => Span[],
): void {
  if (draft.name !== undefined) return
  const [first = 0] = draft.places
  for (const span of containersAt(first)) {
    const isOwn = drafts.every((one) => one === draft || !one.places.some((at) => within(at, span)))
    if (!isOwn) return
    const before = text.slice(Math.max(0, span.from - 80), span.from)
    const inside = text.slice(span.from, span.from + 80)
    const name =
      (/[{(]/.test(inside.charAt(0))
        ? /([\w.@/-]{1,40})["']?\s*[:=]?\s*$/.exec(before)
        : (/^[ \t]*["']?([\w.@/-]{1,40})["']?:[ \t]*\n/.exec(inside) ??
          /^["']?([\w.@+-]{1,40})["']?,/.exec(inside)))?.[1] ?? ''
    const isName = /[a-z]/i.test(name) && !generic.test(name) && !/^A[KS]IA/.test(name)
    if (isName && !holdsSecretShape(name)) {
      draft.name = name
      return
    }
  }
}

function within(at: number, { from, to }: Span): boolean {
  return from <= at && at < to
}

/** The set that an item belongs to; undefined where that is not certain. */
function ownerOf(
  item: Item,
  drafts: Draft[],
  section: Section,
  containersAt: (at: number) => Span[],
): Draft | undefined {
  const inSection = drafts.filter((one) => one.section.from === section.from)
  const sameLabel = inSection.filter(({ label }) => label === item.label)
  if (item.label !== undefined) return sameLabel.length === 1 ? sameLabel[0] : only(inSection, item.label)
  if (inSection.length === 1) return inSection[0]
  // What stands before the first heading is nobody's, unless there is one set alone.
  if (inSection.length === 0) return section.name === undefined && drafts.length === 1 ? drafts[0] : undefined
  for (const span of containersAt(item.at)) {
    const inside = inSection.filter(({ places }) => places.some((at) => within(at, span)))
    if (inside.length === 1) return inside[0]
    if (inside.length > 1) return undefined
  }
  return undefined
}

/** The one set of a section, unless it has a label that is another one. */
function only(drafts: Draft[], label: string): Draft | undefined {
  const [one] = drafts
  return drafts.length === 1 && (one?.label === undefined || one.label === label) ? one : undefined
}

function put(draft: Draft, item: Item): void {
  if (item.kind === 'local') draft.local ??= item.server
  else if (item.kind === 'localKey') draft.localKey ??= item.value
  else if (item.kind === 'cannot') draft.cannot ??= item.sentence
  else if (item.kind === 'endpoint') draft.hasEndpoint = true
  else if (draft.values[item.field] === undefined) {
    draft.values[item.field] = item.value
    Object.assign(draft, remarkOf(item))
  }
}

function remarkOf(item: Item): { remark?: string } {
  return item.kind === 'value' && item.remark !== undefined ? { remark: item.remark } : {}
}

/** A set as it is handed on: a role out of account and name, and no expiry of a key that never ends. */
function finish(set: Draft): PastedSet {
  const { accountId, roleName, expiresAt, ...values } = set.values
  const isForGood = values.accessKey?.startsWith('AKIA') === true
  const kept: PastedValues = { ...values, ...(expiresAt !== undefined && !isForGood && { expiresAt }) }
  if (kept.roleArn === undefined && accountId !== undefined && roleName !== undefined) {
    const partition = findRegion(kept.region ?? '')?.partition ?? 'aws'
    kept.roleArn = `arn:${partition}:iam::${accountId}:role/${roleName.replace(/^\//, '')}`
    return { ...set, values: kept, remark: 'Made from an account number and the name of a role.' }
  }
  return { ...set, values: kept }
}

function sectionsOf(text: string): Section[] {
  const heads = [
    ...text.matchAll(/^[ \t]*\[(?:profile[ \t]+)?["']?([^\]\n"',]{1,128})["']?\][ \t]*(?:[#;].*)?$/gm),
  ].map((match) => ({ at: match.index, name: match[1]?.trim() ?? '' }))
  const sections = heads.map(({ at, name }, index) => ({
    from: at,
    to: heads[index + 1]?.at ?? text.length,
    name: holdsSecretShape(name) ? '' : name,
  }))
  return [{ from: 0, to: heads[0]?.at ?? text.length }, ...sections]
}

function findItems(text: string): Item[] {
  const named = findNamedValues(text)
  const hasPair = (['accessKey', 'secretKey'] as const).every((key) =>
    named.some(({ field }) => field === key),
  )
  const bare = hasPair ? [] : findBareSets(text)
  const namedAt = new Set(named.map(({ at }) => at))
  const items: Item[] = [
    ...named
      .filter(({ field }) => bare.length === 0 || (field !== 'accessKey' && field !== 'secretKey'))
      .filter(({ field }) => bare.length < 2 || field !== 'sessionToken')
      .map(({ field, value, at, label }): Item => {
        const more = { at, ...(label !== undefined && { label }) }
        return field === 'localKey'
          ? { kind: 'localKey', value, ...more }
          : { kind: 'value', field, value, ...more }
      }),
    ...bare.flatMap(({ values }) => placesOf(values, text)),
    ...findRoles(text).map(({ at, roleArn, remark }): Item => ({
      kind: 'value',
      field: 'roleArn',
      value: roleArn,
      at,
      ...(remark !== undefined && { remark }),
    })),
    ...findLocals(text),
    ...findHindrances(text),
  ]
  const hasRegion = items.some((item) => item.kind === 'value' && item.field === 'region')
  // A region without its name counts beside what has none either: a default in brackets is none that was chosen.
  const isBare =
    !hasPair &&
    items.some((item) => item.kind === 'local' || (item.kind === 'value' && !namedAt.has(item.at)))
  return (isBare && !hasRegion ? [...items, ...bareRegions(text)] : items).sort((a, b) => a.at - b.at)
}

function placesOf(values: PastedValues, text: string): Item[] {
  const at = text.indexOf(values.accessKey ?? '')
  return (Object.entries(values) as [PastedField, string][]).map(([field, value]) => ({
    kind: 'value',
    field,
    value,
    at,
  }))
}

/** The region that stands in a text as a word of its own, where it is the only one. */
function bareRegions(text: string): Item[] {
  const words = [...text.matchAll(/(?<![\w./-])[a-z]{2}-[a-z-]+-\d(?![\w./-])/g)].filter(({ 0: word }) =>
    findRegion(word),
  )
  const [first] = words
  const isOne = new Set(words.map(({ 0: word }) => word)).size === 1
  return isOne && first ? [{ kind: 'value', field: 'region', value: first[0], at: first.index }] : []
}

const loopback = String.raw`localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal`
const addresses = new RegExp(
  String.raw`(?<url>https?:\/\/[^\s"'<>,;)\]}\\|]+(?:\][^\s"'<>,;)}\\|]*)?)|(?<![\w./@-])(?<place>(?:${loopback}):\d{2,5})(?![\w.])`,
  'gi',
)
/** What a URL of this machine is for when it is not DynamoDB. */
const otherPurposes =
  /(?:proxy|credentials?|metadata|redirect|callback|issuer|login|portal)[\w-]*["']?\s*[=: ]\s*["']?$/i
const purposes = /(?:endpoint|dynamo|ddb)[\w.-]*["'\])]*\s*[=:, (]*\s*["']?$/i
const mostAddresses = 100

/** Local instances: a URL, or a place on this machine with a port. A name of one word needs a port, or a name before it. */
function findLocals(text: string): Item[] {
  const found: Item[] = []
  for (const match of [...text.matchAll(addresses)].slice(0, mostAddresses)) {
    const before = text.slice(Math.max(0, match.index - 80), match.index)
    const { url, place } = match.groups ?? {}
    if (otherPurposes.test(before)) continue
    const server = readLocalEndpoint(url ?? `http://${place}`)
    if (!server) {
      const isOfAws = /\/\/(?:dynamodb|sts)\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?(?:[:/]|$)/i.test(url ?? '')
      if (purposes.test(before) && !isOfAws) found.push({ kind: 'endpoint', at: match.index })
      continue
    }
    const isPlain = server.host.includes('.') || server.host.includes(':') || server.host === 'localhost'
    const hasPort = /:\d+(?:\/|$)/.test(url ?? place ?? '')
    if (isPlain || hasPort || purposes.test(before)) found.push({ kind: 'local', server, at: match.index })
  }
  return found.some(({ kind }) => kind === 'local') ? found : [...found, ...findHostAndPort(text)]
}

/** A host of this machine and a port, each behind its name. */
function findHostAndPort(text: string): Item[] {
  const host = new RegExp(
    String.raw`\b(?:host(?:name)?|server)["']?\s*[:=]\s*["']?(${loopback})(?![\w.])`,
    'i',
  ).exec(text)
  const port = /port["']?\s*[:=]\s*["']?(\d{2,5})\b/i.exec(text)
  if (!host || !port) return []
  const server = readLocalEndpoint(`http://${host[1]}:${port[1]}`)
  return server ? [{ kind: 'local', server, at: host.index }] : []
}

const hindrances: readonly [RegExp, string][] = [
  [
    /(?<![A-Za-z])external[-_ ]?id\b["']?\s*[:= ]/i,
    'It asks for an external ID, which cannot be entered here.',
  ],
  [/(?<![A-Za-z])mfa[-_ ]?serial\b["']?\s*[:= ]/i, 'It requires an MFA code, which cannot be entered here.'],
  [
    /(?<![A-Za-z])web[-_ ]?identity[-_ ]?token[-_ ]?file\b["']?\s*[:= ]/i,
    'It signs in with a web identity token, which is not supported here.',
  ],
  [
    /(?<![A-Za-z])sso[-_](?:session|start[-_]url|account[-_]id|role[-_]name)\b["']?\s*[:= ]/i,
    'It signs in through IAM Identity Center: copy the keys from the AWS access portal, and paste them.',
  ],
  [
    /(?<![A-Za-z])credential[-_]process\b["']?\s*[:= ]/i,
    'Its keys come from a program (credential_process), which is not run here.',
  ],
]

/** What a text asks for that has no field here. */
function findHindrances(text: string): Item[] {
  return hindrances.flatMap(([shape, sentence]): Item[] =>
    [...text.matchAll(new RegExp(shape.source, 'gi'))]
      .slice(0, mostAddresses)
      .map(({ index }) => ({ kind: 'cannot', sentence, at: index })),
  )
}

/** One kind of line end, quote and space; lines that a shell goes on with are one line. */
function plainText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/g, '')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/(?:[\\^]|(?<=[ \t])`)\n/g, '')
}
