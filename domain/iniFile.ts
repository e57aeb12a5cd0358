/** The sections of an ini file, each with its keys. Keys are in lower case. */
export type IniSections = Map<string, Map<string, string>>

/**
 * Reads the ini form of the AWS CLI and SDKs: `#` and `;` begin a comment at the start of a line or after white space,
 * and indented lines below a key without a value belong to that key and are passed over. Lines of any other form, too.
 */
export function readIni(text: string): IniSections {
  const sections: IniSections = new Map()
  let section: Map<string, string> | undefined
  let inNested = false
  for (const line of text.split(/\r\n|\r|\n/)) {
    const content = line.replace(/(^|\s)[#;].*$/, '').trim()
    const heading = /^\[(.*)\]$/.exec(content)?.[1]
    if (heading !== undefined) {
      const name = heading.trim().replace(/\s+/g, ' ')
      section = sections.get(name) ?? new Map()
      sections.set(name, section)
      inNested = false
      continue
    }
    const [, key, value] = /^([^=]+)=(.*)$/.exec(content) ?? []
    if (!section || key === undefined || value === undefined) continue
    const isIndented = /^\s/.test(line)
    if (inNested && isIndented) continue
    inNested = value.trim() === ''
    section.set(key.trim().toLowerCase(), value.trim())
  }
  return sections
}
