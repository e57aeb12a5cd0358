import { tidied } from '../tidied'

/** A value with the number of the line that it stands on, counted from 1. */
export type IniValue = { value: string; line: number }

/**
 * A section of an ini file: its keys, in lower case, and what stands indented below a key without a value.
 * `damagedAt` is the first line that cannot be read with certainty; values of another section may be among its own then.
 */
export type IniSection = {
  values: Map<string, IniValue>
  nested: Map<string, Map<string, string>>
  damagedAt?: number
}
export type IniSections = Map<string, IniSection>

const heading = /^\[([^[\]]+)\]\s*(?:[#;].*)?$/
/** The heading of a section behind something else: the end of the line between them was lost. */
const gluedHeading = /^.*?\S\s*\[((?:(?:profile|sso-session|services)\s+)?["']?[\w@.+:/ -]+["']?)\]$/
/** What no value of the CLI has in it, but two lines have that became one. */
const joinedLines = /[[\]]|(?:aws_[a-z_]+|role_arn|source_profile|region)\s*=/i

/**
 * Reads the ini form of the AWS CLI and SDKs: `#` and `;` begin a comment at the start of a line or after white space,
 * and indented lines below a key without a value belong to that key. A line that has another form, a key that stands
 * twice with different values, and a heading that is cut or glued to something else, make the sections that they may
 * belong to damaged, so that nobody takes the values of one for those of another. Lines before the first heading belong
 * to none; what stands below a heading without a readable name is a section named by its line, such as `line 3`.
 */
export function readIni(text: string): IniSections {
  const sections: IniSections = new Map()
  let section: IniSection | undefined
  /** The key above, to which lines that are indented further belong. */
  let above: { key: string; indent: number; isEmpty: boolean } | undefined

  const open = (name: string): IniSection => {
    const key = name.trim().replace(/\s+/g, ' ')
    const opened: IniSection = sections.get(key) ?? { values: new Map(), nested: new Map() }
    sections.set(key, opened)
    above = undefined
    return opened
  }
  const openDamaged = (name: string, line: number): IniSection => {
    const opened = open(name.trim() === '' ? `line ${line}` : name)
    opened.damagedAt ??= line
    return opened
  }

  for (const [at, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = at + 1
    const content = raw.replace(/(^|\s)[#;].*$/, '').trim()
    if (content === '') continue
    const name = heading.exec(content)?.[1]
    if (name !== undefined) {
      section = name.trim() === '' ? openDamaged('', line) : open(name)
      continue
    }
    if (content.startsWith('[')) {
      section = openDamaged(/^\[([^[\]=]*)/.exec(content)?.[1] ?? '', line)
      continue
    }
    const [, key = '', value = ''] = /^([^=]+)=(.*)$/.exec(content) ?? []
    const glued = gluedHeading.exec(key === '' ? content : value)?.[1]
    if (glued !== undefined) {
      if (section) section.damagedAt ??= line
      section = open(glued)
      continue
    }
    if (key === '' && content.endsWith(']')) {
      if (section) section.damagedAt ??= line
      section = openDamaged('', line)
      continue
    }
    if (!section) continue
    const indent = /^\s*/.exec(raw)?.[0].length ?? 0
    const isBelow = above !== undefined && indent > above.indent
    if (isBelow && above?.isEmpty) {
      section.nested.get(above.key)?.set(key.trim().toLowerCase(), unquoted(value))
      continue
    }
    if (key === '' || isBelow || joinedLines.test(value)) section.damagedAt ??= line
    if (key === '') continue
    above = { key: key.trim().toLowerCase(), indent, isEmpty: value.trim() === '' }
    keep(section, above.key, unquoted(value), line)
  }
  return sections
}

/** Puts a value into its section, which is damaged by a second one of another value. */
function keep(section: IniSection, key: string, value: string, line: number): void {
  const present = section.values.get(key)
  if (present && present.value !== value) section.damagedAt ??= line
  section.values.set(key, { value, line })
  if (value === '') section.nested.set(key, section.nested.get(key) ?? new Map())
}

/** A value without quotes around it or an equals sign before it; the CLI keeps them, but no value of AWS has any. */
function unquoted(value: string): string {
  return tidied(value.trim().replace(/^=+/, ''))
}
