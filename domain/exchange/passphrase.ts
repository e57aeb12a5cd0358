import * as v from 'valibot'

/** The fewest characters of a passphrase. */
export const shortestPassphrase = 12

/** A passphrase as the main process accepts it, in Unicode's composed form (NFC). */
export const passphraseSchema = v.pipe(
  v.string(),
  v.maxLength(1_000),
  v.transform((typed) => typed.normalize('NFC')),
)

/** A passphrase for a new file. */
export const newPassphraseSchema = v.pipe(
  passphraseSchema,
  v.check((passphrase) => [...passphrase].length >= shortestPassphrase),
)

/** Says in one sentence why a new passphrase cannot be used; undefined if it can. */
export function passphraseProblem(typed: string, repeated: string): string | undefined {
  const length = [...typed].length
  if (length < shortestPassphrase) return `At least ${shortestPassphrase} characters; this has ${length}.`
  if (!v.safeParse(newPassphraseSchema, typed).success) return 'At most 1,000 characters.'
  return typed === repeated ? undefined : 'The two passphrases differ.'
}

/** Estimates in one sentence how hard a passphrase is to guess. It does not use a dictionary. */
export function passphraseStrength(passphrase: string): string {
  const bits = bitsOf(passphrase)
  if (bits < 50) return 'Weak: too few different characters, or a simple sequence. Add unrelated words.'
  if (bits < 80) return 'Fair. Four or more words chosen at random are stronger.'
  return 'Strong, if it is used for nothing else.'
}

const alphabets: readonly [RegExp, number][] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^a-zA-Z0-9]/, 30],
]

/** The entropy in bits of a random text of this kind; repeated or sequential characters add none. */
function bitsOf(passphrase: string): number {
  const codes = [...passphrase].map((letter) => letter.codePointAt(0) ?? 0)
  const surprising = codes.filter((code, at) => at === 0 || Math.abs(code - (codes[at - 1] ?? 0)) > 1).length
  const alphabet = alphabets.reduce((sum, [kind, size]) => sum + (kind.test(passphrase) ? size : 0), 0)
  return Math.min(surprising, 2 * new Set(codes).size) * Math.log2(Math.max(alphabet, 2))
}
