/**
 * The text of a file that another program wrote, in UTF-8 or, as Windows PowerShell writes files, in UTF-16 of either
 * order, with its mark or without. Bytes that are neither come out as replacement characters.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes)
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  // A text of the files that are read begins with two letters below 128, of which UTF-16 makes a zero each.
  if (first !== 0 && second === 0) return 'utf-16le'
  return first === 0 && second !== 0 ? 'utf-16be' : 'utf-8'
}
