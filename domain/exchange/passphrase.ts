import * as v from 'valibot'

/** The fewest characters of a passphrase. */
export const shortestPassphrase = 12

/** A passphrase as the main process takes it, in the one form in which Unicode may spell it. */
export const passphraseSchema = v.pipe(
  v.string(),
  v.maxLength(1_000),
  v.transform((typed) => typed.normalize('NFC')),
)

/** A passphrase that a file may be written under. */
export const newPassphraseSchema = v.pipe(
  passphraseSchema,
  v.check((passphrase) => [...passphrase].length >= shortestPassphrase),
)

/** What keeps a new passphrase from being used, in one sentence; undefined when nothing does. */
export function passphraseProblem(typed: string, repeated: string): string | undefined {
  const length = [...typed].length
  if (length < shortestPassphrase) return `At least ${shortestPassphrase} characters; this has ${length}.`
  if (!v.safeParse(newPassphraseSchema, typed).success) return 'At most 1,000 characters.'
  return typed === repeated ? undefined : 'The two passphrases differ.'
}

/** How hard a passphrase is to guess, in one sentence. An estimate: it knows no dictionary. */
export function passphraseStrength(passphrase: string): string {
  const bits = bitsOf(passphrase)
  if (bits < 50)
    return 'Weak: few different characters, or a simple row. Add words that do not belong together.'
  if (bits < 80) return 'Fair. Four or more words chosen at random are stronger.'
  return 'Strong, if it is used for nothing else.'
}

const alphabets: readonly [RegExp, number][] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^a-zA-Z0-9]/, 30],
]

/** Bits of a random text of this kind; characters that repeat or count on from the one before add none. */
function bitsOf(passphrase: string): number {
  const codes = [...passphrase].map((letter) => letter.codePointAt(0) ?? 0)
  const surprising = codes.filter((code, at) => at === 0 || Math.abs(code - (codes[at - 1] ?? 0)) > 1).length
  const alphabet = alphabets.reduce((sum, [kind, size]) => sum + (kind.test(passphrase) ? size : 0), 0)
  return Math.min(surprising, 2 * new Set(codes).size) * Math.log2(Math.max(alphabet, 2))
}
