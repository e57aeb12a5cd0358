import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from '../application'
import { behindPopup, violations } from '../violations'
import type { Application } from '../application'
import { newWorkspace, windowOf } from '../window'

/** How soon a change from outside must show, in milliseconds. */
const soon = { timeout: 3_000 }

type Saved = { workspace: { name: string; description: string; source: { region: string } } }

/** Saves a workspace, and returns the path of its file. */
async function saved(app: Application, name: string): Promise<string> {
  const { description, save } = await newWorkspace(app.page, name)
  await description.fill('as saved here')
  await save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  const id = await app.page.evaluate(async (wanted) => {
    const listed = await window.api.listWorkspaces({ begin: true })
    const { rows } = JSON.parse(listed.ok ? listed.value.json : '{}') as {
      rows: { id: string; title: string }[]
    }
    return rows.find(({ title }) => title === wanted)?.id
  }, name)
  return join(app.userData, 'workspaces', `${id}.json`)
}

/** Changes a saved file as another program would: it is written in place. */
async function changeFile(path: string, change: (workspace: Saved['workspace']) => void): Promise<void> {
  const file = JSON.parse(await readFile(path, 'utf8')) as Saved
  change(file.workspace)
  await writeFile(path, JSON.stringify(file, null, 2))
}

const readSaved = async (path: string): Promise<Saved['workspace']> =>
  (JSON.parse(await readFile(path, 'utf8')) as Saved).workspace
const bar = (page: Page) => page.locator('footer.bar')

test('a file that something else changes, adds or deletes shows in the list and in the form', async ({
  app,
}) => {
  const path = await saved(app, 'Orders')
  const others = await saved(app, 'Invoices')
  const window = windowOf(app.page)

  // One that is not open.
  await changeFile(path, (workspace) => (workspace.name = 'Orders, renamed'))
  await expect(window.entry('Orders, renamed')).toBeVisible(soon)

  // The open one, without edits.
  await changeFile(others, (workspace) => (workspace.description = 'as changed elsewhere'))
  await expect(window.description).toHaveValue('as changed elsewhere', soon)
  await expect(
    app.page.getByText('“Invoices” was changed outside this window.', { exact: true }),
  ).toBeVisible()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()

  // A copy under another id, as a folder that is synchronised brings it.
  const copy = join(app.userData, 'workspaces', '00000000-0000-4000-8000-00000000abcd.json')
  await writeFile(copy, (await readFile(path, 'utf8')).replace('Orders, renamed', 'From another machine'))
  await expect(window.entry('From another machine')).toBeVisible(soon)

  await rm(copy)
  await expect(window.entry('From another machine')).toBeHidden(soon)
  await rm(others)
  await expect(window.entry('Invoices')).toBeHidden(soon)
  await expect(window.name).toHaveValue('Orders, renamed')
})

test('edits that meet a changed file wait for a decision, and neither is lost', async ({ app }) => {
  const path = await saved(app, 'Orders')
  const window = windowOf(app.page)
  await window.description.fill('typed here')
  await changeFile(path, (workspace) => {
    workspace.description = 'typed elsewhere'
    workspace.source.region = 'eu-west-1'
  })
  const page = app.page
  await expect(bar(page)).toContainText('Changed outside this window: 2 fields differ.', soon)
  await expect(window.description).toHaveValue('typed here')
  expect((await readSaved(path)).description).toBe('typed elsewhere')
  await page.keyboard.press('ControlOrMeta+s')
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'What differs…' }).click()
  const table = page.getByRole('dialog', { name: 'What differs' }).getByRole('table')
  await expect(table.getByRole('row')).toHaveText([
    /Field\s*Mine\s*Theirs/,
    /Description\s*typed here\s*typed elsewhere/,
    /Source: AWS Region\s*\(empty\)\s*eu-west-1/,
  ])
  expect(await violations(page, behindPopup)).toEqual([])
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Take theirs' }).click()
  await expect(window.description).toHaveValue('typed elsewhere')
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(window.description).toHaveValue('typed here')
  await expect(page.getByText('Unsaved changes in Details, Source')).toBeVisible()

  await changeFile(path, (workspace) => (workspace.description = 'typed elsewhere again'))
  await page.getByRole('button', { name: 'Keep mine' }).click(soon)
  await expect(window.description).toHaveValue('typed here')
  await window.save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
  expect((await readSaved(path)).description).toBe('typed here')
})

test('a save does not replace a change that is not shown yet', async ({ app }) => {
  const path = await saved(app, 'Orders')
  const window = windowOf(app.page)
  await window.description.fill('typed here')
  await changeFile(path, (workspace) => (workspace.description = 'typed elsewhere'))
  await app.page.keyboard.press('ControlOrMeta+s')
  await expect(bar(app.page)).toContainText('Changed outside this window')
  expect((await readSaved(path)).description).toBe('typed elsewhere')
  await expect(window.description).toHaveValue('typed here')
})

test('edits of a workspace that is deleted elsewhere are kept until the person decides', async ({ app }) => {
  const path = await saved(app, 'Orders')
  const window = windowOf(app.page)
  const draft = path.replace('.json', '.draft.json')
  await window.description.fill('typed here')
  await expect.poll(() => existsSync(draft)).toBe(true)
  await rm(path)
  await expect(app.page.getByText('Not saved yet.')).toBeVisible(soon)
  await rm(draft)
  await expect(bar(app.page)).toContainText('Deleted outside this window. Your edits are kept.', soon)
  await app.page.getByRole('button', { name: 'Keep mine' }).click()
  await window.save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  expect((await readSaved(path)).description).toBe('typed here')

  await window.description.fill('typed again')
  await expect.poll(() => existsSync(draft)).toBe(true)
  await Promise.all([rm(path), rm(draft)])
  await app.page.getByRole('button', { name: 'Delete here, too' }).click(soon)
  await expect(window.entry('Orders')).toBeHidden()
})
