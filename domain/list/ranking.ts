/** How well a text matches the query: smaller is better. */
type Rank = 0 | 1 | 2 | 3

/** The rank of a text that has the letters only in this order, with others between them. */
export const lettersInOrder: Rank = 3

/**
 * Ranks a text for a query, ignoring case: the text begins with it, each typed word begins a word of the text, each is
 * somewhere in it, or its letters occur in this order; undefined if it does not match.
 */
export function rankOf(text: string, typed: string): Rank | undefined {
  const hay = text.toLowerCase()
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (hay.startsWith(words.join(' '))) return 0
  if (words.every((word) => beginsAWord(hay, word))) return 1
  if (words.every((word) => hay.includes(word))) return 2
  return isSubsequence(hay, words.join('')) ? lettersInOrder : undefined
}

/** Whether a word of the text begins with these letters; both in the same case. */
export function beginsAWord(hay: string, word: string): boolean {
  for (let at = hay.indexOf(word); at >= 0; at = hay.indexOf(word, at + 1)) {
    if (!/[\p{L}\p{M}\p{N}]/u.test(hay[at - 1] ?? '')) return true
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

/** Returns what matches, the best first. Equal matches are ordered by recent use, then as they come. */
export function bestMatches<T extends { id: string; title: string }>(
  items: readonly T[],
  typed: string,
  recent: readonly string[],
): { item: T; rank: Rank }[] {
  const places = new Map(recent.map((id, place) => [id, place]))
  const placeOf = ({ id }: T): number => places.get(id) ?? recent.length
  return items
    .flatMap((item) => {
      const rank = rankOf(item.title, typed)
      return rank === undefined ? [] : [{ item, rank }]
    })
    .sort((a, b) => a.rank - b.rank || placeOf(a.item) - placeOf(b.item))
}
