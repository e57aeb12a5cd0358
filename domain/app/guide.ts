/** A stretch of a line: plain, a name in fixed width, or strong. */
export type Span = { kind: 'text' | 'code' | 'strong'; text: string }
export type Block =
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'list'; items: Span[][] }
  | { kind: 'table'; rows: Span[][][] }
  | { kind: 'code'; text: string }
/** What stands under one heading; the first one of a guide has level 1 and its title. */
export type GuideSection = { level: number; title: string; blocks: Block[]; text: string }

/** Reads a guide in Markdown as far as the guides use it: headings, paragraphs, lists, tables and code. */
export function readGuide(markdown: string): GuideSection[] {
  const sections: GuideSection[] = []
  for (const part of partsOf(markdown)) {
    const heading = /^(#{1,6}) (.+)$/.exec(part)
    const last = sections.at(-1)
    if (heading) {
      const [, marks = '', title = ''] = heading
      sections.push({ level: marks.length, title, blocks: [], text: title })
    } else if (last) {
      last.blocks.push(blockOf(part))
      last.text += ` ${part}`
    }
  }
  return sections
}

/** The sections that hold every word of what is typed, each below the headings that it belongs to. */
export function sectionsWith(sections: readonly GuideSection[], typed: string): GuideSection[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const holds = ({ text }: GuideSection): boolean => words.every((word) => text.toLowerCase().includes(word))
  return sections.flatMap((section, at) => {
    if (holds(section)) return [section]
    const end = sections.findIndex((one, place) => place > at && one.level <= section.level)
    const below = sections.slice(at + 1, end === -1 ? undefined : end)
    return below.some(holds) ? [{ ...section, blocks: [] }] : []
  })
}

/** The parts between empty lines, without comments; code is one part whatever is in it. */
function partsOf(markdown: string): string[] {
  const text = markdown.replaceAll(/<!--[^]*?-->/g, '')
  return (text.match(/```[^]*?```|(?:(?!```)[^\n])+(?:\n(?!```)[^\n]+)*/g) ?? [])
    .map((part) => part.trim())
    .filter(Boolean)
}

function blockOf(part: string): Block {
  const lines = part.split('\n')
  if (part.startsWith('```')) return { kind: 'code', text: lines.slice(1, -1).join('\n') }
  if (part.startsWith('- ')) return { kind: 'list', items: part.slice(2).split('\n- ').map(spansOf) }
  if (part.startsWith('|')) {
    const rows = lines.filter((line) => !/^\|[\s|:-]+\|$/.test(line) || !line.includes('-'))
    return { kind: 'table', rows: rows.map((line) => line.slice(1, -1).split('|').map(spansOf)) }
  }
  return { kind: 'paragraph', spans: spansOf(part) }
}

/** A link is its words: the window leads nowhere else. */
function spansOf(text: string): Span[] {
  const line = text
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .trim()
  return line
    .split(/(`[^`]+`|\*\*.+?\*\*)/)
    .filter(Boolean)
    .map((piece) => {
      if (piece.startsWith('`')) return { kind: 'code', text: piece.slice(1, -1) }
      if (piece.startsWith('**')) return { kind: 'strong', text: piece.slice(2, -2) }
      return { kind: 'text', text: piece }
    })
}
