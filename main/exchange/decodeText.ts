/**
 * Decodes the text of a file that another program wrote: UTF-8, or UTF-16 of either byte order (as Windows PowerShell
 * writes it), with a byte order mark or without. Invalid bytes become replacement characters.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes)
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  // The files that are read begin with two ASCII characters, each of which has a zero byte in UTF-16.
  if (first !== 0 && second === 0) return 'utf-16le'
  return first === 0 && second !== 0 ? 'utf-16be' : 'utf-8'
}
