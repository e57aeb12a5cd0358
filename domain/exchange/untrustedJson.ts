import { isRecord, parseJson } from '../json'
import { failedReading } from '../result'
import type { Reading } from '../result'

/** The deepest nesting that is accepted; the application writes less. */
const deepest = 12
/** The most values that are accepted; an export of ten thousand workspaces has a third of that. */
export const mostValues = 1_000_000
/** The most unknown keys that are listed. */
const mostLeftOut = 100

/**
 * Parses a JSON object from an untrusted text. Nesting and number of values are checked first, so that no text can
 * exhaust the stack or keep the process busy.
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
 * Says whether a JSON text is nested too deeply or has too many values, each of which follows a bracket or a comma.
 * Stops reading at the limit.
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

/** The end of the string that begins with the quote at `start`: its closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return text.length
}

/** Lists the keys, at any level, that a value has and its parsed form lacks, each once; at most 100. */
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
