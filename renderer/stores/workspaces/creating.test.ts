import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Calls } from '../../../domain/contract'
import { ok } from '../../../domain/result'
import { blankWorkspace } from '../../../domain/workspace/workspace'
import { idOf, localWorkspace, openWorkspace, recordOf } from '../../testing/showWorkspace'
import { useEditorsStore } from '../editor/editors'
import { useWorkspacesStore } from './workspaces'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const id = idOf(2)
const onDisk = recordOf(null, { id, draft: blankWorkspace() })

/** Creates a new workspace beside an open one; `meanwhile` runs before it is on disk. Returns the last draft kept. */
async function create(meanwhile: () => unknown) {
  const keepDraft = vi.fn<Calls['keepDraft']>(async () => ok(null))
  const createWorkspace: Calls['createWorkspace'] = async () => {
    await meanwhile()
    return ok(onDisk)
  }
  const calls: Partial<Calls> = { keepDraft, createWorkspace, rememberOpened: async () => ok(null) }
  openWorkspace({ records: [recordOf(localWorkspace())], calls })
  await useWorkspacesStore().create(id)
  await vi.advanceTimersByTimeAsync(1_000)
  useEditorsStore().drop(id)
  return keepDraft.mock.calls.at(-1)?.[0]
}

it('a new workspace keeps what is typed before it is on disk', async () => {
  const kept = await create(async () => {
    useEditorsStore().of(id).actions.editHeader({ name: 'Typed' })
    await vi.advanceTimersByTimeAsync(1_000)
  })
  expect(kept).toEqual({ id, draft: { ...blankWorkspace(), name: 'Typed' } })
  expect(useWorkspacesStore().records.get(id)?.draft?.name).toBe('Typed')
})

it('a new workspace that is saved before it is on disk is not edited by its creation', async () => {
  const saved = localWorkspace('Saved at once')
  const kept = await create(() => useWorkspacesStore().put([recordOf(saved, { id })]))
  expect(kept).toEqual({ id, draft: saved })
})
