import { readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../application'
import { answerQuestions } from '../dialogs'
import { chooseMore, fillLocal, newWorkspace, openForms, windowOf } from '../window'

test('a workspace with problems can be saved, and says how much is left to do', async ({ page }) => {
  const window = await newWorkspace(page, 'Half done')
  await window.save.click()
  await expect(window.entry('Half done')).toContainText('4 fields to fill in')
  await expect(window.save).toBeDisabled()
  await expect(page.getByText('Everything is saved')).toBeVisible()
})

test('saving needs a name of 1 to 100 characters', async ({ page }) => {
  const window = await newWorkspace(page, '   ')
  await window.save.click()
  await expect(window.name).toHaveAccessibleDescription('Enter a name to save.')
  await expect(window.name).toBeFocused()
  await window.name.fill('x'.repeat(101))
  await window.save.click()
  await expect(window.name).toHaveAccessibleDescription('At most 100 characters; this has 101.')
  await window.name.fill('x'.repeat(100))
  await window.save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
})

test('header fields are kept across a restart, tags tidied', async ({ app }) => {
  const window = await newWorkspace(app.page, 'Orders')
  await window.description.fill('Nightly copy to QA')
  await window.tags.fill('orders,  qa, Orders , ,nightly')
  await window.save.click()
  await app.restart()
  const again = windowOf(app.page)
  await expect(again.name).toHaveValue('Orders')
  await expect(again.description).toHaveValue('Nightly copy to QA')
  await expect(again.tags).toHaveValue('orders, qa, nightly')
  await expect(again.connectionType).toHaveText('DynamoDB')
})

test('a description over 200 characters is reported beside its field, and kept', async ({ app }) => {
  const window = await newWorkspace(app.page, 'Long')
  await window.description.fill('d'.repeat(201))
  await expect(window.description).toHaveAccessibleDescription('At most 200 characters; this has 201.')
  await window.save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  await app.restart()
  await expect(windowOf(app.page).description).toHaveValue('d'.repeat(201))
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
})

test('unsaved edits survive leaving the workspace, closing the window and a crash', async ({ app }) => {
  const window = await newWorkspace(app.page, 'Kept')
  await window.save.click()
  await newWorkspace(app.page, 'Other')
  await windowOf(app.page).entry('Kept').click()

  await window.description.fill('first edit')
  await window.entry('Other').click()
  await window.entry('Kept').click()
  await expect(window.description).toHaveValue('first edit')

  await window.description.fill('second edit')
  await app.restart()
  await openForms(app.page)
  await expect(windowOf(app.page).description).toHaveValue('second edit')
  await expect(app.page.getByText('Unsaved changes in Details')).toBeVisible()

  await windowOf(app.page).source.roleArn.fill('arn:aws:iam::111122223333:role/Third')
  await expect(windowOf(app.page).entry('Kept')).toContainText('unsaved changes')
  await expect
    .poll(() =>
      app.page.evaluate(() =>
        globalThis.window.api.listWorkspaces({ begin: true }).then((all) => JSON.stringify(all)),
      ),
    )
    .toContain('role/third')
  await app.kill()
  await expect(windowOf(app.page).source.roleArn).toHaveValue('arn:aws:iam::111122223333:role/Third')
})

test('a name that looks like the end of a script is shown as it is, from the first frame on', async ({
  app,
}) => {
  const name = '</script><b id="broken">& "quoted" \u2028'
  await newWorkspace(app.page, name)
  await app.restart()
  await expect(windowOf(app.page).name).toHaveValue(name)
  await expect(app.page.locator('#broken')).toHaveCount(0)
})

test('Discard goes back to what is saved, and can be undone', async ({ page }) => {
  const window = await newWorkspace(page, 'Back')
  await window.save.click()
  await window.description.fill('a mistake')
  await expect(page.getByText('Unsaved changes in Details')).toBeVisible()
  await window.discard.click()
  await expect(window.description).toHaveValue('')
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(window.description).toHaveValue('a mistake')
})

test('discarding what was never saved takes it out of the list, and can be undone', async ({ page }) => {
  await newWorkspace(page, 'Never saved')
  await windowOf(page).description.fill('and typed into')
  await windowOf(page).discard.click()
  await expect(page.getByRole('heading', { name: 'Keep, check and test DynamoDB connections' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(windowOf(page).name).toHaveValue('Never saved')
  await expect(windowOf(page).description).toHaveValue('and typed into')
})

test('a duplicate is offered under the next free name', async ({ page }) => {
  const window = await newWorkspace(page, 'Twin')
  await fillLocal(window.source, 'db.example.com', 8123)
  await window.save.click()
  await chooseMore(page, 'Duplicate')
  await expect(window.name).toHaveValue('Twin (2)')
  await openForms(page)
  await expect(window.source.server).toHaveValue('db.example.com')
  await expect(window.source.port).toHaveValue('8123')
  await chooseMore(page, 'Duplicate')
  await expect(window.name).toHaveValue('Twin (3)')
  await expect(page.getByText('3 workspaces')).toBeVisible()
})

test('a deleted workspace comes back with Undo, and stays away without', async ({ app }) => {
  const window = await newWorkspace(app.page, 'Gone')
  await window.save.click()
  await chooseMore(app.page, 'Delete')
  await expect(app.page.getByText('0 workspaces')).toBeVisible()
  await app.page.getByRole('button', { name: 'Undo' }).click()
  await expect(windowOf(app.page).name).toHaveValue('Gone')

  await chooseMore(app.page, 'Delete')
  await expect(app.page.getByText('0 workspaces')).toBeVisible()
  await app.restart()
  await expect(app.page.getByText('0 workspaces')).toBeVisible()
  expect(await readdir(join(app.userData, 'workspaces'))).toEqual([])
})

test('search finds a workspace by any of its words, and nothing by others', async ({ page }) => {
  const first = await newWorkspace(page, 'Orders')
  await first.tags.fill('nightly')
  await fillLocal(first.destination, 'db.example.com', 8000)
  await first.save.click()
  const second = await newWorkspace(page, 'Loyalty')
  await second.source.roleArn.fill('arn:aws:iam::444455556666:role/Points')
  await second.save.click()

  const { search, list, entry } = windowOf(page)
  const entries = list.getByRole('button')
  for (const [query, name] of [
    ['ord', 'Orders'],
    ['NIGHTLY', 'Orders'],
    ['db.example', 'Orders'],
    ['444455556666', 'Loyalty'],
    ['role/points', 'Loyalty'],
  ] as const) {
    await search.fill(query)
    await expect(entries).toHaveCount(1)
    await expect(entry(name)).toBeVisible()
  }
  await search.fill('no such thing')
  await expect(page.getByText('No workspace matches.')).toBeVisible()
  await search.press('Escape')
  await expect(entries).toHaveCount(2)
})

test('the list is sorted by name, by last edit, or by last test', async ({ page, ports }) => {
  for (const name of ['Beta', 'alpha', 'Item 10', 'Item 9']) {
    const window = await newWorkspace(page, name)
    await window.save.click()
    await expect(page.getByText('Everything is saved')).toBeVisible()
  }
  const { list, entry, source } = windowOf(page)
  const names = list.getByRole('button')
  const sort = async (by: string): Promise<void> => {
    await page.getByRole('button', { name: 'Filter and sort' }).click()
    await page.getByRole('radio', { name: by }).click()
    await page.keyboard.press('Escape')
  }
  await expect(names).toHaveText([/^alpha/, /^Beta/, /^Item 9/, /^Item 10/])
  await sort('Last edited')
  await expect(names).toHaveText([/^Item 9/, /^Item 10/, /^alpha/, /^Beta/])
  await entry('Beta').click()
  await fillLocal(source, 'localhost', ports[0])
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
  await expect(names).toHaveText([/^Beta/, /^Item 9/, /^Item 10/, /^alpha/])
  await sort('Last tested')
  await expect(names).toHaveText([/^Beta/, /^alpha/, /^Item 9/, /^Item 10/])
})

test('an edit is kept when its save is refused at once', async ({ app }) => {
  const window = await newWorkspace(app.page, 'Refused')
  await window.save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  await window.name.fill('')
  await window.description.fill('typed just before')
  await window.description.press('Control+s')
  await expect(window.name).toHaveAccessibleDescription('Enter a name to save.')
  await app.restart()
  await expect(windowOf(app.page).description).toHaveValue('typed just before')
})

test('edits that cannot be written are reported, and closing asks', async ({ app }) => {
  const window = await newWorkspace(app.page, 'Full disk')
  await window.save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  // A file stands where the folder was, as on a disk that takes nothing more.
  const folder = join(app.userData, 'workspaces')
  await rename(folder, `${folder}.away`)
  await writeFile(folder, '')
  await window.description.fill('nowhere to go')
  await expect(app.page.getByText('The file could not be', { exact: false }).first()).toBeVisible()

  const asked = await answerQuestions(app.electron, 'Stay')
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(asked).toMatchObject([{ message: 'Some edits could not be written to disk.' }])
  await rm(folder)
  await rename(`${folder}.away`, folder)
  await app.restart()
  await expect(windowOf(app.page).description).toHaveValue('nowhere to go')
})
