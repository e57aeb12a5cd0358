import * as v from 'valibot'
import { accountColours } from '../accounts/accountBook'
import type { AccountBook } from '../accounts/accountBook'
import { boundedList } from '../bounded'
import type { EnvironmentView } from '../connection/environment'
import type { SecretChanges } from '../secret/secret'
import type { BothSides } from '../side'
import { idSchema } from '../workspace/id'
import { statusWords, viewSides } from '../workspace/sideView'
import type { SideStatus } from '../workspace/sideView'
import { currentOf, titleOf, waitsFor } from '../workspace/workspace'
import type { WorkspaceRecord } from '../workspace/workspaceRecord'
import { endpointsOf } from './endpoint'

const text = v.pipe(v.string(), v.maxLength(10_000))
const bothSides = <S extends v.GenericSchema>(schema: S) => v.object({ source: schema, destination: schema })

/** One workspace as the list shows it. It has no secret, no ARN and no access key. */
export const workspaceRowSchema = v.object({
  id: idSchema,
  title: text,
  unsaved: v.boolean(),
  /** Why it cannot be tested, which is shown in place of the ends; null if it can. */
  waiting: v.nullable(text),
  ends: bothSides(v.object({ label: text, colour: v.optional(v.picklist(accountColours)) })),
  statuses: bothSides(v.picklist(Object.keys(statusWords) as SideStatus['kind'][])),
})
export type WorkspaceRow = v.InferOutput<typeof workspaceRowSchema>

/** How many rows at the start of the list are kept for the next start: more than a high window shows. */
export const keptRows = 60

/** The first rows of the list by name, and how many workspaces there are. */
export const firstRowsSchema = v.object({
  total: v.pipe(v.number(), v.integer(), v.minValue(0)),
  rows: boundedList(workspaceRowSchema, keptRows),
})
export type FirstRows = v.InferOutput<typeof firstRowsSchema>

/** Derives the row of a workspace; `changes` are secrets that were typed and not saved. */
export function rowOf(
  record: WorkspaceRecord,
  known: { book: AccountBook; environment: EnvironmentView; changes: BothSides<SecretChanges> },
): WorkspaceRow {
  const workspace = currentOf(record)
  const { source, destination } = viewSides({
    workspace,
    states: record.secrets,
    changes: known.changes,
    reports: record.reports,
    environment: known.environment,
  })
  const contexts = { source: source.context, destination: destination.context }
  return {
    id: record.id,
    title: titleOf(workspace),
    unsaved: record.draft !== null,
    waiting: waitsFor(workspace, contexts) ?? null,
    ends: endpointsOf(workspace, known.book),
    statuses: { source: source.status.kind, destination: destination.status.kind },
  }
}
