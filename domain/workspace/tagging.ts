import type { WorkspaceRecord } from './workspaceRecord'
import { counted } from '../counted'
import { currentOf, readTags } from './workspace'
import type { Workspace } from './workspace'

/** Changes the tags of a workspace. */
export type TagChange = (tags: readonly string[], id: string) => readonly string[]

/** Adds tags typed with commas; a tag that is already there keeps its spelling. */
export function addTags(typed: string): TagChange {
  return (tags) => readTags([...tags, typed].join(','))
}

/** Removes a tag in any spelling. */
export function removeTag(gone: string): TagChange {
  return (tags) => tags.filter((tag) => tag.toLowerCase() !== gone.toLowerCase())
}

/**
 * The plan of a change of tags. Workspaces without unsaved edits are saved; in the others the tags become one more
 * unsaved edit, so that nothing else is saved along with them. `before` has the old tags of all of them.
 */
export type TagPlan = {
  toSave: Map<string, Workspace>
  toKeep: Map<string, Workspace>
  before: Map<string, readonly string[]>
  /** How many workspaces are skipped because a newer version of the application wrote them. */
  readOnly: number
}

/** Plans a change of tags; workspaces that would not change are not part of the plan. */
export function planTags(records: readonly WorkspaceRecord[], change: TagChange): TagPlan {
  const plan: TagPlan = { toSave: new Map(), toKeep: new Map(), before: new Map(), readOnly: 0 }
  for (const record of records) {
    const current = currentOf(record)
    const tags = [...change(current.tags, record.id)]
    if (tags.join() === current.tags.join()) continue
    if (record.readOnly) plan.readOnly++
    else {
      plan.before.set(record.id, current.tags)
      const part = record.draft ? plan.toKeep : plan.toSave
      part.set(record.id, { ...current, tags })
    }
  }
  return plan
}

/** What was done, for a sentence such as "Added qa to 3 workspaces. 1 with unsaved changes still has to be saved." */
export function describeTags({ before, toKeep, readOnly }: TagPlan, done: string): string {
  const sentences = [
    before.size === 0 ? 'No workspaces to change.' : `${done} ${counted(before.size, 'workspace')}.`,
  ]
  if (toKeep.size > 0) {
    sentences.push(
      `${toKeep.size} with unsaved changes still ${toKeep.size === 1 ? 'has' : 'have'} to be saved.`,
    )
  }
  if (readOnly > 0)
    sentences.push(
      `${readOnly} of a newer version of the application ${readOnly === 1 ? 'stays as it is' : 'stay as they are'}.`,
    )
  return sentences.join(' ')
}
