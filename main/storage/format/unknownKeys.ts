import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import { isRecord } from '../../../domain/json'
import { entriesOf, itemOf } from './schemaShape'

/**
 * Returns a new value with the keys of `before` that the schema does not know, at every level, and with such items of
 * lists, so that what a newer version of the application wrote survives a rewrite by this one.
 */
export function keepUnknown(schema: v.GenericSchema, before: unknown, next: unknown): unknown {
  const entries = entriesOf(schema)
  if (entries && isRecord(before) && isRecord(next)) {
    const unknown = Object.entries(before).filter(([key]) => !Object.hasOwn(entries, key))
    const known = Object.entries(next).map(([key, value]) => {
      const entry = Object.hasOwn(entries, key) ? entries[key] : undefined
      return [key, entry ? keepUnknown(entry, before[key], value) : value] as const
    })
    return Object.fromEntries([...known, ...unknown])
  }
  const item = itemOf(schema)
  if (item && Array.isArray(before) && Array.isArray(next)) return keepUnknownItems(item, before, next)
  return next
}

/** Matches items by their content, because items have no names. */
function keepUnknownItems(item: v.GenericSchema, before: unknown[], next: unknown[]): unknown[] {
  const readings = before.map((raw) => ({ raw, reading: v.safeParse(item, raw) }))
  const kept = next.map((value) => {
    const same = readings.find(({ reading }) => reading.success && isDeepStrictEqual(reading.output, value))
    return same ? keepUnknown(item, same.raw, value) : value
  })
  return [...kept, ...readings.filter(({ reading }) => !reading.success).map(({ raw }) => raw)]
}
