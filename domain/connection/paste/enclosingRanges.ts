/** A range of a text; the end is exclusive. */
export type Span = { from: number; to: number }

/** Whether a position is inside a range. */
export function within(at: number, { from, to }: Span): boolean {
  return from <= at && at < to
}

/** The most bracket pairs, and the most lines above a line, that are examined. */
const mostBrackets = 1_000
const mostLines = 200

/** Finds the ranges around a position, from the smallest to the largest: line, object, indented block, paragraph. */
export function createEnclosingRanges(text: string): (at: number) => Span[] {
  const objects = objectsIn(text)
  const breaks = [...text.matchAll(/\n[ \t]*\n/g)].map(({ index }) => index)
  const paragraphAt = (at: number): Span => ({
    from: breaks.findLast((one) => one < at) ?? 0,
    to: breaks.find((one) => one >= at) ?? text.length,
  })
  return (at) => {
    const inObjects = objects.filter((span) => within(at, span))
    const all = [lineAt(text, at), ...inObjects, ...blocksAround(text, at), paragraphAt(at)]
    return all.sort((a, b) => a.to - a.from - (b.to - b.from))
  }
}

/** The line at a position. */
export function lineAt(text: string, at: number): Span {
  const end = text.indexOf('\n', at)
  return { from: text.lastIndexOf('\n', at - 1) + 1, to: end === -1 ? text.length : end }
}

function objectsIn(text: string): Span[] {
  const open: { bracket: string; at: number }[] = []
  const spans: Span[] = []
  for (const { 0: bracket, index } of text.matchAll(/[{}()]/g)) {
    if (spans.length >= mostBrackets) break
    if (bracket === '{' || bracket === '(') open.push({ bracket, at: index })
    else if (open.at(-1)?.bracket === (bracket === '}' ? '{' : '(')) {
      spans.push({ from: open.pop()?.at ?? 0, to: index + 1 })
    }
  }
  return spans
}

/** The indented blocks around a line, from the inside out. */
function blocksAround(text: string, at: number): Span[] {
  const blocks: Span[] = []
  let { from } = lineAt(text, at)
  let indent = indentAt(text, from)
  for (let lines = 0; lines < mostLines && from > 0 && indent > 0; lines++) {
    from = text.lastIndexOf('\n', from - 2) + 1
    const own = indentAt(text, from)
    if (own >= indent) continue
    indent = own
    blocks.push({ from, to: endOfBlock(text, from, indent) })
  }
  return blocks
}

function endOfBlock(text: string, from: number, indent: number): number {
  let { to } = lineAt(text, from)
  for (let lines = 0; lines < mostLines && to < text.length; lines++) {
    const next = indentAt(text, to + 1)
    if (next <= indent) return to
    to = lineAt(text, to + 1).to
  }
  return to
}

/** The indentation of a line; an empty line counts as part of the block around it. */
function indentAt(text: string, from: number): number {
  const [, spaces = '', mark = ''] = /^([ \t]*)(\S?)/.exec(text.slice(from, from + 200)) ?? []
  return mark === '' ? Infinity : spaces.length
}
