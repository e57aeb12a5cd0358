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
  const rank = rankByWords(hay, words)
  if (rank !== undefined) return rank
  return isSubsequence(hay, words.join('')) ? lettersInOrder : undefined
}

/**
 * Ranks a text for words, all in the same case: it begins with them, each begins a word of it, or each is somewhere in
 * it; undefined if one is not.
 */
export function rankByWords(hay: string, words: readonly string[]): 0 | 1 | 2 | undefined {
  if (hay.startsWith(words.join(' '))) return 0
  if (!words.every((word) => hay.includes(word))) return undefined
  return words.every((word) => beginsAWord(hay, word)) ? 1 : 2
}

/** Whether a word of the text begins with these letters. */
function beginsAWord(hay: string, word: string): boolean {
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
