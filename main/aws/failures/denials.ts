import type { Denial } from '../../../domain/test/readiness'

/**
 * Reads why an action is denied from the text after "because no … allows" or "with an explicit deny in a …" (IAM,
 * "Access denied error messages"); `missing` if only an allowing policy is missing.
 */
export function denialOf(message: string): Denial {
  return signs.find(([, sign]) => sign.test(message))?.[0] ?? 'missing'
}

const signs: readonly [Denial, RegExp][] = [
  ['organization', /(service|resource) control policy/],
  ['endpoint', /VPC endpoint policy/],
  ['boundary', /permissions boundary/],
  ['session', /session policy/],
  ['explicit', /explicit deny/],
]
