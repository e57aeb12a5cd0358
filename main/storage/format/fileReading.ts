import * as v from 'valibot'
import { firstPath } from '../../../domain/bounded'
import { isRecord, parseJson } from '../../../domain/json'
import { excessOf } from '../../../domain/exchange/untrustedJson'
import { readAsFarAsKnown } from './bestEffort'

/**
 * The result of reading a file's text. `raw` is the whole content; `newer` says that a later version of the format
 * wrote it.
 */
export type FileReading<T> =
  { kind: 'read'; file: T; raw: unknown; newer: boolean } | { kind: 'damaged'; reason: string }

/** A file format whose files store their version as `schemaVersion`. */
type Format<S extends v.GenericSchema> = {
  schema: S
  /** The version that this application writes. */
  version: number
  /** Values for what the schema requires and a file of a newer version might lack. */
  blank: object
  /** Drops content that is not worth losing the whole file for, so that the rest can be read. */
  mend?: (raw: Record<string, unknown>) => unknown
}

/** Texts of at least this length are measured before they are parsed; few files are that long. */
const long = 1_000_000

/** Reads the text of a file. A file of a newer version is read as far as this version knows its format. */
export function readVersioned<S extends v.GenericSchema>(
  { schema, version, blank, mend = (raw) => raw }: Format<S>,
  text: string,
): FileReading<v.InferOutput<S>> {
  if (text.length > long && excessOf(text) !== undefined) {
    return { kind: 'damaged', reason: 'It has more content than any file of this application.' }
  }
  const raw = parseJson(text)
  if (raw === undefined) return { kind: 'damaged', reason: 'Its text is not complete JSON.' }
  if (!isRecord(raw) || !Number.isInteger(raw['schemaVersion'])) {
    return { kind: 'damaged', reason: 'The version of its format (schemaVersion) is missing.' }
  }
  if (Number(raw['schemaVersion']) > version) {
    return { kind: 'read', file: readAsFarAsKnown(schema, raw, blank), raw, newer: true }
  }
  const whole = v.safeParse(schema, raw, { abortEarly: true })
  const parsed = whole.success ? whole : v.safeParse(schema, mend(raw), { abortEarly: true })
  if (parsed.success) return { kind: 'read', file: parsed.output, raw, newer: false }
  return {
    kind: 'damaged',
    reason: `A value is missing or wrong: ${firstPath(parsed.issues) ?? 'the whole file'}.`,
  }
}
