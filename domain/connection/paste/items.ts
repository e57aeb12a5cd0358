import { readLocalEndpoint } from '../localEndpoint'
import type { ServerParts } from '../localHost'
import { findRegion } from '../regions'
import { findRoles } from '../roleReference'
import { findBareSets } from './bareValues'
import { findNamedValues } from './namedValues'
import type { PastedField } from './values'

/** One item found in a text, and its position; `label` distinguishes sets, as in `findNamedValues`. */
export type Item = { at: number; label?: string } & (
  | { kind: 'value'; field: PastedField; value: string; remark?: string }
  | { kind: 'localKey'; value: string }
  | { kind: 'local'; server: ServerParts }
  | { kind: 'cannot'; sentence: string }
  | { kind: 'endpoint' }
)

/** Finds everything in a text that has a known name or shape, in the order of the text. */
export function findItems(text: string): Item[] {
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
    ...bare.flatMap(({ values, at }) =>
      (Object.entries(values) as [PastedField, string][]).map(([field, value]): Item => ({
        kind: 'value',
        field,
        value,
        at,
      })),
    ),
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
  // A region without a name is read only if nothing else has a name: a default in brackets was not chosen.
  const isBare =
    !hasPair &&
    items.some((item) => item.kind === 'local' || (item.kind === 'value' && !namedAt.has(item.at)))
  return (isBare && !hasRegion ? [...items, ...bareRegions(text)] : items).sort((a, b) => a.at - b.at)
}

/** Finds a region code that is a separate word, if it is the only one in the text. */
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
/** URLs of this machine that belong to other services than DynamoDB. */
const otherPurposes =
  /(?:proxy|credentials?|metadata|redirect|callback|issuer|login|portal)[\w-]*["']?\s*[=: ]\s*["']?$/i
const purposes = /(?:endpoint|dynamo|ddb)[\w.-]*["'\])]*\s*[=:, (]*\s*["']?$/i
const mostAddresses = 100

/** Finds local instances: a URL, or a host of this machine with a port. A one-word host needs a port or a label. */
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

/** Finds a host of this machine and a port, each after its label. */
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
    'The role requires an external ID, which cannot be entered here.',
  ],
  [
    /(?<![A-Za-z])mfa[-_ ]?serial\b["']?\s*[:= ]/i,
    'The role requires an MFA code, which cannot be entered here.',
  ],
  [
    /(?<![A-Za-z])web[-_ ]?identity[-_ ]?token[-_ ]?file\b["']?\s*[:= ]/i,
    'The role is assumed with a web identity token, which is not supported here.',
  ],
  [
    /(?<![A-Za-z])sso[-_](?:session|start[-_]url|account[-_]id|role[-_]name)\b["']?\s*[:= ]/i,
    'The profile signs in through IAM Identity Center. Copy the keys from the AWS access portal and paste them here.',
  ],
  [
    /(?<![A-Za-z])credential[-_]process\b["']?\s*[:= ]/i,
    'The keys come from a program (credential_process), which this application does not run.',
  ],
]

/** Settings in a text that the application has no field for. */
function findHindrances(text: string): Item[] {
  return hindrances.flatMap(([shape, sentence]): Item[] =>
    [...text.matchAll(new RegExp(shape.source, 'gi'))]
      .slice(0, mostAddresses)
      .map(({ index }) => ({ kind: 'cannot', sentence, at: index })),
  )
}
