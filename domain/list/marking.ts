import { readWords } from './find'

/** A piece of a text, and whether it is what a query matched. */
export type Piece = { text: string; marked: boolean }

/** A text of which nothing is marked. */
export const unmarked = (text: string): Piece[] => [{ text, marked: false }]

/** What of texts a query matches; undefined for an empty one. */
export function markingOf(query: string): RegExp | undefined {
  const letters = readWords(query).flatMap((word) => word.letters)
  if (letters.length === 0) return undefined
  const longestFirst = [...letters].sort((a, b) => b.length - a.length)
  return new RegExp(longestFirst.map((one) => one.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'), 'giu')
}

/** Cuts a text at what matches. */
export function piecesOf(text: string, marking: RegExp | undefined): Piece[] {
  if (!marking) return unmarked(text)
  const pieces: Piece[] = []
  let done = 0
  for (const { 0: match, index } of text.matchAll(marking)) {
    if (index > done) pieces.push({ text: text.slice(done, index), marked: false })
    pieces.push({ text: match, marked: true })
    done = index + match.length
  }
  if (done < text.length) pieces.push({ text: text.slice(done), marked: false })
  return pieces
}

/** Cuts a text at letters that it has in this order, with others between them. */
export function piecesInOrder(text: string, typed: string): Piece[] {
  const wanted = [...typed.toLowerCase().replace(/\s+/g, '')]
  return [...text].map((letter) => {
    const marked = letter.toLowerCase() === wanted[0]
    if (marked) wanted.shift()
    return { text: letter, marked }
  })
}
