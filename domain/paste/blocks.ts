import { holdsSecretShape } from '../secretShape'
import { findBareValues } from './bareValues'
import { findNamedValues } from './namedValues'
import type { PastedField, PastedValues } from './values'

/** The values that belong together, and the profile that they stand under. */
export type Block = { profile?: string; values: PastedValues }

/** Longer texts are no block of credentials; what comes after is not read. */
const longest = 100_000

/**
 * Finds the credentials and profiles of a text. A profile's header begins a new block, and so does a second access
 * key, secret key or token that differs from the first. Lines that are commented out count only when all are.
 */
export function findBlocks(text: string): Block[] {
  const whole = plainText(text.slice(0, longest))
  const uncommented = whole.replace(/^[ \t]*(?:#|\/\/[ \t]|;|::|rem[ \t]).*$/gim, '')
  const blocks = blocksOf(uncommented)
  return blocks.length > 0 ? blocks : blocksOf(whole)
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [{ values: {} }]
  const headers = [...text.matchAll(/^[ \t]*\[(?:profile[ \t]+)?([^\]\n]{1,128})\][ \t]*$/gm)].map(
    (match) => ({
      at: match.index,
      profile: match[1]?.replace(/^["']|["']$/g, '').trim() ?? '',
    }),
  )
  for (const one of [...headers, ...findNamedValues(text)].sort((a, b) => a.at - b.at)) {
    const last = blocks.at(-1)
    if ('profile' in one) blocks.push({ ...nameOf(one.profile), values: {} })
    else if (last && !startsNew(last.values, one)) last.values[one.field] ??= one.value
    else blocks.push({ values: { [one.field]: one.value } })
  }
  const filled = blocks.filter(({ values }) => Object.keys(values).length > 0)
  if (filled.some(isComplete)) return filled
  const bare = findBareValues(text)
  return bare ? [{ values: { ...filled[0]?.values, ...bare } }] : filled
}

/** Whether a block has the two values without which there are no credentials. */
export function isComplete({ values }: Block): boolean {
  return values.accessKey !== undefined && values.secretKey !== undefined
}

const beginners: readonly PastedField[] = ['accessKey', 'secretKey', 'sessionToken']

function startsNew(values: PastedValues, { field, value }: { field: PastedField; value: string }): boolean {
  const present = values[field]
  return beginners.includes(field) && present !== undefined && present !== value
}

function nameOf(profile: string): { profile?: string } {
  return profile === '' || holdsSecretShape(profile) ? {} : { profile }
}

/** One kind of line end, quote and space; lines that a shell goes on with are one line. */
function plainText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[\\`^]\n/g, '')
}
