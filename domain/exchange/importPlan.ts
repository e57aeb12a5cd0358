import type { WorkspaceRecord } from '../workspace/workspaceRecord'
import { kindOf } from '../connection/connection'
import type { FormContext } from '../connection/connectionRules'
import { baseCredentialsOf } from '../connection/environment'
import type { EnvironmentView } from '../connection/environment'
import type { Machine } from '../connection/localHost'
import { endpointsOf } from '../list/endpoint'
import type { Endpoint } from '../list/endpoint'
import { contentOf, secretsIn } from './exchange'
import type { ExchangedWorkspace } from './exchange'
import type { Failure } from '../failure'
import { secretPresence } from '../secret/secret'
import type { SecretName, SecretPlace, SecretStates } from '../secret/secret'
import { sideName, sides } from '../side'
import type { BothSides, Side } from '../side'
import { judgePair } from '../test/pairRule'
import { differencesOfDetails, differencesOfEnds } from '../workspace/differences'
import type { Difference } from '../workspace/differences'
import { neededSecrets, secretsHere, takenOver } from './takeOver'
import type { FindSecretsHere } from './takeOver'
import { titleOf, waitsFor } from '../workspace/workspace'
import type { Workspace } from '../workspace/workspace'

/** What can be done with a workspace that already exists here with other content. */
export const importChoices = ['keep', 'replace', 'copy'] as const
export type ImportChoice = (typeof importChoices)[number]

/** What an import would do with one workspace of a file. It contains no secrets. */
export type PlanItem = {
  name: string
  ends: BothSides<Endpoint>
  /** How many of its secrets the file contains. */
  secrets: number
  /** What is to be filled in or corrected beside secrets; null if nothing is. */
  waiting: string | null
  /** The secrets that the file lacks. */
  lacks: SecretLacking[]
  /** What the pair rule says of it, as far as that is known before a test. */
  pair: 'different' | 'same' | 'unknown'
} & (
  | { status: 'new' }
  | { status: 'same'; mine: Mine; addsSecrets: boolean }
  | { status: 'conflict'; mine: Mine; differs: FieldDifference[] }
)

/**
 * A secret that a workspace needs and the file lacks, with the end of its access key. It is to be entered, or taken over
 * from another workspace here, or a workspace that is replaced has it.
 */
export type SecretLacking = { side: Side; name: SecretName; key: string; is: 'toEnter' | 'takenOver' | 'own' }

/** A field in which the workspace here and the one of the file differ, with both values as shown. */
export type FieldDifference = Difference & { part: string }

/** The local workspace that corresponds to one in the file. */
export type Mine = { id: string; name: string; hasDraft: boolean; readOnly: boolean; wasTested: boolean }

/** What else an import depends on. */
export type ImportSurroundings = { environment: EnvironmentView; machine: Machine }

/**
 * The preview of an import, before anything is changed. `leftOut` names unknown keys of the file, `blanked` fields
 * whose values are not imported because they look like secrets.
 */
export type ImportPreview =
  | { kind: 'locked'; file: string }
  | { kind: 'plan'; file: string; items: PlanItem[]; leftOut: string[]; blanked: string[] }

/** The result of an export. */
export type ExportOutcome = { file: string; workspaces: number; secrets: number }

/** What the Undo of an import has taken away and put back. `failure` is the first one; the others were undone. */
export type ImportUndone = { gone: string[]; back: string[]; failure?: Failure }

/** The result of an import. `failure` stopped it early: what is counted was imported, the rest was not. */
export type ImportOutcome = {
  /** Names the import for its Undo. */
  importId: string
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
  surroundings: ImportSurroundings,
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
  const find = secretsHere(here)
  return incoming.map((one) => planOne(one, found.get(one), find, surroundings))
}

function planOne(
  incoming: ExchangedWorkspace,
  record: WorkspaceRecord | undefined,
  find: FindSecretsHere,
  { environment, machine }: ImportSurroundings,
): PlanItem {
  const { workspace } = incoming
  const item = {
    name: titleOf(workspace),
    ends: endpointsOf(workspace),
    secrets: secretsIn(incoming).length,
    waiting: waitsFor(workspace, withSecrets(environment)) ?? null,
    lacks: sides.flatMap((side) => lackingOf(incoming, side, find, record?.secrets[side])),
    pair: judgePair({ form: workspace.source }, { form: workspace.destination }, machine).kind,
  }
  if (!record) return { ...item, status: 'new' }
  const mine = contentHere(record)
  const { id, readOnly, reports } = record
  const wasTested = reports.source.length + reports.destination.length > 0
  const seen = { id, name: titleOf(mine), hasDraft: record.draft !== null, readOnly, wasTested }
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

/** The secrets that a side needs and that the file lacks. */
function lackingOf(
  incoming: ExchangedWorkspace,
  side: Side,
  find: FindSecretsHere,
  own: SecretStates | undefined,
): SecretLacking[] {
  const form = incoming.workspace[side]
  const accessKey = form.accessKey.trim()
  if (kindOf(form) !== 'userCredentials') return []
  const isTaken = takenOver(incoming, side, find) !== undefined
  return neededSecrets(accessKey)
    .filter((name) => incoming.secrets[side][name] === undefined)
    .map((name) => {
      const isOwn = own && secretPresence(own[name], { kind: 'keep' }, accessKey) === 'saved'
      return {
        side,
        name,
        key: accessKey.slice(-4),
        is: isOwn ? 'own' : isTaken ? 'takenOver' : 'toEnter',
      }
    })
}

/** What decides which fields are to be filled in, as if no secret were missing. */
function withSecrets(environment: EnvironmentView): BothSides<FormContext> {
  const base = baseCredentialsOf(environment)
  const context: FormContext = {
    secretKey: 'saved',
    sessionToken: 'saved',
    ...(environment.region && { environmentRegion: environment.region }),
    ...(base && { base }),
  }
  return { source: context, destination: context }
}

/** Lists the fields in which two contents differ. Long values are cut where both are still told apart. */
function differencesOf(mine: Workspace, theirs: Workspace): FieldDifference[] {
  const ends = sides.flatMap((side) =>
    differencesOfEnds(mine[side], theirs[side]).map((one) => ({ ...one, part: sideName(side) })),
  )
  return [...differencesOfDetails(mine, theirs).map((one) => ({ ...one, part: 'Details' })), ...ends]
    .filter((one) => one.mine !== one.theirs)
    .map((one) => ({ ...one, ...shortened(one.mine, one.theirs) }))
}

/** How many characters of a value are shown at most. */
const mostShown = 400

function shortened(mine: string, theirs: string): { mine: string; theirs: string } {
  if (Math.max(mine.length, theirs.length) <= mostShown) return { mine, theirs }
  let at = 0
  while (at < mine.length && mine[at] === theirs[at]) at++
  const from = Math.max(0, at - 20)
  const part = (text: string): string =>
    `${from > 0 ? '…' : ''}${text.slice(from, from + mostShown)}${text.length > from + mostShown ? '…' : ''}`
  return { mine: part(mine), theirs: part(theirs) }
}
