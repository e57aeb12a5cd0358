import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { madeUp } from '../../domain/connection/paste/madeUp.fixture'
import type { Calls } from '../../domain/contract'
import type { ImportOutcome } from '../../domain/exchange/importPlan'
import { rowOf } from '../../domain/list/workspaceRow'
import { pack } from '../../domain/packed'
import { ok } from '../../domain/result'
import type { WorkspaceRecord } from '../../domain/workspace/workspaceRecord'
import { useEditorsStore } from '../stores/editor/editors'
import { useImportingStore } from '../stores/importing'
import { useTypedSecretsStore } from '../stores/typedSecrets'
import { idOf, localWorkspace, openWorkspace, recordOf } from '../testing/showWorkspace'
import { useImportSheet } from './useImportSheet'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const id = idOf(1)
const mine = recordOf(localWorkspace('Orders'))
const counts = { created: 0, replaced: 0, copied: 0, same: 0, secretsAdded: 0, kept: 0 }
const ofImport = { importId: 'import-1', ids: [id], replacedIds: [] }
const keepDraft = vi.fn<Calls['keepDraft']>(async () => ok(null))

/** Opens a workspace that is `after` once an import has ended; `onList` runs while the list is read. */
function openBefore(
  after: WorkspaceRecord,
  outcome: Partial<ImportOutcome>,
  onList: () => void = () => undefined,
) {
  const listWorkspaces: Calls['listWorkspaces'] = async () => {
    onList()
    const rows = [rowOf(after, { secretKey: false, container: false })]
    const rest = { setAside: [], lastOpened: null, favourites: [], recents: [], openedAt: {} }
    return ok(pack({ rows, end: { isWritable: true, ...rest } }))
  }
  keepDraft.mockClear()
  return openWorkspace({
    records: [mine],
    calls: {
      keepDraft,
      listWorkspaces,
      runImport: async () => ok({ ...counts, ...ofImport, ...outcome }),
      readWorkspace: async () => ok(after),
    },
  })
}

it('a workspace that was given secrets by an import keeps what is typed', async () => {
  const editor = openBefore(mine, { same: 1, secretsAdded: 1 })
  editor.actions.editHeader({ description: 'Typed' })
  const typed = useTypedSecretsStore()
  typed.type(id, 'source', 'sessionToken', madeUp.sessionToken)
  await useImportSheet().run(['keep'])
  expect(typed.of(id).source.sessionToken.kind).toBe('set')
  expect(useEditorsStore().of(id).form.description).toBe('Typed')
  expect(useImportingStore().step.kind).toBe('done')
})

it('the form of one that an import replaced is read anew, and the one before writes nothing more', async () => {
  const late = 'Typed into the form that goes'
  const theirs = recordOf(localWorkspace('Theirs'))
  openBefore(theirs, { replaced: 1, replacedIds: [id] }, () =>
    useEditorsStore().of(id).actions.editHeader({ description: late }),
  )
  await useImportSheet().run(['replace'])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(useEditorsStore().of(id).form.name).toBe('Theirs')
  expect(keepDraft.mock.calls.map(([{ draft }]) => draft.description)).not.toContain(late)
})
