import * as v from 'valibot'
import { isRecord } from '../../../domain/json'
import { entriesOf, itemOf } from './schemaShape'

/**
 * Keeps as much of a value as fits its schema. A field that does not fit is taken from `blank`, an item that does not
 * fit is left out of its list. The result has the schema's type if `blank` is complete.
 */
export function readAsFarAsKnown<S extends v.GenericSchema>(
  schema: S,
  raw: unknown,
  blank: unknown,
): v.InferOutput<S> {
  return fit(schema, raw, blank) as v.InferOutput<S>
}

/** The most items of a list that are read: far more than any list of a workspace has. */
const mostItems = 10_000

function fit(schema: v.GenericSchema, raw: unknown, blank: unknown): unknown {
  const whole = v.safeParse(schema, raw, { abortEarly: true })
  if (whole.success) return whole.output
  const item = itemOf(schema)
  if (item && Array.isArray(raw)) {
    return raw.slice(0, mostItems).flatMap((value) => {
      const reading = v.safeParse(item, value, { abortEarly: true })
      return reading.success ? [reading.output] : []
    })
  }
  const entries = entriesOf(schema)
  if (!entries || !isRecord(raw)) return blank
  const blanks = isRecord(blank) ? blank : {}
  const read = Object.entries(entries).map(
    ([key, entry]) => [key, fit(entry, raw[key], blanks[key])] as const,
  )
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}
