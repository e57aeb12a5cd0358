import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import { isRecord } from '../../../domain/json'
import { entriesOf, itemOf } from './schemaShape'

/**
 * A new value with the keys that `before` has beyond its schema, at every level, and with the items of lists that the
 * schema does not know: what a newer version of the application wrote survives a rewrite by this one.
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

/** Items have no names. One that reads the same as before is taken to be the same. */
function keepUnknownItems(item: v.GenericSchema, before: unknown[], next: unknown[]): unknown[] {
  const readings = before.map((raw) => ({ raw, reading: v.safeParse(item, raw) }))
  const kept = next.map((value) => {
    const same = readings.find(({ reading }) => reading.success && isDeepStrictEqual(reading.output, value))
    return same ? keepUnknown(item, same.raw, value) : value
  })
  return [...kept, ...readings.filter(({ reading }) => !reading.success).map(({ raw }) => raw)]
}
