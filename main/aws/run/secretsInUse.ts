/** The secrets that a test uses, and the gate that everything it reports must pass. */
export type SecretsInUse = {
  /** Removes a secret from everything that passes from now on. */
  add: (secret: string | undefined) => void
  /**
   * Copies a value and removes the added secrets from its texts: each secret as a whole, and every piece of at least
   * twelve of its letters and digits, whatever is between them; in any case, reversed, percent-encoded, in base64 or
   * hex.
   */
  withoutSecrets: <T>(value: T) => T
}

/** Replaces a secret. */
const removed = '[secret removed]'

/** The length of the pieces, in letters and digits. */
const pieceLength = 12

/** The shortest secret that is removed. AWS's have 40 characters or more; shorter ones are words such as `test`. */
const shortest = 8

/** Creates the gate of one test. */
export function createSecretsInUse(): SecretsInUse {
  const secrets = new Set<string>()
  /** The pieces of every form of every secret, by length. */
  const pieces = new Map<number, Set<string>>()

  function clean(text: string): string {
    let whole = text
    for (const secret of secrets) whole = whole.replaceAll(secret, removed)
    return cutOut(whole, (letters) => {
      const found = new Set<number>()
      for (const [length, known] of pieces) {
        for (let at = 0; at + length <= letters.length; at++) {
          if (!known.has(letters.slice(at, at + length))) continue
          for (let index = at; index < at + length; index++) found.add(index)
        }
      }
      return found
    })
  }

  function copy(value: unknown): unknown {
    if (typeof value === 'string') return clean(value)
    if (Array.isArray(value)) return value.map(copy)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)]))
  }

  return {
    add(secret) {
      if (secret === undefined || secret.length < shortest || secrets.has(secret)) return
      secrets.add(secret)
      for (const [form, length] of formsOf(secret)) {
        const letters = lettersOf(form)
        const known = pieces.get(length) ?? new Set()
        pieces.set(length, known)
        for (let at = 0; at + length <= letters.length; at++) known.add(letters.slice(at, at + length))
      }
    },
    withoutSecrets: <T>(value: T) => (secrets.size === 0 ? value : (copy(value) as T)),
  }
}

/** The forms in which a secret can be sent back, each with the length of a piece in it. */
function formsOf(secret: string): [form: string, length: number][] {
  const bytes = Buffer.from(secret)
  const inBase64 = Math.ceil((pieceLength * 4) / 3)
  return [
    [secret, pieceLength],
    [[...secret].reverse().join(''), pieceLength],
    [encodeURIComponent(secret), pieceLength],
    // A piece may begin at any of the three positions in a base64 group.
    ...[0, 1, 2].map((from): [string, number] => [bytes.subarray(from).toString('base64'), inBase64]),
    [bytes.toString('hex'), 2 * pieceLength],
  ]
}

/** The letters and digits of a text in lower case, which remain however the text is split. */
function lettersOf(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, '').toLowerCase()
}

/** Removes the letters and digits at the indexes that `find` returns, and everything between them, from a text. */
function cutOut(text: string, find: (letters: string) => ReadonlySet<number>): string {
  const found = find(lettersOf(text))
  if (found.size === 0) return text
  let cut = ''
  let index = -1
  let wasFound = false
  let between = ''
  for (const character of text) {
    const isLetter = /[A-Za-z0-9]/.test(character)
    if (!isLetter && wasFound) {
      between += character
      continue
    }
    if (isLetter) index++
    const isFound = isLetter && found.has(index)
    if (!isFound) cut += between + character
    else if (!wasFound) cut += removed
    between = ''
    wasFound = isFound
  }
  return cut + between
}
