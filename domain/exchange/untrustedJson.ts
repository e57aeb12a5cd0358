import { isRecord, parseJson } from '../json'
import { failedReading } from '../reading'
import type { Reading } from '../reading'

/** How deep what the application writes is nested at most, with room for versions to come. */
const deepest = 12
/** How many values a text may have: ten thousand workspaces of an export have a third of it. */
export const mostValues = 1_000_000
/** How many names of keys are told that mean nothing here. */
const mostLeftOut = 100

/**
 * Reads a JSON object out of a text that anyone may have written. Nesting and number of values are measured before the
 * parser sees it, so that no text can exhaust the stack of whatever walks through the value, or keep it busy.
 */
export function readUntrustedJson(text: string): Reading<Record<string, unknown>> {
  const excess = excessOf(text)
  if (excess === 'depth') return failedReading('The file is nested too deeply for an export.')
  if (excess === 'values') return failedReading('The file has more values than any export.')
  const value = parseJson(text)
  if (value === undefined) return failedReading('The file is not an export: its text is not complete JSON.')
  if (!isRecord(value)) return failedReading('The file is not an export of DynamoDB Workspaces.')
  return { ok: true, value }
}

/**
 * What a JSON text has too much of: brackets in brackets, or values, each of which follows a bracket or a comma. The
 * text is read no further than to the first that is too many.
 */
export function excessOf(text: string): 'depth' | 'values' | undefined {
  let depth = 0
  let values = 0
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (letter === '"') at = endOfString(text, at)
    else if (letter === '{' || letter === '[') {
      if (++depth > deepest) return 'depth'
      values++
    } else if (letter === '}' || letter === ']') depth--
    else if (letter === ',') values++
    if (values > mostValues) return 'values'
  }
  return undefined
}

/** Where the string ends whose first quote is at `start`: its last quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return text.length
}

/** The names of the keys that a value had and that its parsed form has not, each once, at every level; at most 100. */
export function keysLeftOut(raw: unknown, parsed: unknown): string[] {
  const names = new Set<string>()
  const walk = (before: unknown, after: unknown): void => {
    if (names.size >= mostLeftOut) return
    if (Array.isArray(before) && Array.isArray(after)) before.forEach((one, at) => walk(one, after[at]))
    if (!isRecord(before) || !isRecord(after)) return
    for (const [key, value] of Object.entries(before)) {
      if (Object.hasOwn(after, key)) walk(value, after[key])
      else if (names.size < mostLeftOut) names.add(key)
    }
  }
  walk(raw, parsed)
  return [...names]
}
