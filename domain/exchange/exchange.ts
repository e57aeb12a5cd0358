import * as v from 'valibot'
import { boundedList } from '../bounded'
import { idSchema } from '../workspace/id'
import { failedReading } from '../result'
import type { Reading } from '../result'
import { secretPlaces } from '../secret/secret'
import type { SecretName, SecretPlace } from '../secret/secret'
import { withoutLookalikes } from '../workspace/withoutLookalikes'
import type { BothSides } from '../side'
import { byCodeUnits, stableJson, stableLine } from '../stableJson'
import { keysLeftOut } from './untrustedJson'
import { headerProblems, workspaceSchema } from '../workspace/workspace'
import type { Workspace } from '../workspace/workspace'

// The format of exported files; docs/export-format.md describes it for other programs.

/** The format name in an exported file, and the version written here. */
export const exchangeFormat = 'dynamodb-workspaces'
export const exchangeVersion = 1

/** The largest file that is read, in bytes; 10,000 workspaces need about a third of it. */
export const largestExchange = 32 * 1024 * 1024

/** The most workspaces that one file may hold. */
const mostExchanged = 50_000

/** An exported workspace. Only an encrypted file has `secrets`. */
export type ExchangedWorkspace = {
  id: string
  workspace: Workspace
  secrets: BothSides<Partial<Record<SecretName, string>>>
}

/**
 * The content of a file, and the names of its unknown keys; `blanked` names fields that were cleared because their
 * values look like secrets.
 */
export type Exchange = { workspaces: ExchangedWorkspace[]; leftOut: string[]; blanked: string[] }

const secret = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/\s/g, '')),
  v.minLength(1),
  v.maxLength(20_000),
)
const secretsOfSide = v.object({ secretKey: v.optional(secret), sessionToken: v.optional(secret) })

const plainEntries = {
  ...v.omit(workspaceSchema, ['sample']).entries,
  id: idSchema,
}
const plainWorkspace = v.object(plainEntries)
const openedWorkspace = v.object({
  ...plainEntries,
  secrets: v.optional(v.object({ source: secretsOfSide, destination: secretsOfSide })),
})

/** The part of a workspace that is exported: all but the mark of the sample, whose instances are on this machine. */
export function exchanged(workspace: Workspace): Workspace {
  const content = { ...workspace }
  delete content.sample
  return content
}

/** Identifies the content of a workspace by one text. */
export function contentOf(workspace: Workspace): string {
  return stableLine(exchanged(workspace))
}

/** Formats a file with these workspaces, and with their secrets only on request. */
export function writeExchange(workspaces: readonly ExchangedWorkspace[], withSecrets = false): string {
  const entries = workspaces.map(({ id, workspace, secrets }) => {
    const entry = {
      ...exchanged(workspace),
      id,
      ...(withSecrets && secretsIn({ secrets }).length > 0 && { secrets }),
    }
    return { entry, name: workspace.name, text: stableLine(entry) }
  })
  entries.sort((a, b) => byCodeUnits(a.name, b.name) || byCodeUnits(a.text, b.text))
  return stableJson({
    format: exchangeFormat,
    version: exchangeVersion,
    workspaces: entries.map(({ entry }) => entry),
  })
}

/** Lists the places of the secrets in an exported workspace. */
export function secretsIn({ secrets }: Pick<ExchangedWorkspace, 'secrets'>): SecretPlace[] {
  return secretPlaces.filter(([side, name]) => secrets[side][name] !== undefined)
}

/**
 * Reads an exported file that was parsed as JSON; a failure says why in one sentence. Secrets are read only from
 * decrypted content (`opened`); in a plain file they count as an unknown key.
 */
export function readExchange(raw: Record<string, unknown>, opened = false): Reading<Exchange> {
  const { format, version } = raw
  if (format !== exchangeFormat) return failedReading('The file is not an export of DynamoDB Workspaces.')
  if (typeof version === 'number' && version > exchangeVersion) {
    return failedReading('A newer version of DynamoDB Workspaces wrote the file. Update the application.')
  }
  const schema = v.object({
    format: v.string(),
    version: v.literal(exchangeVersion),
    workspaces: boundedList(opened ? openedWorkspace : plainWorkspace, mostExchanged),
  })
  const parsed = v.safeParse(schema, raw, { abortEarly: true })
  if (!parsed.success) return failedReading(`Invalid in the file: ${placeOf(parsed.issues[0])}.`)
  const blanked: string[] = []
  const workspaces = parsed.output.workspaces.map((entry) => {
    const one = exchangedFrom(entry)
    const clean = withoutLookalikes(one.workspace)
    blanked.push(...clean.blanked)
    return { ...one, workspace: clean.workspace }
  })
  const unnamed = workspaces.findIndex(({ workspace }) => headerProblems(workspace).some((p) => p.blocksSave))
  if (unnamed >= 0) return failedReading(`Invalid in the file: name of workspace ${unnamed + 1}.`)
  if (new Set(workspaces.map(({ id }) => id)).size < workspaces.length) {
    return failedReading('Two workspaces in the file have the same id.')
  }
  return { ok: true, value: { workspaces, leftOut: keysLeftOut(raw, parsed.output), blanked } }
}

function exchangedFrom(entry: v.InferOutput<typeof openedWorkspace>): ExchangedWorkspace {
  const { id, secrets = { source: {}, destination: {} }, ...workspace } = entry
  const given = ({ secretKey, sessionToken }: v.InferOutput<typeof secretsOfSide>) => ({
    ...(secretKey !== undefined && { secretKey }),
    ...(sessionToken !== undefined && { sessionToken }),
  })
  return {
    id,
    workspace,
    secrets: { source: given(secrets.source), destination: given(secrets.destination) },
  }
}

/** The place of an error in the file, such as `source.port of workspace 3`. */
function placeOf(issue: v.BaseIssue<unknown>): string {
  const [list, index, ...fields] = (issue.path ?? []).map(({ key }) => String(key))
  if (list !== 'workspaces' || index === undefined) return list ?? 'the whole'
  const place = `workspace ${Number(index) + 1}`
  return fields.length === 0 ? place : `${fields.join('.')} of ${place}`
}
