import { addTags, planTags, removeTag, describeTags } from '../../../domain/workspace/tagging'
import type { TagChange, TagPlan } from '../../../domain/workspace/tagging'
import type { Workspace } from '../../../domain/workspace/workspace'
import { useNoticesStore } from '../../stores/notices'
import { useWorkspacesStore } from '../../stores/workspaces/workspaces'
import { useEditorsStore } from '../../stores/editor/editors'

/** Adds tags to many workspaces, or removes them, with one Undo for all. */
export function useTagging() {
  const editors = useEditorsStore()
  const workspaces = useWorkspacesStore()
  const notices = useNoticesStore()

  async function carryOut(ids: readonly string[], change: TagChange): Promise<TagPlan> {
    await editors.flush()
    const read = await workspaces.recordsOf(ids)
    const plan = planTags(read.done, change)
    const partOf = (part: ReadonlyMap<string, Workspace>) =>
      read.done.flatMap((record) => {
        const workspace = part.get(record.id)
        return workspace ? [{ record, workspace }] : []
      })
    const kept = await workspaces.keepEach(partOf(plan.toKeep))
    const saved = await workspaces.saveEach(partOf(plan.toSave))
    const failure = read.failure ?? kept.failure ?? saved.failure
    if (failure) notices.fail(failure)
    // Open forms get the tags as an edit, so what was typed meanwhile stays.
    for (const id of plan.before.keys()) {
      const editor = editors.present(id)
      editor?.actions.editHeader({ tags: [...change(editor.form.tags, id)] })
    }
    return plan
  }

  async function retag(ids: readonly string[], change: TagChange, done: string): Promise<void> {
    const plan = await carryOut(ids, change)
    const { before } = plan
    const undo = (): void => void carryOut([...before.keys()], (tags, id) => before.get(id) ?? tags)
    const action = { label: 'Undo', hint: 'Give the workspaces the tags that they had', run: undo }
    notices.show(describeTags(plan, done), before.size > 0 ? { action } : {})
  }

  return {
    /** `typed` is one tag, or several with commas between. */
    add: (ids: readonly string[], typed: string) => retag(ids, addTags(typed), `Added “${typed.trim()}” to`),
    remove: (ids: readonly string[], tag: string) => retag(ids, removeTag(tag), `Removed “${tag}” from`),
  }
}
