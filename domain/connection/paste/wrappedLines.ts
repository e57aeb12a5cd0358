/**
 * Reads base64 text at a position across line breaks added by a terminal: a secret key up to its 40 characters, a
 * session token while the lines contain nothing else.
 */
export function readWrapped(text: string, at: number, field: 'secretKey' | 'sessionToken'): string {
  const [first = '', ...lines] = text.slice(at, at + 20_000).split('\n')
  let value = /^[A-Za-z0-9+/]*={0,2}/.exec(first)?.[0] ?? ''
  // If a line continues with something else, the terminal did not break it.
  if (value === '' || value !== first.trim()) return value
  for (const line of lines) {
    const piece = line.trim()
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(piece) || value.endsWith('=')) break
    const goesOn = field === 'secretKey' ? value.length + piece.length === 40 : isPieceOfToken(value, piece)
    if (!goesOn) break
    value += piece
  }
  return value
}

// Base64 has groups of four. A short last line must complete a group or look unlike a word.
// A line of 40 characters after a complete token is a secret key.
function isPieceOfToken(value: string, piece: string): boolean {
  if (value.length % 4 === 0 && piece.length === 40) return false
  if (piece.length >= 40 || piece.endsWith('=')) return true
  const completes = value.length % 4 !== 0 && (value.length + piece.length) % 4 === 0
  return completes || (/\d/.test(piece) && /[a-z]/i.test(piece) && !/^[A-Z0-9]{20}$/.test(piece))
}
