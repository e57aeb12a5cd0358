import { screen, within } from '@testing-library/dom'
import { expect, it, vi } from 'vitest'
import { h } from 'vue'
import type { Calls } from '../../../domain/contract'
import type { ImportPreview, PlanItem } from '../../../domain/exchange/importPlan'
import { endpointsOf } from '../../../domain/list/endpoint'
import { failed, ok } from '../../../domain/result'
import { idOf, localWorkspace, press, recordOf, showWorkspace } from '../../testing/showWorkspace'
import ImportPage from './ImportPage.vue'

const item = {
  ends: endpointsOf(localWorkspace()),
  secrets: 0,
  waiting: null,
  lacks: [],
  pair: 'different' as const,
}
const mine = (at: number, name: string) => ({
  id: idOf(at),
  name,
  hasDraft: false,
  readOnly: false,
  wasTested: true,
})
const items: PlanItem[] = [
  { ...item, name: 'Billing', status: 'new' },
  {
    ...item,
    name: 'Orders',
    status: 'conflict',
    mine: mine(1, 'Orders'),
    differs: [{ part: 'Source', where: 'AWS Region', mine: 'eu-west-1', theirs: 'eu-central-1' }],
  },
  {
    ...item,
    name: 'Returns',
    status: 'conflict',
    mine: mine(2, 'Returns'),
    differs: [{ part: 'Details', where: 'Tags', mine: 'qa', theirs: 'qa, nightly' }],
  },
]
const preview: ImportPreview = { kind: 'plan', file: 'team.json', items, leftOut: ['owner'], blanked: [] }

async function showReview(runImport: Calls['runImport']): Promise<void> {
  await showWorkspace(() => h(ImportPage), {
    records: [recordOf(localWorkspace())],
    calls: { previewImport: async () => ok(preview), runImport, endImport: async () => ok(null) },
  })
  await press(screen.getByRole('button', { name: 'Choose a file…' }))
  await screen.findByText('team.json')
}
async function choose(workspace: string, choice: string): Promise<void> {
  const group = await screen.findByRole('radiogroup', { name: `What to do with ${workspace}` })
  await press(within(group).getByRole('radio', { name: choice }))
}
const refuse = (): ReturnType<typeof vi.fn<Calls['runImport']>> =>
  vi.fn<Calls['runImport']>(async () =>
    failed({ code: 'fileNotWritten', message: 'Stopped here.', remedy: 'Import again.' }),
  )

it('the review keeps what is here until another choice is made, and says what the choices lead to', async () => {
  await showReview(refuse())
  expect(screen.getByRole('status').textContent).toContain('1 comes in: 1 new. 2 kept.')
  const pane = screen.getByRole('complementary')
  expect(pane.textContent).toContain('owner')

  await choose('Orders', 'Replace')
  expect(screen.getByRole('status').textContent).toContain('2 come in: 1 new, 1 in place of yours. 1 kept.')
  expect(pane.textContent).toMatch(/Orders is untested/)

  await choose('Orders', 'Copy')
  expect(screen.getByRole('button', { name: 'Import 2 workspaces' })).toBeTruthy()
  expect(document.body.textContent).toContain('Orders (2)')
})

it('a conflict shows both values of each field that differs', async () => {
  await showReview(refuse())
  const text = document.body.textContent
  for (const value of ['AWS Region', 'eu-west-1', 'eu-central-1', 'nightly']) expect(text).toContain(value)
})

it('Import sends what was chosen for each workspace, in the order of the file, and shows why it failed', async () => {
  const runImport = refuse()
  await showReview(runImport)
  await choose('Returns', 'Replace')
  await press(screen.getByRole('button', { name: /^Import \d/ }))
  expect(runImport).toHaveBeenCalledWith({ choices: ['keep', 'keep', 'replace'] })
  expect((await screen.findByRole('alert')).textContent).toContain('Stopped here.')
})
