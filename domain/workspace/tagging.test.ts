import { expect, it } from 'vitest'
import type { WorkspaceRecord } from './workspaceRecord'
import { noSecrets } from '../secret/secret'
import { addTags, planTags, removeTag, describeTags } from './tagging'
import { blankWorkspace } from './workspace'

const withTags = (id: string, ...tags: string[]): WorkspaceRecord => ({
  id,
  saved: { ...blankWorkspace(), name: id, tags },
  savedAt: null,
  draft: null,
  readOnly: false,
  secrets: noSecrets(),
  reports: { source: [], destination: [] },
})
const clean = withTags('clean', 'Orders')
const tagged = withTags('tagged', 'orders', 'QA')
const edited = { ...withTags('edited'), draft: { ...blankWorkspace(), name: 'typed' } }
const newer = { ...withTags('newer'), readOnly: true }

it('adds tags, saves what is clean, keeps what has edits, and leaves alone what has them or may not be written', () => {
  const plan = planTags([clean, tagged, edited, newer], addTags(' qa , Orders'))
  expect([...plan.toSave].map(([id, { tags }]) => [id, tags])).toEqual([['clean', ['Orders', 'qa']]])
  expect([...plan.toKeep].map(([id, { name, tags }]) => [id, name, tags])).toEqual([
    ['edited', 'typed', ['qa', 'Orders']],
  ])
  expect([...plan.before]).toEqual([
    ['clean', ['Orders']],
    ['edited', []],
  ])
  expect(plan.readOnly).toBe(1)
  expect(describeTags(plan, 'Added the tag to')).toBe(
    'Added the tag to 2 workspaces. 1 with unsaved changes still has to be saved. ' +
      '1 of a newer version of the application stays as it is.',
  )
})

it('removes a tag in any spelling', () => {
  const plan = planTags([clean, tagged, edited], removeTag('ORDERS'))
  expect([...plan.toSave].map(([id, { tags }]) => [id, tags])).toEqual([
    ['clean', []],
    ['tagged', ['QA']],
  ])
  expect(describeTags(plan, 'Removed the tag from')).toBe('Removed the tag from 2 workspaces.')
})

it('goes back to the tags of before', () => {
  const { before } = planTags([clean], addTags('qa'))
  const back = planTags([withTags('clean', 'Orders', 'qa')], (tags, id) => before.get(id) ?? tags)
  expect(back.toSave.get('clean')?.tags).toEqual(['Orders'])
  expect(describeTags(planTags([clean], addTags('orders')), 'x')).toBe('No workspaces to change.')
})
