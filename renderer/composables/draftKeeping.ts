import type { Workspace } from '../../domain/workspace'
import { useNotices } from '../stores/notices'
import { useWorkspaces } from '../stores/workspaces'

/** How long after the last key a draft is written, in milliseconds. */
const keepAfterMs = 250

/** Keeps the unsaved edits of one workspace on disk. `read` gives them, undefined while there is nothing to keep. */
export function createDraftKeeping(id: string, read: () => Workspace | undefined) {
  const workspaces = useWorkspaces()
  const notices = useNotices()
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Whether the last draft reached the disk. */
  let isKept = true
  /** What is on its way to the disk. */
  let keeping: Promise<unknown> = Promise.resolve()

  function stopWaiting(): void {
    clearTimeout(timer)
    timer = undefined
  }

  function keep(): void {
    stopWaiting()
    const draft = read()
    if (!draft) return
    workspaces.showDraft(id, draft)
    keeping = workspaces.keepDraft(id, draft).then((kept) => {
      // Said once, not at every key; closing asks again.
      if (!kept.ok && isKept) notices.fail(kept.failure)
      isKept = kept.ok
    })
  }

  return {
    keep,
    stopWaiting,
    keepSoon(): void {
      clearTimeout(timer)
      timer = setTimeout(keep, keepAfterMs)
    },
    /** Has `flush` wait for a save as it waits for a draft. */
    follow(saving: Promise<unknown>): void {
      keeping = saving
    },
    /** Writes the draft now if it waits to be written, lets a save come to its end, and says whether all is kept. */
    async flush(): Promise<boolean> {
      if (timer !== undefined || !isKept) keep()
      await keeping
      return isKept
    },
  }
}
