import type { WorkspaceRecord } from './workspaceRecord'
import { counted } from '../counted'
import { currentOf, readTags } from './workspace'
import type { Workspace } from './workspace'

/** What becomes of the tags of a workspace. */
export type TagChange = (tags: readonly string[], id: string) => readonly string[]

/** Adds tags as they were typed, with commas between; one that is there already keeps its spelling. */
export function addTags(typed: string): TagChange {
  return (tags) => readTags([...tags, typed].join(','))
}

/** Takes a tag away, in any spelling. */
export function removeTag(gone: string): TagChange {
  return (tags) => tags.filter((tag) => tag.toLowerCase() !== gone.toLowerCase())
}

/**
 * What a change of tags does to many workspaces. One without unsaved edits is to be saved; one with unsaved edits gets
 * its tags as one edit more, so that nothing else of it is saved by the way. `before` has the tags of both.
 */
export type TagPlan = {
  toSave: Map<string, Workspace>
  toKeep: Map<string, Workspace>
  before: Map<string, readonly string[]>
  /** How many a newer version of the application wrote, so that this one leaves them alone. */
  readOnly: number
}

/** Plans a change of tags; workspaces that it leaves as they are are in no part of the plan. */
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

/** What was done, for a sentence such as "Added qa to 3 workspaces. 1 with unsaved changes still waits to be saved." */
export function tellTags({ before, toKeep, readOnly }: TagPlan, done: string): string {
  const sentences = [
    before.size === 0 ? 'No workspace is changed by this.' : `${done} ${counted(before.size, 'workspace')}.`,
  ]
  if (toKeep.size > 0) {
    sentences.push(
      `${toKeep.size} with unsaved changes still ${toKeep.size === 1 ? 'waits' : 'wait'} for Save.`,
    )
  }
  if (readOnly > 0)
    sentences.push(
      `${readOnly} of a newer version of the application ${readOnly === 1 ? 'stays as it is' : 'stay as they are'}.`,
    )
  return sentences.join(' ')
}
