import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { expect, test } from '../application'
import type { Application } from '../application'
import { boardOf } from '../board'
import { answerFileDialogs } from '../dialogs'
import { local, saveMany } from '../manyWorkspaces'
import { tabTo, windowOf } from '../window'

// The work of an analyst with many workspaces, without a pointer: keys and typing alone, in the window as it stands.

/** The focus has not fallen out of the window's controls, also once a closing popup has given it back. */
async function expectFocusKept(page: Page): Promise<void> {
  const holder = await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    await new Promise((later) => setTimeout(later))
    return document.activeElement?.tagName
  })
  expect(holder).not.toBe('BODY')
}

/** Closed, with the focus back on what is given, or at least on something. */
async function expectClosed(popup: Locator, focused?: Locator): Promise<void> {
  await expect(popup).toBeHidden()
  await expectFocusKept(popup.page())
  if (focused) await expect(focused).toBeFocused()
}

/** Finds something in the palette by some letters, and chooses it. */
async function choose(page: Page, letters: string): Promise<void> {
  const palette = page.getByRole('dialog', { name: 'Commands and workspaces' })
  await page.keyboard.press('Control+k')
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.type(letters)
  await expect(palette.getByRole('option', { selected: true })).toHaveText(new RegExp(`^${letters}`, 'i'))
  await page.keyboard.press('Enter')
  await expect(palette).toBeHidden()
}

/** Goes to the messages by their key, and takes the offer of the newest. */
async function takeOffer(page: Page, offer: string): Promise<void> {
  await page.keyboard.press('F8')
  await tabTo(page, offer)
  await page.keyboard.press('Enter')
  await expectFocusKept(page)
}

const copy = ({ electron }: Application, text: string): Promise<void> =>
  electron.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text)

/** Whether a secret field holds a value; asserted as a boolean, so that no report shows it. */
const holds = (control: Locator, value: string) =>
  expect.poll(async () => (await control.inputValue()) === value)

const isSaved = (page: Page): Promise<void> => expect(page.getByText('Everything is saved')).toBeVisible()
const entriesOf = (page: Page): Locator =>
  windowOf(page).list.getByRole('listitem').locator('button[data-focus]')

test('a workspace is filled from pasted text, expects a named account, and passes its tests', async ({
  app,
  page,
  world,
  ports,
}) => {
  const { keyboard } = page
  const { name, source, destination } = windowOf(page)
  const { keyId, secret, token } = world.accounts.openSession(world.reader, 'today', Date.now() + 3_600_000)
  await keyboard.press('Control+n')
  await expect(name).toBeFocused()
  await keyboard.type('Orders nightly')
  await tabTo(page, 'Tags')
  await keyboard.type('orders')

  await copy(
    app,
    `export AWS_ACCESS_KEY_ID=${keyId}\nexport AWS_SECRET_ACCESS_KEY=${secret}\nexport AWS_SESSION_TOKEN=${token}\nexport AWS_REGION=eu-west-1\n`,
  )
  await tabTo(page, 'Assume Role')
  // As long as a finger takes: the choice follows the focus while the key is down.
  await keyboard.press('ArrowRight', { delay: 60 })
  await tabTo(page, 'AWS Access Key')
  await keyboard.press('Control+v')
  await expect(source.accessKey).toHaveValue(keyId)
  await holds(source.secretKey, secret).toBe(true)
  await holds(source.sessionToken, token).toBe(true)
  await expect(source.aws).toHaveValue('eu-west-1')
  await expect(source.accessKey).toBeFocused()

  await choose(page, 'account')
  const book = page.getByRole('dialog', { name: 'Account book' })
  await tabTo(page, 'Account ID')
  await keyboard.type('1111-2222-3333')
  await tabTo(page, 'Account name')
  await keyboard.type('prod-data')
  await keyboard.press('Enter')
  await expect(book.getByRole('textbox', { name: 'Name of 111122223333' })).toHaveValue('prod-data')
  await keyboard.press('Escape')
  await expectClosed(book, source.accessKey)

  await tabTo(page, 'Advanced')
  await keyboard.press('Enter')
  await tabTo(page, 'Expected account')
  await keyboard.type('prod')
  await expect(page.getByRole('option', { name: /^prod-data/ })).toBeVisible()
  await keyboard.press('Enter')
  await expect(source.expected).toHaveValue('111122223333')

  await tabTo(page, 'Paste credentials')
  await keyboard.press('Enter')
  const box = page.getByRole('dialog', { name: 'Paste credentials' })
  await tabTo(page, 'Text to fill in from')
  await copy(app, `http://localhost:${ports[0]}`)
  await keyboard.press('Control+v')
  await tabTo(page, 'Fill in')
  await keyboard.press('Enter')
  await expectClosed(box, destination.region.getByRole('button', { name: 'Paste credentials' }))
  await expect(destination.port).toHaveValue(String(ports[0]))

  await keyboard.press('Control+s')
  await isSaved(page)
  await expectFocusKept(page)
  await keyboard.press('Control+Enter')
  await expect(destination.result).toHaveText(/^\s*Passed/)
  await expect(source.result).toHaveText(/^\s*Passed/)
  await expect(windowOf(page).entry('Orders nightly')).toContainText('prod-data → ')
})

test('a workspace is found by words and filters, and made a favourite', async ({ app, ports }) => {
  await saveMany(app, [
    { name: 'Orders daily', tags: ['orders'], source: local(ports[0]) },
    { name: 'Orders weekly', tags: ['orders', 'slow'], source: local(ports[0]) },
    { name: 'Payments', tags: ['slow'], source: local(ports[0]) },
  ])
  const { page } = app
  const { keyboard } = page
  const { list, search, name, entry } = windowOf(page)
  const entries = entriesOf(page)
  const filters = page.getByRole('list', { name: 'Filters' })

  await keyboard.press('Control+f')
  await keyboard.type('orders')
  await expect(entries).toHaveText([/^Orders daily/, /^Orders weekly/])
  await tabTo(page, 'Filter and sort')
  await keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Filter and sort' })
  await expect(panel).toBeVisible()
  await tabTo(page, 'slow')
  await keyboard.press('Space')
  await tabTo(page, 'Never tested')
  await keyboard.press('Space')
  await expect(entries).toHaveText([/^Orders weekly/])
  await keyboard.press('Escape')
  await expectClosed(panel, page.getByRole('button', { name: 'Filter and sort, 2 on' }))

  // Each chip that goes leaves the focus on the next one, and the last one beside where it was.
  for (const label of ['Never tested', 'slow']) {
    await tabTo(page, label)
    await keyboard.press('Enter')
    await expect(filters.getByText(label)).toBeHidden()
    await expectFocusKept(page)
  }
  await keyboard.press('Control+f')
  await keyboard.press('Control+a')
  await keyboard.type('no such thing')
  await tabTo(page, 'Clear filters')
  await keyboard.press('Enter')
  await expect(entries).toHaveCount(3)
  await expectFocusKept(page)
  await expect(search).toHaveValue('')

  await tabTo(page, 'Orders daily')
  await keyboard.press('ArrowDown')
  await expect(entry('Orders weekly')).toBeFocused()
  await keyboard.press('Enter')
  await expect(name).toHaveValue('Orders weekly')
  await expect(entry('Orders weekly')).toBeFocused()
  await keyboard.press('Tab')
  await keyboard.press('Space')
  await expect(entries).toHaveText([/^Orders weekly/, /^Orders daily/, /^Payments/])
  const star = list.getByRole('switch', { name: 'Favourite: Orders weekly' })
  await expect(star).toBeChecked()
  await expect(star).toBeFocused()
})

test('commands of the palette act on the workspace that it opened, and are taken back', async ({
  app,
  ports,
}) => {
  await saveMany(app, [
    { name: 'Orders', source: local(ports[0]), destination: local(ports[1]) },
    { name: 'Payments', source: local(ports[0]), destination: local(ports[1]) },
  ])
  const { page } = app
  const { keyboard } = page
  const { name, source, destination, pairRule, description } = windowOf(page)
  await tabTo(page, 'Description')
  await choose(page, 'payments')
  await expect(name).toHaveValue('Payments')
  await expectFocusKept(page)
  await tabTo(page, 'Description')
  await expect(description).toBeFocused()

  await choose(page, 'duplicate')
  await expect(name).toHaveValue('Payments (2)')
  await expect(name).toBeFocused()
  await keyboard.press('Control+Shift+x')
  await expect(source.region).toContainText(`:${ports[1]}`)
  await expect(name).toBeFocused()
  await takeOffer(page, 'Undo')
  await expect(source.region).toContainText(`:${ports[0]}`)

  await choose(page, 'copy source')
  await expect(destination.region).toContainText(`:${ports[0]}`)
  await expect(pairRule).toHaveText(/^\s*Same/)
  await expectFocusKept(page)
  await choose(page, 'discard')
  await expect(destination.region).toContainText(`:${ports[1]}`)
  await expectFocusKept(page)
})

test('several workspaces get a tag, are tested on the board, and are deleted and brought back', async ({
  app,
  ports,
}) => {
  await saveMany(app, [
    { name: 'Good', source: local(ports[0]), destination: local(ports[1]) },
    { name: 'Closed', source: local(1), destination: local(ports[1]) },
    { name: 'Other', source: local(ports[0]), destination: local(ports[1]) },
  ])
  const { page } = app
  const { keyboard } = page
  const { list, name, source, entry } = windowOf(page)
  const bar = page.getByRole('region', { name: 'Selection' })
  const count = bar.getByRole('status')

  await tabTo(page, 'Select')
  await keyboard.press('Enter')
  await expect(bar).toBeVisible()
  await expectFocusKept(page)
  await keyboard.press('Control+f')
  await tabTo(page, 'Select Closed')
  await keyboard.press('Space')
  await expect(count).toHaveText('1 selected')
  await keyboard.press('ArrowDown')
  await tabTo(page, 'Select Good', 'Shift+Tab')
  await keyboard.press('Space')
  await expect(count).toHaveText('2 selected')

  await tabTo(page, 'Add tag…')
  await keyboard.press('Enter')
  const tag = page.getByRole('dialog', { name: 'Add tag' })
  await expect(tag.getByRole('textbox', { name: 'Tag to add' })).toBeFocused()
  await keyboard.type('checked')
  await keyboard.press('Enter')
  await expectClosed(tag, bar.getByRole('button', { name: 'Add tag…' }))
  await keyboard.press('Control+f')
  await keyboard.type('checked')
  await expect(entriesOf(page)).toHaveText([/^Closed/, /^Good/])
  await keyboard.press('Escape')

  await tabTo(page, 'Test…')
  await keyboard.press('Enter')
  const board = boardOf(page)
  await tabTo(page, 'Test 2 workspaces')
  await keyboard.press('Enter')
  await expect(board.headline).toHaveText('2 of 2 tested, 1 failed')
  await expectFocusKept(page)
  await tabTo(page, 'Closed')
  await keyboard.press('Enter')
  await expectClosed(board.sheet)
  await expect(name).toHaveValue('Closed')
  await expect(source.result).toHaveText(/^\s*Failed/)
  await keyboard.press('Control+Shift+Enter')
  await keyboard.press('Escape')
  await expectClosed(board.sheet)

  await tabTo(page, 'Clear', 'Shift+Tab')
  await tabTo(page, 'Delete', 'Shift+Tab')
  await keyboard.press('Enter')
  await expect(bar).toBeHidden()
  await expect(entriesOf(page)).toHaveText([/^Other/])
  await expectFocusKept(page)
  await takeOffer(page, 'Undo')
  await expect(entriesOf(page)).toHaveCount(3)

  await tabTo(page, 'Select')
  await keyboard.press('Enter')
  await keyboard.press('Control+f')
  await tabTo(page, 'Select ')
  await keyboard.press('Space')
  await keyboard.press('Escape')
  await expect(list.getByRole('checkbox')).toHaveCount(0)
  await expectFocusKept(page)

  const opened = await name.inputValue()
  await tabTo(page, 'More')
  await keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeVisible()
  await keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(entry(opened)).toBeHidden()
  await expectFocusKept(page)
  await takeOffer(page, 'Undo')
  await expect(entry(opened)).toBeVisible()
})

test.describe('with files', () => {
  let folder = ''
  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dynamodb-workspaces-keyboard-'))
  })
  test.afterEach(() => rm(folder, { recursive: true, force: true }))

  test('a workspace is exported, changed, and imported again; settings and shortcuts are looked at', async ({
    app,
    ports,
  }) => {
    await saveMany(app, [{ name: 'Orders', source: local(ports[0]), destination: local(ports[1]) }])
    const { page } = app
    const { keyboard } = page
    const { description, list } = windowOf(page)
    const path = join(folder, 'orders.json')
    await answerFileDialogs(app.electron, path)

    await tabTo(page, 'Description')
    await choose(page, 'export')
    const exported = page.getByRole('dialog', { name: 'Export' })
    await tabTo(page, 'Choose a file and export…')
    await keyboard.press('Enter')
    await expectClosed(exported, description)
    expect(await readFile(path, 'utf8')).toContain('"name": "Orders"')

    await keyboard.type('Mine')
    await keyboard.press('Control+s')
    await isSaved(page)
    await choose(page, 'import')
    const imported = page.getByRole('main', { name: 'Import' })
    await tabTo(page, 'Choose a file…')
    await keyboard.press('Enter')
    await expect(imported).toContainText('Nothing comes in. 1 kept.')
    await expectFocusKept(page)
    await tabTo(page, 'Keep')
    await keyboard.press('ArrowRight', { delay: 60 })
    await expect(imported.getByRole('radio', { name: 'Replace' })).toBeChecked()
    await tabTo(page, 'Import 1 workspace')
    await keyboard.press('Enter')
    await expect(imported.getByRole('status')).toHaveText('Import: 1 replaced.')
    await expectFocusKept(page)
    await tabTo(page, 'Done')
    await keyboard.press('Enter')
    await expectClosed(imported)
    await expect(description).toHaveValue('')

    await keyboard.press('Control+Shift+Backspace')
    await expect(page.getByText('0 workspaces', { exact: true })).toBeVisible()
    await expectFocusKept(page)
    await takeOffer(page, 'Undo')
    await expect(list.getByRole('listitem')).toHaveCount(1)

    await page.emulateMedia({ colorScheme: null })
    await tabTo(page, 'Description')
    await keyboard.press('Control+,')
    const settings = page.getByRole('main', { name: 'Settings' })
    await tabTo(page, 'System')
    await keyboard.press('ArrowLeft', { delay: 60 })
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(23, 24, 26)')
    await keyboard.press('Escape')
    await expectClosed(settings, description)

    await keyboard.press('F1')
    const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expect(shortcuts).toBeVisible()
    await keyboard.press('Escape')
    await expectClosed(shortcuts, description)
  })
})
