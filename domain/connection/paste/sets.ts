import type { ServerParts } from '../localHost'
import { findRegion } from '../regions'
import { holdsSecretShape } from '../../secret/secretShape'
import { withoutInvisible } from '../../tidied'
import { findBareSets } from './bareValues'
import { createEnclosingRanges, within } from './enclosingRanges'
import type { Span } from './enclosingRanges'
import { findItems } from './items'
import type { Item } from './items'
import { findNamedValues } from './namedValues'
import type { PastedField, PastedValues } from './values'

/** Values that belong together: one set of credentials, one profile, one role, or one local instance. */
export type PastedSet = {
  values: PastedValues
  /** The local instance that the values are for. */
  local?: ServerParts
  /** An access key that only a local instance accepts. */
  localKey?: string
  /** The name of the set in the text: its profile, or the prefix of its variables. */
  name?: string
  /** Whether `name` is a profile name. */
  isProfile?: boolean
  /** A sentence that says how the role was derived, if the text does not contain its ARN. */
  remark?: string
  /** Settings for the role in the text that cannot be entered here. */
  cannot?: string
  /** Whether the text has an endpoint that is neither local nor AWS's own. */
  hasEndpoint?: boolean
}

/** The most characters that are read; blocks of credentials are shorter. */
const longest = 100_000

/**
 * Finds the values in a text and groups them into sets. A set begins at a profile's heading, at a second access key,
 * secret key or token that differs from the first, and at a name with another label. If a text, or the part below a
 * heading, has one set, every value there belongs to it. If it has several, a value belongs to the one set on the same
 * line or in the same object, indented block or paragraph; if that is ambiguous, to none. Keys and secrets that cannot
 * be matched with certainty are in no set. Commented lines are read only if all lines are commented.
 */
export function findSets(text: string): PastedSet[] {
  const whole = plainText(text.slice(0, longest))
  const uncommented = whole.replace(/^[ \t]*(?:#|\/\/[ \t]|;|::|rem[ \t]).*$/gim, '')
  const sets = setsOf(uncommented)
  return sets.length > 0 ? sets : setsOf(whole)
}

/** Whether a set has an access key and a secret key. */
export function isComplete({ values }: PastedSet): boolean {
  return values.accessKey !== undefined && values.secretKey !== undefined
}

/** Whether a text has named values or keys, and is not just one plain value. */
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
    sections.find((section) => within(at, section)) ?? { from: 0, to: text.length }
  const rangesAt = createEnclosingRanges(text)
  const drafts = collectKeys(items, sectionAt, rangesAt)
  const rest = items.filter((item) => !isKeyItem(item))
  // Without keys, each role is its own set, and so is each section below a heading.
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
  if (drafts.length > 1) for (const draft of drafts) nameAfterSurroundings(draft, drafts, text, rangesAt)
  for (const item of rest) {
    const owner = ownerOf(item, drafts, sectionAt(item.at), rangesAt)
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

/** The sets of keys with one section and label, in the order of the text, without ambiguous ones. */
function collectKeys(
  items: readonly Item[],
  sectionAt: (at: number) => Section,
  rangesAt: (at: number) => Span[],
): Draft[] {
  const groups = new Map<string, Draft[]>()
  for (const item of items) {
    if (item.kind !== 'value' || !isKeyItem(item)) continue
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
  return [...groups.values()].flatMap((drafts) => certainOf(drafts, rangesAt))
}

/**
 * Keeps the sets whose parts certainly belong together. If a key without a secret is next to a secret without a key,
 * the order of the text proves nothing; then a set's parts must share a line, object, block or paragraph that contains
 * no part of another set.
 */
function certainOf(drafts: Draft[], rangesAt: (at: number) => Span[]): Draft[] {
  const lacks = (field: 'accessKey' | 'secretKey'): boolean =>
    drafts.some(({ values }) => values[field] === undefined)
  if (drafts.length < 2 || !lacks('accessKey') || !lacks('secretKey')) return drafts
  return drafts.filter((draft) => {
    const [first = 0] = draft.places
    return (
      isComplete(draft) &&
      rangesAt(first).some(
        (span) => draft.places.every((at) => within(at, span)) && isAlone(draft, drafts, span),
      )
    )
  })
}

/** Whether a range of the text contains no part of another set. */
function isAlone(draft: Draft, drafts: readonly Draft[], span: Span): boolean {
  return drafts.every((one) => one === draft || !one.places.some((at) => within(at, span)))
}

/** Names that describe the content of an object and not its owner. */
const generic =
  /^(?:credentials?|aws|config|data|result|keys?|accesskey|env(?:ironment)?|profiles?|accounts?|provider)$/i

/** Names a set after the object, indented block or table row that contains only this set. */
function nameAfterSurroundings(
  draft: Draft,
  drafts: readonly Draft[],
  text: string,
  rangesAt: (at: number) => Span[],
): void {
  if (draft.name !== undefined) return
  const [first = 0] = draft.places
  for (const span of rangesAt(first)) {
    if (!isAlone(draft, drafts, span)) return
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

/** Finds the set that an item belongs to; undefined if that is ambiguous. */
function ownerOf(
  item: Item,
  drafts: Draft[],
  section: Section,
  rangesAt: (at: number) => Span[],
): Draft | undefined {
  const inSection = drafts.filter((one) => one.section.from === section.from)
  const sameLabel = inSection.filter(({ label }) => label === item.label)
  if (item.label !== undefined) return sameLabel.length === 1 ? sameLabel[0] : only(inSection, item.label)
  if (inSection.length === 1) return inSection[0]
  // Values before the first heading belong to no set, unless there is only one.
  if (inSection.length === 0) return section.name === undefined && drafts.length === 1 ? drafts[0] : undefined
  for (const span of rangesAt(item.at)) {
    const inside = inSection.filter(({ places }) => places.some((at) => within(at, span)))
    if (inside.length === 1) return inside[0]
    if (inside.length > 1) return undefined
  }
  return undefined
}

/** The only set of a section, unless it has a different label. */
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

/** Completes a set: builds a role from account and name, and drops the expiry of a key that never expires. */
function finish(set: Draft): PastedSet {
  const { accountId, roleName, expiresAt, ...values } = set.values
  const isForGood = values.accessKey?.startsWith('AKIA') === true
  const kept: PastedValues = { ...values, ...(expiresAt !== undefined && !isForGood && { expiresAt }) }
  if (kept.roleArn === undefined && accountId !== undefined && roleName !== undefined) {
    const partition = findRegion(kept.region ?? '')?.partition ?? 'aws'
    kept.roleArn = `arn:${partition}:iam::${accountId}:role/${roleName.replace(/^\//, '')}`
    return {
      ...set,
      values: kept,
      remark: 'The role ARN was made from an account ID and the name of a role.',
    }
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

/** Normalizes line ends, quotes and spaces, and joins lines continued with a backslash or backtick. */
function plainText(text: string): string {
  return withoutInvisible(text)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/(?:[\\^]|(?<=[ \t])`)\n/g, '')
}
