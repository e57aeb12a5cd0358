import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Calls } from '../../../domain/contract'
import { ok } from '../../../domain/result'
import { idOf, localWorkspace, openWorkspace, recordOf } from '../../testing/showWorkspace'
import { useEditorsStore } from '../../stores/editor/editors'
import { useTagging } from './useTagging'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const ids = [idOf(1), idOf(2)]
const open = recordOf(localWorkspace())
const other = recordOf(localWorkspace(), { id: idOf(2) })
/** Lets drafts that wait be written. */
const pass = () => vi.advanceTimersByTimeAsync(1_000)

const saveWorkspace = vi.fn<Calls['saveWorkspace']>()
const keepDraft = vi.fn<Calls['keepDraft']>(async () => ok(null))
/** Opens one workspace of two, neither of which has edits. */
function openOneOfTwo() {
  saveWorkspace.mockReset()
  saveWorkspace.mockImplementation(async ({ id, workspace }) => ok(recordOf(workspace, { id })))
  keepDraft.mockClear()
  const calls = { saveWorkspace, keepDraft, readWorkspace: async () => ok(other) }
  return openWorkspace({ records: [open, other], calls })
}
const tagsSent = (id: string) =>
  saveWorkspace.mock.calls.filter(([sent]) => sent.id === id).map(([sent]) => sent.workspace.tags)

it('edits of an open one that are made while many are tagged stay, in the form and as a draft', async () => {
  const editor = openOneOfTwo()
  saveWorkspace.mockImplementation(async ({ id, workspace }) => {
    editor.actions.editHeader({ description: 'Typed meanwhile' })
    await pass()
    return ok(recordOf(workspace, { id }))
  })
  await useTagging().add(ids, 'qa')
  await pass()
  expect([tagsSent(idOf(1)), tagsSent(idOf(2))]).toEqual([[['qa']], [['qa']]])
  expect(useEditorsStore().isPresent(editor)).toBe(true)
  expect(editor.form).toMatchObject({ tags: ['qa'], description: 'Typed meanwhile' })
  expect(keepDraft).toHaveBeenLastCalledWith({ id: idOf(1), draft: editor.actions.snapshot() })
})

it('an open one without edits has none afterwards either, and is saved the next time, too', async () => {
  const editor = openOneOfTwo()
  const tagging = useTagging()
  await tagging.add(ids, 'qa')
  await pass()
  await tagging.add(ids, 'nightly')
  await pass()
  expect(tagsSent(idOf(1))).toEqual([['qa'], ['qa', 'nightly']])
  expect(editor.view.record?.draft).toBeNull()
  expect(editor.view.isDirty).toBe(false)
})
