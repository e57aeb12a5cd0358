import { onScopeDispose } from 'vue'
import type { Workspace } from '../../../domain/workspace/workspace'
import { useNoticesStore } from '../notices'
import { useWorkspacesStore } from '../workspaces/workspaces'

/** How long after the last key a draft is written, in milliseconds. */
const keepAfterMs = 250

/** The form as it stands, and whether it equals what is saved. */
type Draft = { draft: Workspace; isSaved: boolean }

/**
 * Writes the unsaved edits of one workspace to disk. `readDraft` returns them; undefined while there is nothing to
 * write.
 */
export function createDraftKeeping(id: string, readDraft: () => Draft | undefined) {
  const workspaces = useWorkspacesStore()
  const notices = useNoticesStore()
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
    const read = readDraft()
    if (!read) {
      // There is nothing that could be kept, or lost.
      isKept = true
      return
    }
    workspaces.showDraft(id, read.isSaved ? null : read.draft)
    const kept = workspaces.keepDraft(id, read.draft).then((answer) => {
      // Shown once, not at every key; closing the window asks again.
      if (!answer.ok && isKept) notices.fail(answer.failure)
      isKept = answer.ok
    })
    // `flush` waits for a save that is still running, too.
    keeping = Promise.allSettled([keeping, kept])
  }

  // A form that was dropped writes nothing more.
  onScopeDispose(() => clearTimeout(timer))

  return {
    keep,
    stopWaiting,
    keepSoon(): void {
      clearTimeout(timer)
      timer = setTimeout(keep, keepAfterMs)
    },
    /** Has `flush` wait for a save as it waits for a draft. */
    follow(saving: Promise<unknown>): void {
      keeping = Promise.allSettled([keeping, saving])
    },
    /**
     * Writes the draft now if it waits to be written, waits for a running save, and resolves with whether all is kept.
     */
    async flush(): Promise<boolean> {
      if (timer !== undefined || !isKept) keep()
      await keeping
      return isKept
    },
  }
}
