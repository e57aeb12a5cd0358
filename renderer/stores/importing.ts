import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { ProfilesView } from '../../domain/exchange/awsProfiles'
import type { Failure } from '../../domain/failure'
import type {
  ImportChoice,
  ImportOutcome,
  ImportPreview,
  ImportUndone,
} from '../../domain/exchange/importPlan'
import type { Result } from '../../domain/result'
import { api } from '../api'
import { usePagesStore } from './pages'

/** What the page of the import shows. */
export type ImportStep =
  | { kind: 'start' }
  | ImportPreview
  | ({ kind: 'profiles' } & ProfilesView)
  | { kind: 'done'; outcome: ImportOutcome }

/** The import: its page, and how far it has come. Nothing changes before `run` or `importProfiles`. */
export const useImportingStore = defineStore('importing', () => {
  const pages = usePagesStore()
  const running = ref(false)
  const step = shallowRef<ImportStep>({ kind: 'start' })
  const failure = shallowRef<Failure>()

  async function take<T>(call: Promise<Result<T>>, next: (value: T) => ImportStep | null): Promise<void> {
    running.value = true
    const result = await call
    running.value = false
    failure.value = result.ok ? undefined : result.failure
    if (result.ok) step.value = next(result.value) ?? step.value
  }

  const done = (outcome: ImportOutcome | null): ImportStep | null => outcome && { kind: 'done', outcome }

  return {
    running,
    step,
    failure,

    open(): void {
      step.value = { kind: 'start' }
      failure.value = undefined
      pages.show('import')
    },

    /** Shows the page again as it was left, such as with the secrets still to enter. */
    reopen: () => pages.show('import'),

    /** Has an import undone as a whole; the page begins anew if it shows that import. */
    async undo(importId: string): Promise<Result<ImportUndone>> {
      const undone = await api.undoImport({ importId })
      const isShown = step.value.kind === 'done' && step.value.outcome.importId === importId
      if (undone.ok && isShown) step.value = { kind: 'start' }
      return undone
    },

    /** Ends the time in which an import can be undone. */
    settle: (importId: string) => void api.settleImport({ importId }),

    /** Has dropped what was read. */
    end: () => void api.endImport({}),

    chooseFile: () => take(api.previewImport({}), (preview) => preview),
    unlock: (passphrase: string) => take(api.unlockImport({ passphrase }), (preview) => preview),
    run: (choices: ImportChoice[]) => take(api.runImport({ choices }), done),
    readProfiles: () => take(api.readProfiles({}), (view) => ({ kind: 'profiles', ...view })),
    importProfiles: (names: string[], withKeys: boolean) =>
      take(api.importProfiles({ names, withKeys }), done),
  }
})
