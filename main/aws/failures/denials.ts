import type { Denial } from '../../../domain/test/readiness'

/**
 * What stands against an action, read off the reason that follows "because no … allows" or "with an explicit deny in
 * a …" (IAM, "Access denied error messages"); `missing` when nothing but an allowing policy is.
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
