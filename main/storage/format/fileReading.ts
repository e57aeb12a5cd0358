import * as v from 'valibot'
import { firstPath } from '../../../domain/bounded'
import { isRecord, parseJson } from '../../../domain/json'
import { excessOf } from '../../../domain/exchange/untrustedJson'
import { readAsFarAsKnown } from './bestEffort'

/** What a file's text turned out to be. `raw` is all of it, `newer` that a later version of the format wrote it. */
export type FileReading<T> =
  { kind: 'read'; file: T; raw: unknown; newer: boolean } | { kind: 'damaged'; reason: string }

/** A format of files, each of which says its version under `schemaVersion`. */
type Format<S extends v.GenericSchema> = {
  schema: S
  /** The version that this application writes. */
  version: number
  /** What the schema asks for and a file of a newer version may lack. */
  blank: object
  /** The text's value without what is not worth a whole file. */
  mend?: (raw: Record<string, unknown>) => unknown
}

/** The length from which a text is measured before it is parsed; few files come near. */
const long = 1_000_000

/** Reads the text of a file; one from a newer version as far as it is known. */
export function readVersioned<S extends v.GenericSchema>(
  { schema, version, blank, mend = (raw) => raw }: Format<S>,
  text: string,
): FileReading<v.InferOutput<S>> {
  if (text.length > long && excessOf(text) !== undefined) {
    return { kind: 'damaged', reason: 'It has more in it than any file of this application.' }
  }
  const raw = parseJson(text)
  if (raw === undefined) return { kind: 'damaged', reason: 'Its text is not complete JSON.' }
  if (!isRecord(raw) || !Number.isInteger(raw['schemaVersion'])) {
    return { kind: 'damaged', reason: 'It does not say which version of the format it has.' }
  }
  if (Number(raw['schemaVersion']) > version) {
    return { kind: 'read', file: readAsFarAsKnown(schema, raw, blank), raw, newer: true }
  }
  const whole = v.safeParse(schema, raw, { abortEarly: true })
  const parsed = whole.success ? whole : v.safeParse(schema, mend(raw), { abortEarly: true })
  if (parsed.success) return { kind: 'read', file: parsed.output, raw, newer: false }
  return { kind: 'damaged', reason: `Not as expected in it: ${firstPath(parsed.issues) ?? 'the whole'}.` }
}
