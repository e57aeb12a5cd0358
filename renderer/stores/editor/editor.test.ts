import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Calls } from '../../../domain/contract'
import { ok } from '../../../domain/result'
import { localWorkspace, openWorkspace, recordOf } from '../../testing/showWorkspace'
import { useEditorsStore } from './editors'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('what is typed during a save does not keep others from waiting for its end', async () => {
  let end: () => void = () => undefined
  const saveWorkspace: Calls['saveWorkspace'] = ({ workspace }) =>
    new Promise((ended) => (end = () => ended(ok(recordOf(workspace)))))
  const keepDraft = vi.fn<Calls['keepDraft']>(async () => ok(null))
  const editor = openWorkspace({ records: [recordOf(localWorkspace())], calls: { saveWorkspace, keepDraft } })
  const saving = editor.actions.save(false)
  editor.actions.editHeader({ description: 'Typed' })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(keepDraft).toHaveBeenCalledOnce()
  let isFlushed = false
  const flushing = useEditorsStore()
    .flush()
    .then(() => (isFlushed = true))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(isFlushed).toBe(false)
  end()
  await Promise.all([saving, flushing])
  expect(isFlushed).toBe(true)
})

it('what follows from secrets and reports stays as it is when only a name is saved', async () => {
  const record = recordOf(localWorkspace())
  // As it comes from the main process: equal, but nothing of it the same object.
  const saveWorkspace: Calls['saveWorkspace'] = async ({ workspace }) =>
    ok(structuredClone({ ...record, saved: workspace }))
  const editor = openWorkspace({ records: [record], calls: { saveWorkspace } })
  editor.actions.editHeader({ name: 'Renamed' })
  const { sides, changes } = editor.view
  await editor.actions.save(false)
  expect(editor.view.record?.saved?.name).toBe('Renamed')
  expect(editor.view.sides).toBe(sides)
  expect(editor.view.changes).toBe(changes)
})
