import { computed, nextTick } from 'vue'
import { fieldLabels } from '../../domain/connection/connection'
import { counted } from '../../domain/counted'
import type { ImportChoice, ImportOutcome } from '../../domain/exchange/importPlan'
import type { SecretToEnter } from '../../domain/workspace/secretsToEnter'
import { sideName } from '../../domain/side'
import { useImportingStore } from '../stores/importing'
import { useNoticesStore } from '../stores/notices'
import { useWorkspacesStore } from '../stores/workspaces/workspaces'
import { focusOn } from './focusOn'
import { useEditorsStore } from '../stores/editor/editors'

/** The import as the sheet does it: what is typed is kept first, and what was imported is shown afterwards. */
export function useImportSheet() {
  const editors = useEditorsStore()
  const importing = useImportingStore()
  const workspaces = useWorkspacesStore()
  const notices = useNoticesStore()

  const ids = computed(() =>
    importing.step.kind === 'done' ? new Set(importing.step.outcome.ids) : new Set<string>(),
  )

  /** The secrets that the imported workspaces still wait for. */
  const toEnter = computed(() =>
    workspaces.rows
      .filter(({ id }) => ids.value.has(id))
      .flatMap(({ id, title, toEnter: places }) =>
        places.map(([side, name]): SecretToEnter => ({ id, workspace: title, side, name })),
      ),
  )

  function offerUndo({ importId, ids }: ImportOutcome): void {
    if (ids.length === 0) return
    const hint = 'Take the whole import back: what it added goes, what it changed comes back as it was'
    notices.show(`Imported ${counted(ids.length, 'workspace')}.`, {
      action: { label: 'Undo', hint, run: () => void undo(importId) },
      lapsed: () => importing.settle(importId),
    })
  }

  async function undo(importId: string): Promise<void> {
    // No edit that is still waiting is written on what comes back.
    await editors.flush()
    const undone = await importing.undo(importId)
    if (!undone.ok) return notices.fail(undone.failure)
    const { gone, back, failure } = undone.value
    if (failure) notices.fail(failure)
    workspaces.take(gone)
    const listed = await workspaces.load()
    if (!listed.ok) notices.fail(listed.failure)
    await workspaces.readAgain(back)
    ;[...gone, ...back].forEach(editors.forget)
    notices.show(`Undid the import of ${counted(gone.length + back.length, 'workspace')}.`)
  }

  async function change(work: Promise<void>): Promise<void> {
    await work
    if (importing.step.kind !== 'done') return
    const { outcome } = importing.step
    await editors.flush()
    const listed = await workspaces.load()
    if (!listed.ok) notices.fail(listed.failure)
    await workspaces.readAgain(outcome.ids)
    // The forms of what was replaced are read anew, now that the list has it.
    outcome.replacedIds.forEach(editors.forget)
    offerUndo(outcome)
  }

  return {
    toEnter,

    async chooseFile(): Promise<void> {
      await editors.flush()
      await importing.chooseFile()
    },

    run: (choices: ImportChoice[]) => change(importing.run(choices)),
    importProfiles: (names: string[], withKeys: boolean) => change(importing.importProfiles(names, withKeys)),

    /** Opens the workspace in place of the page, focuses the field of the secret, and offers to show the list again. */
    async enter({ id, side, name }: SecretToEnter): Promise<void> {
      workspaces.open(id)
      await nextTick()
      // Runs after the closing page has returned the focus to where it was.
      setTimeout(() => focusOn(`${side}.${name}`))
      const left = toEnter.value.length - 1
      if (left === 0) return
      const text = `${counted(left, 'more secret is', 'more secrets are')} to be entered.`
      const hint = 'Show the list of secrets that are still to be entered'
      notices.show(text, { action: { label: 'Show the list', hint, run: importing.reopen } })
    },
  }
}

/** What a secret to enter is called, such as `Source: AWS Secret Key`. */
export function secretLabel({ side, name }: SecretToEnter): string {
  return `${sideName(side)}: ${fieldLabels[name]}`
}

/** What an import has done, in one line. */
export function outcomeLine({ created, replaced, copied, same, secretsAdded, kept }: ImportOutcome): string {
  const counts: [number, string][] = [
    [created, 'new'],
    [replaced, 'replaced'],
    [copied, 'copied'],
    [secretsAdded, 'given secrets'],
    [same - secretsAdded, 'the same'],
    [kept, 'kept'],
  ]
  const parts = counts.filter(([count]) => count > 0).map(([count, what]) => counted(count, what, what))
  return `Import: ${parts.join(', ') || 'nothing to do'}.`
}
