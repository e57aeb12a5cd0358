import { ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import type { Turns } from '../storage/files/turns'
import type { WorkspaceFiles } from '../storage/records/workspaceFiles'
import type { Forgetting } from '../storage/secrets/forgetting'
import type { WorkspaceSecrets } from '../storage/secrets/workspaceSecrets'

/** Keeps workspaces as they are before something changes them, so that they can be put back with secrets and reports. */
export type Keeping = {
  keep: (id: string) => Promise<Result<null>>
  /** Puts a kept workspace back as it was; the secrets that came since are deleted. */
  putBack: (id: string) => Promise<Result<null>>
  /** Lets go of what is kept; the secrets that only this needed are deleted. */
  letGo: (id: string) => Promise<Result<null>>
}

/** Creates it from its parts. */
export function createKeeping(parts: {
  files: Pick<WorkspaceFiles, 'kept'>
  secrets: Pick<WorkspaceSecrets, 'rememberMemory'>
  forgetting: Pick<Forgetting, 'tidy'>
  turns: Turns
}): Keeping {
  const { files, secrets, forgetting, turns } = parts
  /** Puts back the secrets of each kept workspace that are in memory alone. */
  const memories = new Map<string, () => void>()

  return {
    keep: (id) =>
      turns.take(id, async () => {
        const kept = await files.kept.keep(id)
        if (kept.ok) memories.set(id, secrets.rememberMemory(id))
        return kept
      }),
    putBack: (id) =>
      turns.take(id, async () => {
        const back = await files.kept.putBack(id)
        if (!back.ok) return back
        memories.get(id)?.()
        memories.delete(id)
        // What the keychain does not let go of now is noted, and the next start deletes it.
        await forgetting.tidy(id)
        return ok(null)
      }),
    letGo: (id) =>
      turns.take(id, async () => {
        memories.delete(id)
        const removed = await files.kept.remove(id)
        if (removed.ok) await forgetting.tidy(id)
        return removed
      }),
  }
}
