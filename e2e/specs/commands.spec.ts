import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { choose, expect, test } from '../application'
import type { Application } from '../application'
import { behindPopup, violations } from '../violations'
import { chooseMore, fillKeys, fillLocal, newWorkspace, openForms, tabTo, windowOf } from '../window'

const paletteOf = (page: Page) => {
  const dialog = page.getByRole('dialog', { name: 'Commands and workspaces' })
  return {
    dialog,
    box: dialog.getByRole('combobox', { name: 'Find a command or a workspace' }),
    options: dialog.getByRole('option'),
    marked: dialog.getByRole('option', { selected: true }),
  }
}
const sheetOf = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' })
const question = (page: Page) => page.getByRole('alertdialog')

test('the palette finds commands and workspaces, and gives the focus back', async ({ page }) => {
  for (const name of ['Orders nightly', 'Payments']) {
    await (await newWorkspace(page, name)).save.click()
    await expect(page.getByText('Everything is saved')).toBeVisible()
  }
  const palette = paletteOf(page)
  const { name, description } = windowOf(page)
  await description.focus()
  await page.keyboard.press('Control+k')
  await expect(palette.box).toBeFocused()
  for (const offered of [/^Test Both/, /^Settings…/, /^Orders nightly/, /^Payments/]) {
    await expect(palette.options.filter({ hasText: offered })).toBeVisible()
  }
  expect(await violations(page, behindPopup)).toEqual([])

  await palette.box.fill('nig')
  await expect(palette.options).toHaveCount(1)
  await expect(palette.marked).toHaveAccessibleName(/^Orders nightly/)
  await palette.box.press('Enter')
  await expect(palette.dialog).toBeHidden()
  await expect(name).toHaveValue('Orders nightly')

  await description.focus()
  await page.keyboard.press('Control+k')
  await expect(palette.options.first()).toHaveAccessibleName(/^Orders nightly/)
  await expect(palette.box).toHaveValue('')
  await palette.box.fill('no such thing')
  await expect(palette.dialog.getByRole('status')).toHaveText('Nothing matches.')
  expect(await violations(page, behindPopup)).toEqual([])
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(palette.dialog).toBeHidden()
  await expect(description).toBeFocused()

  // A command that moves the focus keeps it.
  await page.keyboard.press('Control+k')
  await palette.box.fill('find')
  await page.keyboard.press('Enter')
  await expect(windowOf(page).search).toBeFocused()
})

test('a command that cannot act is listed with the reason, and is not done', async ({ app, page }) => {
  const palette = paletteOf(page)
  await page.keyboard.press('Control+k')
  await palette.box.fill('swap')
  await expect(palette.marked).toHaveAccessibleName(/No workspace is open\./)
  await expect(palette.marked).toBeDisabled()
  await page.keyboard.press('Enter')
  await expect(palette.dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await choose(app, 'duplicateWorkspace')
  await expect(page.getByText('No workspace is open.', { exact: true }).first()).toBeVisible()
})

/** Opens the application on workspaces that differ from one saved file in what is given. */
async function withCopies(
  app: Application,
  changes: readonly { source?: object; [key: string]: unknown }[],
): Promise<void> {
  await (await newWorkspace(app.page, 'Copy 0')).save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  const folder = join(app.userData, 'workspaces')
  // Its draft may still be there.
  const file = (await readdir(folder)).find((name) => /^[\w-]+\.json$/.test(name)) ?? ''
  const json = JSON.parse(await readFile(join(folder, file), 'utf8'))
  await app.restart({}, async () => {
    for (const change of changes) {
      const source = { ...json.workspace.source, ...change.source }
      const copy = { ...json, workspace: { ...json.workspace, ...change, source } }
      await writeFile(join(folder, `${crypto.randomUUID()}.json`), JSON.stringify(copy))
    }
  })
}

test('of very many workspaces the palette shows the best, and unfolds the rest', async ({ app }) => {
  await withCopies(
    app,
    Array.from({ length: 199 }, (_, number) => ({ name: `Copy ${number + 1}` })),
  )
  const palette = paletteOf(app.page)
  await app.page.keyboard.press('Control+k')
  await palette.box.fill('copy')
  await expect(palette.dialog.getByRole('status')).toHaveText('202 found')
  await expect(palette.marked).toHaveAccessibleName(/^Copy 0.*open now/)
  const more = palette.options.filter({ hasText: '191 more by their name' })
  await more.click()
  await expect(palette.dialog).toBeVisible()
  await expect(palette.options.filter({ hasText: '99 more by their name: type on' })).toBeDisabled()
  await palette.box.fill('copy 123')
  await expect(palette.options).toHaveCount(1)
  await palette.box.press('Enter')
  await expect(windowOf(app.page).name).toHaveValue('Copy 123')
})

test('the palette ranks names before routes, which fold, and marks what matched', async ({ app }) => {
  const source = { useLocal: true, server: 'db.stage.example.com', port: '8000' }
  await withCopies(app, [
    { name: 'Zoo to stage' },
    { name: 'Tagged', tags: ['stage-nightly'] },
    ...['A', 'B', 'C'].map((name) => ({ name, source })),
  ])
  const palette = paletteOf(app.page)
  await app.page.keyboard.press('Control+k')
  const group = (name: string) => palette.dialog.getByRole('group', { name })
  await expect(group('Recent').getByRole('option')).toHaveText([/^Copy 0.*open now/])
  await expect(group('Commands').getByRole('option').first()).toBeVisible()

  await palette.box.fill('STAGE')
  const found = group('Workspaces').getByRole('option')
  await expect(found).toHaveText([/^Zoo to stage/, /^A/, '3 more by their route'])
  await expect(found.first().locator('mark')).toHaveText('stage')
  await expect(found.first().locator('mark')).toHaveCSS('text-decoration-line', 'underline')
  await expect(found.nth(1).locator('mark')).toHaveText('stage')
  await palette.box.press('ArrowDown')
  await palette.box.press('ArrowDown')
  await palette.box.press('Enter')
  await expect(found).toHaveText([/^Zoo/, /^A/, /^B/, /^C/, /^Tagged.*tag: stage-nightly/])
  expect(await violations(app.page, behindPopup)).toEqual([])

  // A command's name, too, ranks before a route.
  await palette.box.fill('nightly')
  await expect(palette.options).toHaveText([/^Tagged/])
  await palette.box.fill('ssd')
  await expect(palette.options.first()).toHaveText(/^Swap Source and Destination/)
})

test('Ctrl+Enter in the palette tests a workspace where it is', async ({ page, ports }) => {
  for (const name of ['Tested there', 'Open one']) {
    const { source, destination, save } = await newWorkspace(page, name)
    await fillLocal(source, 'localhost', ports[0])
    await fillLocal(destination, 'localhost', ports[1])
    await save.click()
    await expect(page.getByText('Everything is saved')).toBeVisible()
  }
  const palette = paletteOf(page)
  await page.keyboard.press('Control+k')
  await palette.box.fill('tested there')
  await expect(palette.marked).toHaveAccessibleName(/^Tested there.*untested/)
  await page.keyboard.press('Control+Enter')
  await expect(palette.marked).toHaveAccessibleName(/^Tested there.*passed/)
  await expect(palette.dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(windowOf(page).name).toHaveValue('Open one')
  await expect(windowOf(page).entry('Tested there')).toContainText('source passed, destination passed')
})

test('the sheet lists the keys of every command that has some', async ({ page }) => {
  await windowOf(page).create.focus()
  await page.keyboard.press('F1')
  const sheet = sheetOf(page)
  await expect(sheet.getByRole('region', { name: 'File' })).toContainText('New WorkspaceCtrl N')
  await expect(sheet.getByRole('region', { name: 'Help' })).toContainText('F1 or Ctrl /')
  expect(await violations(page, behindPopup)).toEqual([])
  // Nothing is done behind it.
  await page.keyboard.press('Control+n')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(windowOf(page).create).toBeFocused()
  await expect(page.getByText('0 workspaces')).toBeVisible()
  await page.keyboard.press('Control+/')
  await expect(sheet).toBeVisible()
})

test.describe('with secrets', () => {
  const region = 'eu-west-1'

  test.beforeEach(async ({ page, world }) => {
    const { source, destination, save } = await newWorkspace(page, 'Keys')
    const { analyst, operator } = world
    await fillKeys(source, { accessKeyId: analyst.keyId, secretAccessKey: analyst.secret }, region)
    await fillKeys(destination, { accessKeyId: operator.keyId, secretAccessKey: operator.secret }, region)
    await save.click()
    await expect(page.getByText('Everything is saved')).toBeVisible()
  })
  const replace = { name: 'Replace AWS Secret Key' }

  test('a duplicate has them, or has not, as the person says', async ({ page }) => {
    const { name, source, list } = windowOf(page)
    const duplicate = (): Promise<void> => chooseMore(page, 'Duplicate')
    await duplicate()
    await question(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(list.getByRole('listitem')).toHaveCount(1)

    await duplicate()
    await question(page).getByRole('button', { name: 'Copy secrets too' }).click()
    await expect(name).toHaveValue('Keys (2)')
    await openForms(page)
    await expect(source.region.getByRole('button', replace)).toBeVisible()
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)

    await duplicate()
    await question(page).getByRole('button', { name: 'Without secrets' }).click()
    await expect(name).toHaveValue('Keys (3)')
    await expect(source.secretKey).toBeVisible()
    await source.test.click()
    await expect(source.region.getByRole('alert').first()).toBeVisible()
  })

  test('swapped sides work before and after they are saved', async ({ app, page, world }) => {
    const { source, destination, save } = windowOf(page)
    await page.getByRole('button', { name: 'Swap sides' }).click()
    await question(page).getByRole('button', { name: 'Swap secrets too' }).click()
    await expect(source.accessKey).toHaveValue(world.operator.keyId)
    await expect(source.region.getByRole('button', replace)).toBeVisible()
    await expect(source.region).toContainText('From the other side')
    for (const { test: button, result } of [source, destination]) {
      await button.click()
      await expect(result).toHaveText(/^\s*Passed/)
    }
    await save.click()
    await expect(page.getByText('Everything is saved')).toBeVisible()
    // The results of before still hold: they were made with the same secrets.
    await expect(source.region.getByText(/^Passed/).first()).toBeVisible()
    await app.restart()
    await openForms(app.page)
    const again = windowOf(app.page)
    await expect(again.source.accessKey).toHaveValue(world.operator.keyId)
    for (const { test: button, result } of [again.source, again.destination]) {
      await button.click()
      await expect(result).toHaveText(/^\s*Passed/)
    }
  })

  test('a swap is undone, and without its secrets it asks for them', async ({ page, world }) => {
    const { source } = windowOf(page)
    await page.keyboard.press('Control+Shift+x')
    await question(page).getByRole('button', { name: 'Leave secrets behind' }).click()
    await expect(source.accessKey).toHaveValue(world.operator.keyId)
    await expect(source.secretKey).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(source.accessKey).toHaveValue(world.analyst.keyId)
    await expect(source.region.getByRole('button', replace)).toBeVisible()
    await expect(page.getByText('Everything is saved')).toBeVisible()

    // A replacement that is typed and taken back leads back to what was swapped.
    await page.keyboard.press('Control+Shift+x')
    await question(page).getByRole('button', { name: 'Swap secrets too' }).click()
    await source.region.getByRole('button', replace).click()
    await source.secretKey.fill('made up for this test')
    await source.region.getByRole('button', { name: 'Keep the saved AWS Secret Key' }).click()
    await expect(source.region).toContainText('From the other side')
  })

  test('the source is copied to the destination, and the pair rule answers at once', async ({
    page,
    world,
  }) => {
    const { source, destination, pairRule } = windowOf(page)
    const copy = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Copy a side…' }).click()
      await page.getByRole('menuitem', { name: 'Copy Source to Destination' }).click()
      await question(page).getByRole('button', { name: 'Copy secrets too' }).click()
      await expect(destination.accessKey).toHaveValue(world.analyst.keyId)
    }
    await copy()
    await expect(pairRule).toHaveText(/^\s*(Same|Cannot tell yet, but probably the same)/)
    await expect(destination.region.getByRole('button', replace)).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(destination.accessKey).toHaveValue(world.operator.keyId)
    await expect(page.getByText('Everything is saved')).toBeVisible()

    await copy()
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    await destination.test.click()
    await expect(destination.result).toHaveText(/^\s*Failed/)
    await expect(pairRule).toHaveText(/^\s*Same/)
  })
})

test('a read-only workspace refuses with a sentence', async ({ app }) => {
  const { save, source } = await newWorkspace(app.page, 'From tomorrow')
  await fillLocal(source, 'db.example.com', 8123)
  await save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  const folder = join(app.userData, 'workspaces')
  const [file = ''] = await readdir(folder)
  const json = JSON.parse(await readFile(join(folder, file), 'utf8'))
  await app.restart({}, () => writeFile(join(folder, file), JSON.stringify({ ...json, schemaVersion: 99 })))
  await openForms(app.page)
  const sentence = 'This workspace is read only: a newer version of the application saved it.'
  for (const command of ['swapSides', 'copySourceToDestination', 'copyDestinationToSource']) {
    await choose(app, command)
    await expect(app.page.getByText(sentence, { exact: true }).first()).toBeVisible()
    await app.page.getByRole('button', { name: 'Close this message' }).first().click()
  }
  await expect(windowOf(app.page).source.server).toHaveValue('db.example.com')
  await expect(app.page.getByRole('button', { name: 'Swap sides' })).toBeHidden()
  await app.page.keyboard.press('Control+k')
  await paletteOf(app.page).box.fill('swap')
  await expect(paletteOf(app.page).marked).toHaveAccessibleName(new RegExp(sentence))
})

test('by keyboard alone: swap, copy, duplicate, and back to the first', async ({ page }) => {
  const { name, source, destination } = windowOf(page)
  const { keyboard } = page
  const command = async (letters: string): Promise<void> => {
    await keyboard.press('Control+k')
    await expect(paletteOf(page).box).toBeFocused()
    await keyboard.type(letters)
    await keyboard.press('Enter')
    await expect(paletteOf(page).dialog).toBeHidden()
  }
  await command('new work')
  await expect(name).toBeFocused()
  await keyboard.type('First')
  await tabTo(page, 'Assume Role')
  await keyboard.press('ArrowRight', { delay: 60 })
  await tabTo(page, 'AWS Access Key')
  await keyboard.type('AKIAIOSFODNN7EXAMPLE')
  await tabTo(page, 'AWS Secret Key')
  await keyboard.type('made-up')
  await command('swap')
  await expect(question(page)).toBeVisible()
  await keyboard.press('Escape')
  await expect(question(page)).toBeHidden()
  await expect(source.secretKey).toBeFocused()
  await expect(source.accessKey).toHaveValue('AKIAIOSFODNN7EXAMPLE')
  await command('swap')
  await expect(question(page).getByRole('button', { name: 'Cancel' })).toBeFocused()
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(destination.accessKey).toHaveValue('AKIAIOSFODNN7EXAMPLE')
  await expect(destination.secretKey).toHaveValue('made-up')
  await command('copy so')
  await expect(destination.accessKey).toBeHidden()
  await command('save')
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await command('dup')
  await expect(name).toHaveValue('First (2)')
  await keyboard.press('Control+k')
  await keyboard.type('first')
  await expect(paletteOf(page).marked).toHaveAccessibleName(/^First \(2\)/)
  await keyboard.press('ArrowDown')
  await expect(paletteOf(page).marked).toHaveAccessibleName(/^First ,/)
  await keyboard.press('Enter')
  await expect(name).toHaveValue('First')
  await keyboard.press('F1')
  await expect(sheetOf(page)).toBeVisible()
  await keyboard.press('Escape')
  await expect(sheetOf(page)).toBeHidden()
})
