import { tidied } from '../tidied'

/** A value with its line number, counted from 1. */
export type IniValue = { value: string; line: number }

/**
 * A section of an ini file: its keys in lower case, and the indented values below a key without a value. `damagedAt` is
 * the first ambiguous line; the section might then contain values of another one.
 */
export type IniSection = {
  values: Map<string, IniValue>
  nested: Map<string, Map<string, string>>
  damagedAt?: number
}
export type IniSections = Map<string, IniSection>

const heading = /^\[([^[\]]+)\]\s*(?:[#;].*)?$/
/** A heading at the end of another line, because the line break between them was lost. */
const gluedHeading = /^.*?\S\s*\[((?:(?:profile|sso-session|services)\s+)?["']?[\w@.+:/ -]+["']?)\]$/
/** Matches text that no CLI value contains but two joined lines do. */
const joinedLines = /[[\]]|(?:aws_[a-z_]+|role_arn|source_profile|region)\s*=/i

/**
 * Reads the ini format of the AWS CLI and SDKs: `#` and `;` begin a comment at the start of a line or after white
 * space, and indented lines below a key without a value belong to that key. A line of another form, a key that occurs
 * twice with different values, and a heading that is cut or joined to another line mark the sections they might belong
 * to as damaged, so that values of one section are never used for another. Lines before the first heading belong to no
 * section; a section without a readable name is named after its line, such as `line 3`.
 */
export function readIni(text: string): IniSections {
  const sections: IniSections = new Map()
  let section: IniSection | undefined
  /** The last key; lines with more indentation belong to it. */
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

/** Adds a value to its section; a second, different value marks the section as damaged. */
function keep(section: IniSection, key: string, value: string, line: number): void {
  const present = section.values.get(key)
  if (present && present.value !== value) section.damagedAt ??= line
  section.values.set(key, { value, line })
  if (value === '') section.nested.set(key, section.nested.get(key) ?? new Map())
}

/** Removes quotes around a value and an equals sign before it; the CLI keeps them, but no AWS value has any. */
function unquoted(value: string): string {
  return tidied(value.trim().replace(/^=+/, ''))
}
