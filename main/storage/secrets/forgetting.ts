import { ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import type { Keychain } from './keychain'
import type { Turns } from '../files/turns'
import type { WorkspaceFiles } from '../records/workspaceFiles'
import { noMarkers } from '../records/workspaceFormat'
import type { WorkspaceSecrets } from './workspaceSecrets'

/** Deletes workspaces for good, with their secrets. */
export type Forgetting = {
  /** Deletes a deleted workspace for good; does nothing to a workspace that is not deleted. */
  forget: (id: string) => Promise<Result<null>>
  /** Finishes a save that a crash or a locked keychain interrupted. Runs at once, so the caller must have its turn. */
  tidy: (id: string) => Promise<void>
  /**
   * Forgets every deleted workspace, and what is kept of imports, and removes what crashes left. Goes on after a failure and returns the first one.
   */
  purge: () => Promise<Result<null>>
}

/**
 * Creates it from its parts. Keychain entries are deleted before the file, so that the file names every entry that is
 * left.
 */
export function createForgetting(parts: {
  files: WorkspaceFiles
  secrets: WorkspaceSecrets
  keychain: Pick<Keychain, 'status'>
  turns: Turns
}): Forgetting {
  const { files, secrets, keychain, turns } = parts

  async function forgetNow(id: string): Promise<Result<null>> {
    if (!(await files.deleted.has(id))) return ok(null)
    const markers = await files.deleted.markers(id)
    if (!markers.ok) return markers
    const forgotten = await secrets.forgetAll(id, markers.value)
    if (!forgotten.ok) return forgotten
    secrets.dropMemory(id)
    const removed = await files.kept.remove(id)
    return removed.ok ? files.deleted.remove(id) : removed
  }

  async function tidyNow(id: string): Promise<void> {
    if (await files.deleted.has(id)) return
    const found = await files.find(id)
    // No entry is deleted when the file cannot be read, because the file might name it.
    if (!found.ok || (!found.value && (await files.isDamaged(id)))) return
    await secrets.tidy(id, found.value?.secrets ?? noMarkers())
  }

  return {
    forget: (id) => turns.take(id, () => forgetNow(id)),
    tidy: tidyNow,
    async purge() {
      await files.sweep()
      const ids = await files.deleted.ids()
      if (!ids.ok) return ids
      let answer: Result<null> = ok(null)
      const kept = await files.kept.ids()
      for (const id of kept.ok ? kept.value : []) {
        const removed = await files.kept.remove(id)
        if (answer.ok) answer = removed
      }
      for (const id of ids.value) {
        const forgotten = await turns.take(id, () => forgetNow(id))
        if (answer.ok) answer = forgotten
      }
      // Leftovers wait until the keychain is in use, so that the system does not ask for a password because of them.
      const noted = keychain.status().kind === 'ready' ? await files.notes.ids() : ok([])
      for (const id of noted.ok ? noted.value : []) await turns.take(id, () => tidyNow(id))
      await files.idle()
      return answer
    },
  }
}
