import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect, test } from '../application'
import type { Application } from '../application'
import { generateWorkspaces } from '../../bench/workspaces.mjs'
import { HOME_REGION } from '../../test-support/aws/world'
import { behindPopup, violations } from '../violations'
import { showEvidence } from '../testResult'
import { fillKeys, fillLocal, newWorkspace, windowOf } from '../window'

/** Opens the application on as many made-up workspaces, sorted by name: Catalogue 7 and so on. */
async function withGenerated(app: Application, count: number): Promise<Page> {
  await app.restart({}, async () => generateWorkspaces(app.userData, count))
  await expect(entriesOf(app.page).first()).toBeVisible()
  return app.page
}

const entriesOf = (page: Page) => windowOf(page).list.getByRole('button')
const panelOf = (page: Page) => page.getByRole('dialog', { name: 'Filter and sort' })
const filterButton = (page: Page) => page.getByRole('button', { name: /^Filter and sort/ })

/** Saves a workspace of this name and tags, with two local instances. */
async function saveOne(page: Page, name: string, tags: string): Promise<void> {
  const window = await newWorkspace(page, name)
  await window.tags.fill(tags)
  await fillLocal(window.source, 'localhost', 8000)
  await fillLocal(window.destination, 'localhost', 8001)
  await window.save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
}

test('filters narrow the list, stand above it as chips, and go one by one or all at once', async ({
  app,
}) => {
  const page = await withGenerated(app, 12)
  const entries = entriesOf(page)
  const filters = page.getByRole('list', { name: 'Filters' })
  await filterButton(page).click()
  // Its room is its own, whichever part of the window was loaded last.
  await expect(panelOf(page)).toHaveCSS('padding', '12px')
  expect(await panelOf(page).evaluate((panel) => panel.scrollWidth - panel.clientWidth)).toBe(0)
  await panelOf(page).getByRole('checkbox', { name: 'Changed since its test' }).check()
  await expect(entries).toHaveCount(4)
  await expect(page.getByText('4 of 12 workspaces')).toBeVisible()
  await panelOf(page).getByRole('checkbox', { name: 'Environment' }).check()
  await expect(entries).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expect(filterButton(page)).toBeFocused()
  await expect(filterButton(page)).toHaveAccessibleName('Filter and sort, 2 on')

  await filters.getByRole('button', { name: 'Changed since its test, remove this filter' }).click()
  await expect(entries).toHaveCount(6)
  await windowOf(page).search.fill('no such thing')
  await expect(page.getByText('No workspace matches.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(entries).toHaveCount(12)
  await expect(filters).toBeHidden()
})

test('tags are looked for one or all, regions also by name, and headings group by tag', async ({ page }) => {
  await saveOne(page, 'Both', 'orders, qa')
  await saveOne(page, 'Orders only', 'Orders')
  await saveOne(page, 'Plain', '')
  const { source, search, list } = windowOf(page)
  await source.local.click()
  await source.aws.fill('eu-central-1')
  await source.aws.press('Enter')
  await search.fill('frankfurt')
  await expect(entriesOf(page)).toHaveText([/^Plain/])
  await search.fill('')

  await filterButton(page).click()
  await panelOf(page).getByRole('checkbox', { name: 'orders' }).check()
  await panelOf(page).getByRole('checkbox', { name: 'qa' }).check()
  await expect(entriesOf(page)).toHaveText([/^Both/, /^Orders only/])
  await panelOf(page).getByRole('radio', { name: 'All of them' }).click()
  await expect(entriesOf(page)).toHaveText([/^Both/])
  await panelOf(page).getByRole('button', { name: 'Clear filters' }).click()

  await panelOf(page).getByRole('checkbox', { name: 'Group by tag' }).check()
  await expect(list.getByRole('heading')).toHaveText([/^orders 2/, /^qa 1/, /^No tag 1/])
  await expect(entriesOf(page)).toHaveText([/^Both/, /^Orders only/, /^Both/, /^Plain/])
  await panelOf(page).getByRole('checkbox', { name: 'From Z to A' }).check()
  await expect(entriesOf(page)).toHaveText([/^Orders only/, /^Both/, /^Both/, /^Plain/])
})

test('favourites come first, what was opened recently is found, and neither is in a workspace’s file', async ({
  app,
}) => {
  for (const name of ['Alpha', 'Beta', 'Gamma']) await saveOne(app.page, name, '')
  const star = (name: string) =>
    windowOf(app.page).list.getByRole('switch', { name: `Favourite: ${name}`, exact: true })
  await windowOf(app.page).entry('Gamma').focus()
  await app.page.keyboard.press('Tab')
  await expect(star('Gamma')).toBeFocused()
  await app.page.keyboard.press('Space')
  await expect(star('Gamma')).toBeChecked()
  await expect(entriesOf(app.page)).toHaveText([/^Gamma/, /^Alpha/, /^Beta/])
  await windowOf(app.page).entry('Beta').click()

  await app.restart()
  await expect(entriesOf(app.page)).toHaveText([/^Gamma/, /^Alpha/, /^Beta/])
  await filterButton(app.page).click()
  await panelOf(app.page).getByRole('checkbox', { name: 'Favourites' }).check()
  await expect(entriesOf(app.page)).toHaveText([/^Gamma/])
  await panelOf(app.page).getByRole('checkbox', { name: 'Favourites' }).uncheck()
  await panelOf(app.page).getByRole('checkbox', { name: 'Opened recently' }).check()
  await expect(entriesOf(app.page)).toHaveText([/^Gamma/, /^Alpha/, /^Beta/])

  const folder = join(app.userData, 'workspaces')
  for (const name of await readdir(folder)) {
    expect(await readFile(join(folder, name), 'utf8')).not.toMatch(/favourite|recent/i)
  }
})

test('of a long list only what is in view is drawn, and the keyboard reaches all of it', async ({ app }) => {
  const page = await withGenerated(app, 2_000)
  const { list, entry, name } = windowOf(page)
  await expect(page.getByText('2,000 workspaces', { exact: true })).toBeVisible()
  const items = list.getByRole('listitem')
  expect(await items.count()).toBeLessThan(60)
  await expect(items.first()).toHaveAttribute('aria-setsize', '2000')
  await expect(items.first()).toHaveAttribute('aria-posinset', '1')

  await entriesOf(page).first().focus()
  await page.keyboard.press('End')
  await expect(entry('Shipments 1997')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(entry('Shipments 1989')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(name).toHaveValue(/^Shipments 1989,/)
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await expect(entry('Catalogue 15,')).toBeFocused()
  await expect(entry('Shipments 1989')).toBeHidden()

  await app.restart()
  await expect(windowOf(app.page).entry('Shipments 1989')).toBeInViewport()
  await expect(windowOf(app.page).entry('Shipments 1989')).toHaveAttribute('aria-current', 'true')
  await windowOf(app.page).search.fill('db1234.example')
  await expect(entriesOf(app.page)).toHaveText([/^Loyalty 1234/])
})

test('many are deleted at once, and one Undo brings all back with their secrets', async ({ app, world }) => {
  const { page } = app
  const { source, save } = await newWorkspace(page, 'With a secret')
  await fillKeys(
    source,
    { accessKeyId: world.analyst.keyId, secretAccessKey: world.analyst.secret },
    HOME_REGION,
  )
  await save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
  for (const name of ['A', 'B', 'C', 'D']) await saveOne(page, name, '')
  const { entry } = windowOf(page)
  const bar = page.getByRole('region', { name: 'Selection' })

  await entry('B').click({ modifiers: ['ControlOrMeta'] })
  await entry('D').click({ modifiers: ['Shift'] })
  await expect(bar.getByRole('status')).toHaveText('3 selected')
  await entry('C').click({ modifiers: ['ControlOrMeta'] })
  await entry('With a secret').click({ modifiers: ['ControlOrMeta'] })
  await expect(bar.getByRole('status')).toHaveText('3 selected')
  await windowOf(page).search.fill('secret')
  await expect(bar.getByRole('status')).toHaveText('3 selected, 2 not shown')
  await windowOf(page).search.fill('')
  await bar.getByRole('button', { name: 'Delete' }).click()
  await expect(entriesOf(page)).toHaveText([/^A/, /^C/])
  await expect(bar).toBeHidden()
  await expect(page.getByText('Deleted 3 workspaces.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(entriesOf(page)).toHaveCount(5)
  await entry('With a secret').click()
  await source.test.click()
  await showEvidence(source)
  await expect(source.result).toContainText(world.analyst.arn)

  await entry('A').click({ modifiers: ['ControlOrMeta'] })
  await entry('B').click({ modifiers: ['ControlOrMeta'] })
  await bar.getByRole('button', { name: 'Delete' }).click()
  await expect(entriesOf(page)).toHaveCount(3)
  await app.restart()
  await expect(entriesOf(app.page)).toHaveText([/^C/, /^D/, /^With a secret/])
})

test('by keyboard, check boxes select; Escape ends it', async ({ page }) => {
  for (const name of ['A', 'B', 'C']) await saveOne(page, name, '')
  const { list, entry } = windowOf(page)
  const bar = page.getByRole('region', { name: 'Selection' })
  await page.getByRole('button', { name: 'Select', exact: true }).press('Enter')
  await entry('C').focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Shift+Tab')
  await expect(list.getByRole('checkbox', { name: 'Select B', exact: true })).toBeFocused()
  await page.keyboard.press('Space')
  await expect(bar.getByRole('status')).toHaveText('1 selected')
  await page.keyboard.press('Control+a')
  await expect(bar.getByRole('status')).toHaveText('3 selected')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(list.getByRole('checkbox')).toHaveCount(0)
})

test('a tag is added to many: what is clean is saved, what has edits waits, what is newer is left alone', async ({
  app,
}) => {
  for (const name of ['Clean', 'Edited', 'Newer']) await saveOne(app.page, name, 'first')
  await app.restart({}, async () => {
    const folder = join(app.userData, 'workspaces')
    for (const file of await readdir(folder)) {
      const text = await readFile(join(folder, file), 'utf8')
      if (text.includes('"Newer"')) {
        await writeFile(join(folder, file), text.replace(/"schemaVersion": \d+/, '"schemaVersion": 99'))
      }
    }
  })
  const { page } = app
  const { entry, description, tags, save } = windowOf(page)
  await entry('Edited').click()
  await description.fill('typed and not saved')
  const bar = page.getByRole('region', { name: 'Selection' })
  await entry('Clean').click({ modifiers: ['ControlOrMeta'] })
  await bar.getByRole('button', { name: 'Select all shown' }).click()
  await bar.getByRole('button', { name: 'Add tag…' }).click()
  await page.getByRole('textbox', { name: 'Tag to add' }).fill('qa')
  await page.keyboard.press('Enter')
  await expect(
    page
      .getByText(
        'Added “qa” to 2 workspaces. 1 with unsaved changes still has to be saved. ' +
          '1 of a newer version of the application stays as it is.',
      )
      .first(),
  ).toBeVisible()
  await expect(tags).toHaveValue('first, qa')
  await expect(description).toHaveValue('typed and not saved')
  await expect(save).toBeEnabled()
  await entry('Clean').click()
  await expect(tags).toHaveValue('first, qa')
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await entry('Newer').click()
  await expect(tags).toHaveValue('first')

  await page.getByRole('button', { name: 'Undo' }).click()
  await entry('Clean').click()
  await expect(tags).toHaveValue('first')
  await bar.getByRole('button', { name: 'Remove tag…' }).click()
  await page.getByRole('button', { name: 'Remove first' }).click()
  await expect(tags).toHaveValue('')
  await entry('Edited').click()
  await expect(tags).toHaveValue('')
  await expect(description).toHaveValue('typed and not saved')
})

test('a long list starts with the rows of the run before, and then says what the files say', async ({
  app,
}) => {
  await withGenerated(app, 300)
  const kept = join(app.userData, 'list.json')
  await expect.poll(() => existsSync(kept)).toBe(true)
  const { rows } = JSON.parse(await readFile(kept, 'utf8')) as { rows: { id: string; title: string }[] }
  const [first, second] = rows
  const fileOf = (row = first) => join(app.userData, 'workspaces', `${row?.id}.json`)

  await app.restart({}, async () => {
    const text = await readFile(fileOf(), 'utf8')
    await writeFile(fileOf(), text.replace(JSON.stringify(first?.title), '"Aardvark"'))
    await rm(fileOf(second))
  })
  // A page that is loaded while no list is read ahead has the rows in it.
  const page = await app.page.evaluate(() => fetch('/index.html').then((answer) => answer.text()))
  expect(page).toContain('"early":{')
  await expect(entriesOf(app.page).first()).toContainText('Aardvark')
  await expect(app.page.getByText('299 workspaces', { exact: true })).toBeVisible()
  await expect(windowOf(app.page).list.getByText(second?.title ?? '', { exact: true })).toBeHidden()
})

test('the workspace opened last is in view once a long list is read', async ({ app }) => {
  await withGenerated(app, 300)
  await expect.poll(() => existsSync(join(app.userData, 'list.json'))).toBe(true)
  await entriesOf(app.page).first().focus()
  await app.page.keyboard.press('End')
  await expect(windowOf(app.page).list.locator('[aria-posinset="300"] button.entry:focus')).toBeVisible()
  await app.page.keyboard.press('Enter')
  const opened = (page: Page) => windowOf(page).list.locator('[aria-current="true"]')
  const name = (await opened(app.page).locator('.name').textContent()) ?? ''
  const page = await app.restart()
  await expect(page.getByText('300 workspaces', { exact: true })).toBeVisible()
  await expect(opened(page)).toContainText(name)
  await expect(opened(page)).toBeInViewport()
})

test('axe finds nothing in filters, chips and headings, in either theme', async ({ app }) => {
  const page = await withGenerated(app, 30)
  await filterButton(page).click()
  await panelOf(page).getByRole('checkbox', { name: 'staging' }).check()
  await panelOf(page).getByRole('checkbox', { name: 'qa' }).check()
  await panelOf(page).getByRole('checkbox', { name: 'Group by tag' }).check()
  expect(await violations(page, behindPopup)).toEqual([])
  await page.keyboard.press('Escape')
  await windowOf(page).search.fill('no such thing')
  await expect(page.getByText('No workspace matches.')).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('axe finds nothing in a selection, in either theme', async ({ app }) => {
  const page = await withGenerated(app, 30)
  await entriesOf(page)
    .first()
    .click({ modifiers: ['ControlOrMeta'] })
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Add tag…' }).click()
  expect(await violations(page, behindPopup)).toEqual([])
})

test('the list is as wide as it is made, at the next start, too', async ({ app }) => {
  await newWorkspace(app.page, 'Orders')
  const grip = app.page.getByRole('separator', { name: 'Width of the list' })
  await grip.focus()
  for (let times = 0; times < 3; times++) await app.page.keyboard.press('ArrowRight')
  await expect(grip).toHaveAttribute('aria-valuenow', '320')
  const widthOf = async (): Promise<number | undefined> =>
    (await app.page.getByRole('complementary', { name: 'All workspaces' }).boundingBox())?.width
  expect(await widthOf()).toBe(320)
  await app.restart()
  await expect.poll(widthOf).toBe(320)

  // A double click fits the names.
  const again = app.page.getByRole('separator', { name: 'Width of the list' })
  await again.dblclick()
  await expect.poll(widthOf).toBe(208)
  await windowOf(app.page).name.fill('Orders of every shop, copied to staging at night')
  const name = windowOf(app.page).entry('Orders of every shop').locator('.name')
  const cut = (): Promise<number> => name.evaluate((text) => text.scrollWidth - text.clientWidth)
  await expect.poll(cut).toBeGreaterThan(0)
  await again.dblclick()
  await expect.poll(cut).toBe(0)
  expect(await widthOf()).toBeLessThan(440)
  await windowOf(app.page).name.fill('x'.repeat(100))
  await expect(windowOf(app.page).entry('xxx')).toBeVisible()
  await again.dblclick()
  await expect.poll(widthOf).toBe(440)
})

test('a search puts names first, marks what matched, and says what matched out of view', async ({ page }) => {
  await saveOne(page, 'Alpha', 'Records, nightly')
  await saveOne(page, 'All records', '')
  await saveOne(page, 'Records', '')
  const { search, entry } = windowOf(page)
  await search.fill('REC')
  await expect(entriesOf(page)).toHaveText([/^Records/, /^All records/, /^Alpha/])
  await expect(entry('Records').locator('mark')).toHaveText('Rec')
  await expect(entry('Alpha')).toContainText('tag: Records')
  await expect(entry('Alpha').locator('mark')).toHaveText('Rec')
  await expect(entry('Alpha').locator('mark')).toHaveCSS('text-decoration-line', 'underline')
  await search.fill('8001')
  await expect(entry('Alpha').locator('mark')).toHaveText('8001')
  await search.fill('')
  await expect(entriesOf(page)).toHaveText([/^All records/, /^Alpha/, /^Records/])
  await expect(page.locator('mark')).toHaveCount(0)
})

const menuOf = (page: Page) => page.getByRole('menu')
const choose = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true }).click()

test('a row has a menu, by pointer and by keys, that acts without opening it', async ({
  app,
  page,
  ports,
}) => {
  for (const name of ['Alpha', 'Beta', 'Gamma']) {
    const { source, destination, save } = await newWorkspace(page, name)
    await fillLocal(source, 'localhost', ports[0])
    await fillLocal(destination, 'localhost', ports[1])
    await save.click()
    await expect(page.getByText('Everything is saved')).toBeVisible()
  }
  const { entry, name, list } = windowOf(page)
  await entry('Alpha').click({ button: 'right' })
  await expect(menuOf(page).getByRole('menuitem')).toHaveText([
    'Open',
    'Test both',
    'Duplicate',
    'Export…',
    'Mark as favourite',
    'Copy name',
    'Delete',
  ])
  expect(await violations(page, behindPopup)).toEqual([])
  await choose(page, 'Copy name')
  await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('Alpha')
  await expect(entry('Alpha')).toBeFocused()

  for (const keys of ['Shift+F10', 'ContextMenu']) {
    await entry('Beta').focus()
    await page.keyboard.press(keys)
    await expect(menuOf(page)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(menuOf(page)).toBeHidden()
    await expect(entry('Beta')).toBeFocused()
  }
  await page.keyboard.press('Shift+F10')
  await choose(page, 'Mark as favourite')
  await expect(entriesOf(page)).toHaveText([/^Beta/, /^Alpha/, /^Gamma/])
  await entry('Beta').click({ button: 'right' })
  await choose(page, 'Unmark as favourite')
  await expect(entriesOf(page)).toHaveText([/^Alpha/, /^Beta/, /^Gamma/])

  await entry('Alpha').click({ button: 'right' })
  await choose(page, 'Test both')
  await expect(entry('Alpha')).toContainText('source passed, destination passed')
  await expect(page.getByText('“Alpha”: both sides passed.').first()).toBeVisible()
  await expect(name).toHaveValue('Gamma')

  await entry('Beta').click({ button: 'right' })
  await choose(page, 'Export…')
  await expect(
    page.getByRole('dialog', { name: 'Export' }).getByRole('radio', { name: 'Beta' }),
  ).toBeChecked()
  await page.keyboard.press('Escape')

  await entry('Alpha').click({ button: 'right' })
  await choose(page, 'Open')
  await expect(name).toHaveValue('Alpha')
  await entry('Beta').click({ button: 'right' })
  await choose(page, 'Duplicate')
  await expect(name).toHaveValue('Beta (2)')
  await entry('Alpha').click({ button: 'right' })
  await choose(page, 'Delete')
  await expect(entriesOf(page)).toHaveText([/^Beta/, /^Beta \(2\)/, /^Gamma/])
  await expect(name).toHaveValue('Beta (2)')

  // On a row that is selected, it acts on all that are; on another, on that one.
  await entry('Beta \\(2\\)').click({ modifiers: ['ControlOrMeta'] })
  await entry('Gamma').click({ modifiers: ['ControlOrMeta'] })
  await entry('Gamma').click({ button: 'right' })
  await choose(page, 'Delete 2 workspaces')
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect(list.getByRole('listitem')).toHaveCount(3)
})

test('long, right-to-left and emoji names end in an ellipsis, in list and palette', async ({ page }) => {
  const names = [
    'Orders '.repeat(14).trim(),
    'טבלאות ההזמנות של כל החנויות, מועתקות לסביבת הבדיקות בכל לילה',
    '😀'.repeat(40),
  ]
  for (const name of names) await saveOne(page, name, '')
  const isCut = (locator: ReturnType<Page['locator']>) =>
    expect.poll(() => locator.evaluateAll((all) => all.map((text) => text.scrollWidth > text.clientWidth)))
  const inList = windowOf(page).list.locator('.name')
  await isCut(inList).toEqual([true, true, true])
  await expect(inList.filter({ hasText: 'טבלאות' })).toHaveCSS('direction', 'rtl')
  await page.keyboard.press('Control+k')
  const inPalette = page.getByRole('option').locator('.title')
  await isCut(inPalette.filter({ hasText: /Orders Orders|טבלאות|😀/ })).toEqual([true, true, true])
  await expect(inPalette.filter({ hasText: 'טבלאות' })).toHaveCSS('direction', 'rtl')
})
