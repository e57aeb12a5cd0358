import * as v from 'valibot'
import { secretMarkersSchema } from '../../domain/secret'
import { testReportSchema } from '../../domain/testReport'
import { blankWorkspace, workspaceSchema } from '../../domain/workspace'
import { readAsFarAsKnown } from './bestEffort'
import { isRecord } from './schemaShape'

/** The version of the format that this application writes. */
export const schemaVersion = 1

const reportsSchema = v.object({ source: v.array(testReportSchema), destination: v.array(testReportSchema) })

/** The file of a saved workspace. */
export const savedFileSchema = v.object({
  schemaVersion: v.number(),
  appVersion: v.string(),
  savedAt: v.string(),
  workspace: workspaceSchema,
  secrets: v.object({ source: secretMarkersSchema, destination: secretMarkersSchema }),
  reports: reportsSchema,
})
export type SavedFile = v.InferOutput<typeof savedFileSchema>

/** The file of unsaved edits; `reports` belong to a workspace that was never saved. */
export const draftFileSchema = v.object({
  schemaVersion: v.number(),
  keptAt: v.string(),
  draft: workspaceSchema,
  reports: v.optional(reportsSchema),
})
export type DraftFile = v.InferOutput<typeof draftFileSchema>

/** What a file's text turned out to be. `raw` is all of it, `newer` that a later version of the format wrote it. */
export type FileReading<T> =
  { kind: 'read'; file: T; raw: unknown; newer: boolean } | { kind: 'damaged'; reason: string }

/** No secret on either side. */
export const noMarkers = (): SavedFile['secrets'] => ({ source: {}, destination: {} })

/** No results on either side. */
export const noReports = (): SavedFile['reports'] => ({ source: [], destination: [] })

/** Reads the text of a saved workspace's file; one from a newer version as far as it is known. */
export function readSavedFile(text: string): FileReading<SavedFile> {
  const blank = { appVersion: '', savedAt: '', workspace: blankWorkspace(), reports: noReports() }
  return readFormat(savedFileSchema, text, { ...blank, secrets: noMarkers() })
}

/** Reads the text of a draft's file; one from a newer version as far as it is known. */
export function readDraftFile(text: string): FileReading<DraftFile> {
  return readFormat(draftFileSchema, text, { keptAt: '', draft: blankWorkspace(), reports: noReports() })
}

/** `blank` has what the schema asks for, so what is read as far as known is of the schema's type, too. */
function readFormat<S extends v.GenericSchema>(
  schema: S,
  text: string,
  blank: object,
): FileReading<v.InferOutput<S>> {
  const raw = readJson(text)
  if (raw === undefined) return { kind: 'damaged', reason: 'Its text is not complete JSON.' }
  if (!isRecord(raw) || !Number.isInteger(raw['schemaVersion'])) {
    return { kind: 'damaged', reason: 'It does not say which version of the format it has.' }
  }
  if (Number(raw['schemaVersion']) > schemaVersion) {
    return { kind: 'read', file: readAsFarAsKnown(schema, raw, blank), raw, newer: true }
  }
  const whole = v.safeParse(schema, raw)
  if (whole.success) return { kind: 'read', file: whole.output, raw, newer: false }
  // Results are not worth a workspace: those that cannot be read are left out, and stay in the file.
  const reports = readAsFarAsKnown(reportsSchema, raw['reports'], noReports())
  const parsed = v.safeParse(schema, { ...raw, reports })
  if (parsed.success) return { kind: 'read', file: parsed.output, raw, newer: false }
  const fields = new Set(parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the whole'))
  return { kind: 'damaged', reason: `Some of it is not as expected: ${[...fields].join(', ')}.` }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
