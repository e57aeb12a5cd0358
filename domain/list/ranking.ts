/** How well a text matches the query: smaller is better. */
type Rank = 0 | 1 | 2

/**
 * Ranks a text for a query, ignoring case: the text begins with it, each typed word begins a word of the text, or its
 * letters occur in this order; undefined if it does not match.
 */
export function rankOf(text: string, typed: string): Rank | undefined {
  const hay = text.toLowerCase()
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (hay.startsWith(words.join(' '))) return 0
  if (words.every((word) => beginsAWord(hay, word))) return 1
  return isSubsequence(hay, words.join('')) ? 2 : undefined
}

function beginsAWord(hay: string, word: string): boolean {
  for (let at = hay.indexOf(word); at >= 0; at = hay.indexOf(word, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(hay[at - 1] ?? '')) return true
  }
  return false
}

function isSubsequence(hay: string, letters: string): boolean {
  let at = -1
  for (const letter of letters) {
    at = hay.indexOf(letter, at + 1)
    if (at < 0) return false
  }
  return true
}

/**
 * Returns the best matches, at most `limit`, and how many more there are. Equal matches are ordered by recent use, as
 * in `recent`; the others keep their order.
 */
export function bestMatches<T extends { id: string; title: string }>(
  items: readonly T[],
  typed: string,
  { recent, limit }: { recent: readonly string[]; limit: number },
): { best: T[]; more: number } {
  const places = new Map(recent.map((id, place) => [id, place]))
  const placeOf = ({ id }: T): number => places.get(id) ?? recent.length
  const matches = items.flatMap((item) => {
    const rank = rankOf(item.title, typed)
    return rank === undefined ? [] : [{ item, rank }]
  })
  matches.sort((a, b) => a.rank - b.rank || placeOf(a.item) - placeOf(b.item))
  return {
    best: matches.slice(0, limit).map(({ item }) => item),
    more: Math.max(0, matches.length - limit),
  }
}
