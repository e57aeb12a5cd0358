import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { unpack } from '../../../domain/packed'
import { failed } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { differences } from '../../../domain/workspace/differences'
import type { Difference } from '../../../domain/workspace/differences'
import { currentOf, titleOf } from '../../../domain/workspace/workspace'
import type { Workspace } from '../../../domain/workspace/workspace'
import type { WorkspaceRecord } from '../../../domain/workspace/workspaceRecord'
import { api } from '../../api'
import { useNoticesStore } from '../notices'
import { useTypedSecretsStore } from '../typedSecrets'
import { useWorkspacesStore } from '../workspaces/workspaces'
import { equal } from '../equal'
import { useEditorsStore } from './editors'

/** What something else made of a workspace that has unsaved edits here: its record now; null if it was deleted. */
type Theirs = { record: WorkspaceRecord | null }

/**
 * Opened workspaces whose files something else changed, such as a folder that is synchronised. One without unsaved
 * edits is shown as it is now; one with edits waits here until the person decides.
 */
export const useOutsideChangesStore = defineStore('outsideChanges', () => {
  const workspaces = useWorkspacesStore()
  const editors = useEditorsStore()
  const notices = useNoticesStore()
  const typed = useTypedSecretsStore()
  const undecided = shallowRef<ReadonlyMap<string, Theirs>>(new Map())

  api.on('listChanged', (news) => {
    for (const id of unpack(news).fromOutside) if (workspaces.records.has(id)) void look(id)
  })

  function settle(id: string): void {
    undecided.value = new Map([...undecided.value].filter(([key]) => key !== id))
  }

  const wait = (id: string, record: WorkspaceRecord | null): void =>
    void (undecided.value = new Map([...undecided.value, [id, { record }]]))

  const hasEdits = (id: string, mine: WorkspaceRecord): boolean =>
    editors.present(id)?.view.isDirty ?? mine.draft !== null

  /** Reads an opened workspace anew. What was typed is not touched without being asked for. */
  async function look(id: string): Promise<void> {
    const result = await api.readWorkspace({ id })
    const mine = workspaces.records.get(id)
    if (!mine) return settle(id)
    if (!result.ok) {
      if (result.failure.code !== 'notFound') return notices.fail(result.failure)
      if (hasEdits(id, mine)) return wait(id, null)
      notices.show(`“${titleOf(currentOf(mine))}” was deleted outside this window.`)
      settle(id)
      return workspaces.take([id])
    }
    const theirs = result.value
    const content = contentOf(theirs, mine)
    const editor = editors.present(id)
    const isSame = equal(content, editor ? editor.actions.snapshot() : currentOf(mine))
    if (!isSame && hasEdits(id, mine) && !equal([theirs.saved, theirs.draft], [mine.saved, mine.draft])) {
      return wait(id, theirs)
    }
    settle(id)
    workspaces.put([theirs])
    if (isSame || !editor) return
    editors.drop(id)
    if (workspaces.openedId === id) notices.show(`“${titleOf(content)}” was changed outside this window.`)
  }

  async function takeTheirs(id: string): Promise<Result<unknown>> {
    const theirs = undecided.value.get(id)
    const mine = workspaces.records.get(id)
    const lost = editors.present(id)?.actions.snapshot()
    if (!theirs || !mine || !lost) return failed(nothingToDecide)
    await editors.present(id)?.actions.flush()
    const changes = typed.of(id)
    const isDraftMine = theirs.record === null || equal(contentOf(theirs.record, mine), theirs.record.saved)
    const discarded = isDraftMine ? await workspaces.discard(id) : await api.readWorkspace({ id })
    if (!discarded.ok && discarded.failure.code !== 'notFound') return discarded
    if (discarded.ok && discarded.value) workspaces.put([discarded.value])
    else workspaces.take([id])
    editors.forget(id)
    settle(id)
    const undo = (): void => {
      void workspaces.bringBack(id, lost)
      typed.put(id, changes)
      editors.drop(id)
    }
    const text = theirs.record ? 'Took the other version.' : 'Deleted here, too.'
    notices.show(text, { action: { label: 'Undo', hint: 'Bring your edits back', run: undo } })
    return discarded
  }

  async function keepMine(id: string): Promise<Result<unknown>> {
    const theirs = undecided.value.get(id)
    const draft = editors.present(id)?.actions.snapshot()
    if (!theirs || !draft) return failed(nothingToDecide)
    settle(id)
    if (theirs.record) {
      workspaces.put([{ ...theirs.record, draft }])
      return workspaces.keepDraft(id, draft)
    }
    return workspaces.create(id, draft)
  }

  return {
    look,
    /** Whether a workspace waits for a decision. */
    waits: (id: string): boolean => undecided.value.has(id),
    /** Whether that is because its file was deleted. */
    isDeleted: (id: string): boolean => undecided.value.get(id)?.record === null,
    /** Where the form differs from what something else made of the workspace. */
    differences(id: string, mine: Workspace): Difference[] {
      const theirs = undecided.value.get(id)?.record
      const before = workspaces.records.get(id)
      return theirs && before ? differences(mine, contentOf(theirs, before)) : []
    },
    /** Drops the edits made here, with an Undo. */
    takeTheirs,
    /** Keeps the edits made here as unsaved edits of the other version; saving them replaces it. */
    keepMine,
  }
})

const nothingToDecide = {
  code: 'notFound',
  message: 'There is nothing to decide any more.',
  remedy: 'Go on editing.',
} as const

/** What something else wrote: the saved workspace if that changed, else unsaved edits of another window. */
function contentOf(theirs: WorkspaceRecord, mine: WorkspaceRecord): Workspace {
  return theirs.saved && !equal(theirs.saved, mine.saved) ? theirs.saved : currentOf(theirs)
}
