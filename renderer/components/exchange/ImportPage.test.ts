import { screen, within } from '@testing-library/dom'
import { expect, it, vi } from 'vitest'
import { h } from 'vue'
import { madeUp } from '../../../domain/connection/paste/madeUp.fixture'
import type { Calls } from '../../../domain/contract'
import type { ImportPreview, PlanItem } from '../../../domain/exchange/importPlan'
import { endpointsOf } from '../../../domain/list/endpoint'
import { rowOf } from '../../../domain/list/workspaceRow'
import { pack } from '../../../domain/packed'
import { failed, ok } from '../../../domain/result'
import { idOf, localWorkspace, press, recordOf, showWorkspace } from '../../testing/showWorkspace'
import { answer } from '../../testing/apiDouble'
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
  expect(pane.textContent).toContain('1 field not known here: owner.')

  await choose('Orders', 'Replace')
  expect(screen.getByRole('status').textContent).toContain('2 come in: 1 new, 1 in place of yours. 1 kept.')
  expect(pane.textContent).toMatch(/Orders is untested/)

  await choose('Orders', 'Copy')
  expect(screen.getByRole('button', { name: 'Import 2 workspaces' })).toBeTruthy()
  expect(document.body.textContent).toContain('Orders (2)')
})

it('a conflict shows both values of each field that differs, here and in the file', async () => {
  await showReview(refuse())
  const conflict = (name: string) => screen.getByRole('region', { name }).textContent
  expect(conflict('Orders')).toContain('Source' + 'AWS Region' + 'eu-west-1' + '→becomes' + 'eu-central-1')
  expect(conflict('Orders')).toContain('Yours stays as it is.')
  expect(conflict('Returns')).toContain('Details' + 'Tags' + 'qa' + '→becomes' + 'qa, nightly')
  await choose('Orders', 'Replace')
  expect(conflict('Orders')).toContain('The file’s fields come in.')
  expect(conflict('Returns')).toContain('Yours stays as it is.')
})

it('one choice decides all conflicts at once', async () => {
  const runImport = refuse()
  await showReview(runImport)
  await press(
    within(screen.getByRole('radiogroup', { name: 'What to do with all conflicts' })).getByRole('radio', {
      name: 'Replace',
    }),
  )
  expect(screen.getByRole('status').textContent).toContain('3 come in: 1 new, 2 in place of yours.')
  await press(screen.getByRole('button', { name: 'Import 3 workspaces' }))
  expect(runImport).toHaveBeenCalledWith({ choices: ['keep', 'replace', 'replace'] })
})

it('after the import its secrets are to be entered, and one Undo takes all of it back', async () => {
  const orders = recordOf(localWorkspace())
  const waiting = localWorkspace('Billing')
  Object.assign(waiting.source, {
    useLocal: false,
    way: 'userCredentials',
    accessKey: madeUp.longTerm,
    region: 'eu-west-1',
  })
  const billing = recordOf(waiting, { id: idOf(2) })
  const listed = vi.fn<Calls['listWorkspaces']>(async () => {
    const records = undoImport.mock.calls.length > 0 ? [orders] : [orders, billing]
    const rows = records.map((one) => rowOf(one, { secretKey: false, container: false }))
    const rest = { setAside: [], lastOpened: idOf(1), favourites: [], recents: [], openedAt: {} }
    return ok(pack({ rows, end: { isWritable: true, ...rest } }))
  })
  const undoImport = vi.fn<Calls['undoImport']>(async () => ok({ gone: [idOf(2)], back: [] }))
  const counts = { created: 1, replaced: 0, copied: 0, same: 0, secretsAdded: 0, kept: 2 }
  const outcome = { ...counts, importId: 'import-1', ids: [idOf(2)], replacedIds: [] }
  answer({ listWorkspaces: listed, undoImport })
  await showReview(async () => ok(outcome))
  await press(screen.getByRole('button', { name: /^Import \d/ }))

  expect(await screen.findByText('Import: 1 new, 2 kept.')).toBeTruthy()
  expect(await screen.findByText('1 secret still to enter')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Billing · Source: AWS Secret Key' })).toBeTruthy()
  expect(await screen.findByText('Imported 1 workspace.')).toBeTruthy()
  await press(screen.getByRole('button', { name: 'Undo' }))
  expect(await screen.findByText('Undid the import of 1 workspace.')).toBeTruthy()
  expect(undoImport).toHaveBeenCalledExactlyOnceWith({ importId: 'import-1' })
  expect(screen.getByRole('button', { name: 'Choose a file…' })).toBeTruthy()
})

it('Import sends what was chosen for each workspace, in the order of the file, and shows why it failed', async () => {
  const runImport = refuse()
  await showReview(runImport)
  await choose('Returns', 'Replace')
  await press(screen.getByRole('button', { name: /^Import \d/ }))
  expect(runImport).toHaveBeenCalledWith({ choices: ['keep', 'keep', 'replace'] })
  expect((await screen.findByRole('alert')).textContent).toContain('Stopped here.')
})
