import { isRecord, parseJson } from './json'
import { failedReading } from './reading'
import type { Reading } from './reading'

/** How deep what the application writes is nested at most, with room for versions to come. */
const deepest = 12

/**
 * Reads a JSON object out of a text that anyone may have written. The nesting is measured before the parser sees it,
 * so that no text can exhaust the stack of whatever walks through the value.
 */
export function readUntrustedJson(text: string): Reading<Record<string, unknown>> {
  if (depthOf(text) > deepest) return failedReading('The file is nested too deeply for an export.')
  const value = parseJson(text)
  if (value === undefined) return failedReading('The file is not an export: its text is not complete JSON.')
  if (!isRecord(value)) return failedReading('The file is not an export of DynamoDB Workspaces.')
  return { ok: true, value }
}

/** How deep brackets are nested outside of strings. */
function depthOf(text: string): number {
  let depth = 0
  let most = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (inString && letter === '\\') at++
    else if (letter === '"') inString = !inString
    else if (inString) continue
    else if (letter === '{' || letter === '[') most = Math.max(most, ++depth)
    else if (letter === '}' || letter === ']') depth--
  }
  return most
}

/** The names of the keys that a value had and that its parsed form has not, each once, at every level. */
export function keysLeftOut(raw: unknown, parsed: unknown): string[] {
  const names = new Set<string>()
  const walk = (before: unknown, after: unknown): void => {
    if (Array.isArray(before) && Array.isArray(after)) before.forEach((one, at) => walk(one, after[at]))
    if (!isRecord(before) || !isRecord(after)) return
    for (const [key, value] of Object.entries(before)) {
      if (Object.hasOwn(after, key)) walk(value, after[key])
      else names.add(key)
    }
  }
  walk(raw, parsed)
  return [...names]
}
