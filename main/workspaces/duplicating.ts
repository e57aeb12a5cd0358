import { randomUUID } from 'node:crypto'
import type { CallInput } from '../../domain/contract'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { currentOf } from '../../domain/workspace/workspace'
import { workspaceNotFound } from '../storage/files/fileWords'
import type { Turns } from '../storage/files/turns'
import type { WorkspaceFiles } from '../storage/records/workspaceFiles'
import type { WorkspaceSecrets } from '../storage/secrets/workspaceSecrets'

type DuplicatingDependencies = { files: WorkspaceFiles; secrets: WorkspaceSecrets; turns: Turns }

/** Duplicates a workspace, with its secrets if requested, or fails without a copy. Returns the id of the copy. */
export function duplicateIn(
  parts: DuplicatingDependencies,
  { id, name, withSecrets }: CallInput<'duplicateWorkspace'>,
): Promise<Result<string>> {
  const copyId = randomUUID()
  // The copy takes its turn, too, so that the cleanup at start does not run on a half-finished copy.
  const { turns } = parts
  return turns.take(id, () =>
    turns.take(copyId, () => duplicateNow(parts, { id, copyId, name, withSecrets })),
  )
}

async function duplicateNow(
  { files, secrets }: DuplicatingDependencies,
  { id, copyId, name, withSecrets }: CallInput<'duplicateWorkspace'> & { copyId: string },
): Promise<Result<string>> {
  const found = await files.find(id)
  if (!found.ok) return found
  if (!found.value) return failed(workspaceNotFound)
  const { saved, secrets: markers } = found.value
  const copy = { ...currentOf(found.value), name }
  delete copy.sample
  const begun = withSecrets ? await secrets.copy(copyId, { id, markers }) : undefined
  if (begun && !begun.ok) return begun
  const created = await files.create(copyId, saved ? 'saved' : 'draft', copy, begun?.value.markers)
  if (!created.ok) {
    await begun?.value.undo()
    return created
  }
  await begun?.value.finish()
  return ok(copyId)
}
