import * as v from 'valibot'
import { boundedList } from '../../../domain/bounded'
import { secretMarkersSchema } from '../../../domain/secret/secret'
import { testReportSchema } from '../../../domain/test/testReport'
import { blankWorkspace, workspaceSchema } from '../../../domain/workspace/workspace'
import { readAsFarAsKnown } from '../format/bestEffort'
import { readVersioned } from '../format/fileReading'
import type { FileReading } from '../format/fileReading'

/** The version of the format that this application writes. */
export const schemaVersion = 1

const reportsSchema = v.object({
  source: boundedList(testReportSchema, 1_000),
  destination: boundedList(testReportSchema, 1_000),
})

/** The content of a saved workspace's file. */
export const savedFileSchema = v.object({
  schemaVersion: v.number(),
  appVersion: v.string(),
  savedAt: v.string(),
  workspace: workspaceSchema,
  secrets: v.object({ source: secretMarkersSchema, destination: secretMarkersSchema }),
  reports: reportsSchema,
})
export type SavedFile = v.InferOutput<typeof savedFileSchema>

/** The content of a draft's file. `reports` is present only for a workspace that was never saved. */
export const draftFileSchema = v.object({
  schemaVersion: v.number(),
  keptAt: v.string(),
  draft: workspaceSchema,
  reports: v.optional(reportsSchema),
})
export type DraftFile = v.InferOutput<typeof draftFileSchema>

/** No secret on either side. */
export const noMarkers = (): SavedFile['secrets'] => ({ source: {}, destination: {} })

/** No results on either side. */
export const noReports = (): SavedFile['reports'] => ({ source: [], destination: [] })

/**
 * Reads the text of a saved workspace's file. A file of a newer version is read as far as this version knows its
 * format.
 */
export function readSavedFile(text: string): FileReading<SavedFile> {
  const blank = { appVersion: '', savedAt: '', workspace: blankWorkspace(), reports: noReports() }
  const format = { schema: savedFileSchema, version: schemaVersion, mend: withoutDamagedReports }
  return readVersioned({ ...format, blank: { ...blank, secrets: noMarkers() } }, text)
}

/** Reads the text of a draft's file. A file of a newer version is read as far as this version knows its format. */
export function readDraftFile(text: string): FileReading<DraftFile> {
  const blank = { keptAt: '', draft: blankWorkspace(), reports: noReports() }
  const format = { schema: draftFileSchema, version: schemaVersion, mend: withoutDamagedReports }
  return readVersioned({ ...format, blank }, text)
}

/**
 * Leaves out reports that cannot be read, because they are not worth losing a workspace for. They stay in the file.
 */
function withoutDamagedReports(raw: Record<string, unknown>): unknown {
  return { ...raw, reports: readAsFarAsKnown(reportsSchema, raw['reports'], noReports()) }
}
