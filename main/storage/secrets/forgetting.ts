import { ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import type { Keychain } from './keychain'
import type { Turns } from '../files/turns'
import type { WorkspaceFiles } from '../records/workspaceFiles'
import { noMarkers } from '../records/workspaceFormat'
import type { WorkspaceSecrets } from './workspaceSecrets'

/** The end of deleted workspaces. */
export type Forgetting = {
  /** Deletes a deleted workspace for good, and leaves one alone that is not deleted. */
  forget: (id: string) => Promise<Result<null>>
  /** Finishes what a crash or a locked keychain left of a save. Runs at once, for a caller whose turn it is. */
  tidy: (id: string) => Promise<void>
  /** Forgets every deleted workspace, and takes away what crashes left. The first failure is answered, none stops it. */
  purge: () => Promise<Result<null>>
}

/** Joins what forgetting needs. Keychain entries go first: while one of them stays, the file stays and tells of it. */
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
    return files.deleted.remove(id)
  }

  async function tidyNow(id: string): Promise<void> {
    if (await files.deleted.has(id)) return
    const found = await files.find(id)
    // A file that cannot be read may name any entry, so none is deleted.
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
      for (const id of ids.value) {
        const forgotten = await turns.take(id, () => forgetNow(id))
        if (answer.ok) answer = forgotten
      }
      // Leftovers are no reason to make the system ask for a password: they wait until the keychain is in use.
      const noted = keychain.status().kind === 'ready' ? await files.notes.ids() : ok([])
      for (const id of noted.ok ? noted.value : []) await turns.take(id, () => tidyNow(id))
      await files.idle()
      return answer
    },
  }
}
