import { onScopeDispose } from 'vue'
import type { Workspace } from '../../../domain/workspace/workspace'
import { useNoticesStore } from '../notices'
import { useWorkspacesStore } from '../workspaces/workspaces'

/** How long after the last key a draft is written, in milliseconds. */
const keepAfterMs = 250

/** The form as it stands, and whether it equals what is saved. */
type Draft = { draft: Workspace; isSaved: boolean }

/** Keeps the unsaved edits of one workspace on disk. `readDraft` gives them, undefined while nothing is to be kept. */
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
      // Said once, not at every key; closing asks again.
      if (!answer.ok && isKept) notices.fail(answer.failure)
      isKept = answer.ok
    })
    // A save that is not at its end is waited for as well.
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
    /** Writes the draft now if it waits to be written, lets a save come to its end, and says whether all is kept. */
    async flush(): Promise<boolean> {
      if (timer !== undefined || !isKept) keep()
      await keeping
      return isKept
    },
  }
}
