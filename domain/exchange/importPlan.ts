import type { WorkspaceRecord } from '../workspace/workspaceRecord'
import { endpointsOf, summaryLine } from '../list/endpoint'
import { contentOf, secretsIn } from './exchange'
import type { ExchangedWorkspace } from './exchange'
import type { Failure } from '../failure'
import { secretPresence } from '../secret/secret'
import type { SecretPlace } from '../secret/secret'
import { sideName, sides } from '../side'
import { stableLine } from '../stableJson'
import { titleOf } from '../workspace/workspace'
import type { Workspace } from '../workspace/workspace'

/** What can be done with a workspace that already exists here with other content. */
export const importChoices = ['keep', 'replace', 'copy'] as const
export type ImportChoice = (typeof importChoices)[number]

/** What an import would do with one workspace of a file. It contains no secrets. */
export type PlanItem = {
  name: string
  summary: string
  /** How many of its secrets the file contains. */
  secrets: number
} & (
  | { status: 'new' }
  | { status: 'same'; mine: Mine; addsSecrets: boolean }
  | { status: 'conflict'; mine: Mine; differs: string[] }
)

/** The local workspace that corresponds to one in the file. */
export type Mine = { id: string; name: string; hasDraft: boolean; readOnly: boolean }

/**
 * The preview of an import, before anything is changed. `leftOut` names unknown keys of the file, `blanked` fields
 * whose values are not imported because they look like secrets.
 */
export type ImportPreview =
  | { kind: 'locked'; file: string }
  | { kind: 'plan'; file: string; items: PlanItem[]; leftOut: string[]; blanked: string[] }

/** The result of an export. */
export type ExportOutcome = { file: string; workspaces: number; secrets: number }

/** The result of an import. `failure` stopped it early: what is counted was imported, the rest was not. */
export type ImportOutcome = {
  created: number
  replaced: number
  copied: number
  /** Equal to local workspaces; `secretsAdded` of these received missing secrets. */
  same: number
  secretsAdded: number
  kept: number
  /** The workspaces that are new or changed. */
  ids: string[]
  /** The workspaces whose content was replaced. */
  replacedIds: string[]
  failure?: Failure
}

/**
 * Matches each workspace of a file with a local one: by id, else by equal content, else by name. None is matched twice.
 */
export function planImport(
  incoming: readonly ExchangedWorkspace[],
  here: readonly WorkspaceRecord[],
): PlanItem[] {
  const contents = new Map(here.map((record) => [record.id, contentOf(contentHere(record))]))
  const found = new Map<ExchangedWorkspace, WorkspaceRecord>()
  const taken = new Set<string>()
  const rounds: [(one: ExchangedWorkspace) => string, (one: WorkspaceRecord) => string][] = [
    [({ id }) => id, ({ id }) => id],
    [({ workspace }) => contentOf(workspace), ({ id }) => contents.get(id) ?? ''],
    [({ workspace }) => titleOf(workspace), (record) => titleOf(contentHere(record))],
  ]
  for (const [keyOf, keyHere] of rounds) {
    const waiting = new Map<string, WorkspaceRecord[]>()
    for (const record of here) {
      if (taken.has(record.id)) continue
      const key = keyHere(record)
      const equal = waiting.get(key)
      if (equal) equal.push(record)
      else waiting.set(key, [record])
    }
    for (const one of incoming) {
      const record = found.has(one) ? undefined : waiting.get(keyOf(one))?.shift()
      if (!record) continue
      found.set(one, record)
      taken.add(record.id)
    }
  }
  return incoming.map((one) => planOne(one, found.get(one)))
}

function planOne(incoming: ExchangedWorkspace, record: WorkspaceRecord | undefined): PlanItem {
  const { workspace } = incoming
  const item = {
    name: titleOf(workspace),
    summary: summaryLine(endpointsOf(workspace)),
    secrets: secretsIn(incoming).length,
  }
  if (!record) return { ...item, status: 'new' }
  const mine = contentHere(record)
  const { id, readOnly } = record
  const seen = { id, name: titleOf(mine), hasDraft: record.draft !== null, readOnly }
  if (contentOf(mine) !== contentOf(workspace)) {
    return { ...item, status: 'conflict', mine: seen, differs: differencesOf(mine, workspace) }
  }
  const addsSecrets = !readOnly && secretsToAdd(incoming, record).length > 0
  return { ...item, status: 'same', mine: seen, addsSecrets }
}

/** Lists the secrets of a file that an equal local workspace lacks or has for another access key. */
export function secretsToAdd(incoming: ExchangedWorkspace, record: WorkspaceRecord): SecretPlace[] {
  return secretsIn(incoming).filter(([side, name]) => {
    const state = record.secrets[side][name]
    return secretPresence(state, { kind: 'keep' }, incoming.workspace[side].accessKey) !== 'saved'
  })
}

/** The content that an import compares with: the saved one, else a draft that was never saved. */
export function contentHere({ saved, draft }: WorkspaceRecord): Workspace {
  const content = saved ?? draft
  if (!content) throw new Error('A workspace is saved, or a draft, or both')
  return content
}

function differencesOf(one: Workspace, other: Workspace): string[] {
  const details = ({ description, tags, connectionType }: Workspace): string =>
    stableLine([description, tags, connectionType])
  return [
    ...(one.name === other.name ? [] : ['Name']),
    ...(details(one) === details(other) ? [] : ['Details']),
    ...sides.filter((side) => stableLine(one[side]) !== stableLine(other[side])).map(sideName),
  ]
}
