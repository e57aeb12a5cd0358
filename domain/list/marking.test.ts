import { describe, expect, it } from 'vitest'
import { markingOf, piecesInOrder, piecesOf } from './marking'
import type { Piece } from './marking'

const shown = (pieces: readonly Piece[]): string =>
  pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('')

describe('what matched', () => {
  it.each([
    ['Orders, prod to staging', 'st', 'Orders, prod to [st]aging'],
    ['Orders, prod to staging', 'STAG ord', '[Ord]ers, prod to [stag]ing'],
    ['a.b*c', '.b*', 'a[.b*]c'],
    ['Ärger in Österreich', 'öst', 'Ärger in [Öst]erreich'],
    ['İstanbul orders', 'ord', 'İstanbul [ord]ers'],
    ['טבלאות ההזמנות', 'ההז', 'טבלאות [ההז]מנות'],
    ['Kunden 😀 neu', '😀', 'Kunden [😀] neu'],
    ['local :8001', 'http://x:8001/', 'local :8001'],
    ['x:8001', 'http://x:8001/', '[x:8001]'],
    ['Orders', ' ', 'Orders'],
    ['Orders', 'xyz', 'Orders'],
  ])('%s for “%s” is %s', (text, typed, expected) => {
    expect(shown(piecesOf(text, markingOf(typed)))).toBe(expected)
  })

  it('is single letters, where they have others between them', () => {
    expect(shown(piecesInOrder('Swap Source and 😀 Destination', 'ss D'))).toBe(
      '[S]wap [S]ource an[d] 😀 Destination',
    )
  })
})
