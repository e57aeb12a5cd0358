import * as v from 'valibot'
import { isRecord } from '../../../domain/json'
import { entriesOf, itemOf } from './schemaShape'

/**
 * As much of a value as fits its schema; what does not fit is taken from `blank`, or left out of its list. The answer
 * is of the schema's type when `blank` is whole.
 */
export function readAsFarAsKnown<S extends v.GenericSchema>(
  schema: S,
  raw: unknown,
  blank: unknown,
): v.InferOutput<S> {
  return fit(schema, raw, blank) as v.InferOutput<S>
}

/** The most items of a list that are looked at: far more than any list of a workspace has. */
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
