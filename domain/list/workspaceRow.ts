import * as v from 'valibot'
import { accountSeen } from '../accounts/accountsSeen'
import type { AccountSeen } from '../accounts/accountsSeen'
import { boundedList } from '../bounded'
import { kindOf } from '../connection/connection'
import type { ConnectionKind } from '../connection/connection'
import type { EnvironmentView } from '../connection/environment'
import { failureCodes } from '../failure'
import type { FailureCode } from '../failure'
import { noChanges } from '../secret/secret'
import type { SecretChanges, SecretPlace } from '../secret/secret'
import { sides } from '../side'
import type { BothSides, Side } from '../side'
import { failureOf } from '../test/testReport'
import type { TestReport } from '../test/testReport'
import { idSchema } from '../workspace/id'
import { secretsToEnter } from '../workspace/secretsToEnter'
import { statusWords, viewSides } from '../workspace/sideView'
import type { SideStatus } from '../workspace/sideView'
import { currentOf, titleOf, waitsFor } from '../workspace/workspace'
import type { Workspace } from '../workspace/workspace'
import type { WorkspaceRecord } from '../workspace/workspaceRecord'
import { endpointOf } from './endpoint'
import { searchText } from './searchText'

const text = v.pipe(v.string(), v.maxLength(10_000))
const bothSides = <S extends v.GenericSchema>(schema: S) => v.object({ source: schema, destination: schema })

/** What the list shows of one workspace. It has no secret, no ARN and no access key. */
export const shownRowSchema = v.object({
  id: idSchema,
  title: text,
  unsaved: v.boolean(),
  /** Why it cannot be tested, which is shown in place of the ends; null if it can. */
  waiting: v.nullable(text),
  ends: bothSides(
    v.object({
      label: text,
      account: v.optional(v.object({ account: text, partition: v.optional(text) })),
    }),
  ),
  statuses: bothSides(v.picklist(Object.keys(statusWords) as SideStatus['kind'][])),
  /** Why the last test of a side failed; null if it did not. Rows of an earlier version have none. */
  causes: v.optional(bothSides(v.nullable(v.picklist(failureCodes))), { source: null, destination: null }),
  /** When a test of either side was begun last; empty without one. */
  testedAt: v.optional(text, ''),
})
export type ShownRow = v.InferOutput<typeof shownRowSchema>

/** One workspace as the window holds it until it is opened: what the list shows, sorts, finds and counts. */
export type WorkspaceRow = ShownRow & {
  tags: readonly string[]
  sample: boolean
  /** Whether it was ever saved, so that it can be exported. */
  saved: boolean
  savedAt: string | null
  ways: BothSides<ConnectionKind>
  /** The codes of the regions that its cloud sides name, each once. */
  regions: readonly string[]
  /** When the keys or the role session of the last test expire. */
  expiresAt: BothSides<string | null>
  /** The accounts that its settings or its tests show. */
  accounts: BothSides<AccountSeen | null>
  /** The secrets that it needs and lacks. */
  toEnter: SecretPlace[]
  /** What a search looks through, in lower case. */
  text: string
}

/** How many rows at the start of the list are kept for the next start: more than a high window shows. */
export const keptRows = 60

/** The first rows of the list by name, and how many workspaces there are. */
export const firstRowsSchema = v.object({
  total: v.pipe(v.number(), v.integer(), v.minValue(0)),
  rows: boundedList(shownRowSchema, keptRows),
})
export type FirstRows = v.InferOutput<typeof firstRowsSchema>

const nothingTyped = noChanges()

/** Derives the row of a workspace; `changes` are secrets that were typed and not saved. */
export function rowOf(
  record: WorkspaceRecord,
  environment: EnvironmentView,
  changes: BothSides<SecretChanges> = nothingTyped,
): WorkspaceRow {
  const workspace = currentOf(record)
  const { reports, secrets: states } = record
  const views = viewSides({ workspace, states, changes, reports, environment })
  const both = <T>(of: (side: Side) => T): BothSides<T> => ({
    source: of('source'),
    destination: of('destination'),
  })
  const [one = '', other = ''] = [reports.source[0]?.startedAt, reports.destination[0]?.startedAt]
  return {
    id: record.id,
    title: titleOf(workspace),
    unsaved: record.draft !== null,
    waiting:
      waitsFor(
        workspace,
        both((side) => views[side].context),
      ) ?? null,
    ends: both((side) => endpointOf(workspace[side])),
    statuses: both((side) => views[side].status.kind),
    causes: both((side) => causeOf(views[side].status.kind, reports[side][0])),
    tags: workspace.tags,
    sample: workspace.sample === true,
    saved: record.saved !== null,
    savedAt: record.savedAt,
    testedAt: one > other ? one : other,
    ways: both((side) => kindOf(workspace[side])),
    regions: regionsOf(workspace),
    expiresAt: both((side) => views[side].place?.expiresAt ?? null),
    accounts: both((side) => accountSeen(workspace[side], reports[side])),
    toEnter: secretsToEnter(record, changes).map(({ side, name }) => [side, name]),
    text: searchText(record),
  }
}

function regionsOf(workspace: Workspace): string[] {
  const named = sides.flatMap((side) => (workspace[side].useLocal ? [] : workspace[side].region.trim()))
  return [...new Set(named)].filter((region) => region !== '')
}

/** Why the newest report failed, if it still applies. */
function causeOf(status: SideStatus['kind'], newest: TestReport | undefined): FailureCode | null {
  const isFailed = status === 'failed' || status === 'expired'
  return (isFailed && newest && failureOf(newest)?.code) || null
}

/** What the list shows of a row, without the rest. */
export function shownOf({
  id,
  title,
  unsaved,
  waiting,
  ends,
  statuses,
  causes,
  testedAt,
}: WorkspaceRow): ShownRow {
  return { id, title, unsaved, waiting, ends, statuses, causes, testedAt }
}
