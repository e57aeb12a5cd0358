import type { Page } from 'playwright'
import { choose, clipboardOf, expect, test } from '../application'
import type { Application } from '../application'
import { behindPopup, violations } from '../violations'
import { fillLocal, newWorkspace } from '../window'

test('About says what runs here, each line to copy, and the licences of what is shipped', async ({
  app,
  page,
}) => {
  const versions = await app.electron.evaluate(({ app: { getVersion } }) => ({
    version: getVersion(),
    electron: process.versions.electron,
    chromium: process.versions['chrome'] ?? '',
    node: process.versions.node,
  }))
  await choose(app, 'openAbout')
  const about = page.getByRole('dialog', { name: 'About DynamoDB Workspaces' })
  await expect(about).toContainText(`Electron${versions.electron}`)
  for (const text of Object.values(versions)) await expect(about).toContainText(text)
  await about.getByRole('button', { name: 'Copy Chromium' }).click()
  await expect.poll(() => clipboardOf(app.electron)).toBe(versions.chromium)
  await about.getByRole('button', { name: 'Copy all' }).click()
  await expect
    .poll(() => clipboardOf(app.electron))
    .toContain(`Version: ${versions.version}\nElectron: ${versions.electron}\nChromium: ${versions.chromium}`)

  await about.getByText('Licences of what is shipped').click()
  const licences = about.getByLabel('Licences', { exact: true })
  for (const line of [
    /^@vue\/runtime-dom \d.*: MIT$/m,
    /^@github\/keytar .*: MIT$/m,
    /^@fontsource-variable\/inter .*: OFL/m,
  ]) {
    await expect(licences).toHaveText(line)
  }
  await expect(licences).not.toContainText('eslint')
  expect(await violations(page, behindPopup)).toEqual([])
})

test('the guides come with the application, are searched, and Esc leads back', async ({ app, page }) => {
  const { description } = await newWorkspace(page, 'Orders')
  await description.focus()
  await choose(app, 'openCauses')
  const guide = page.getByRole('main', { name: 'Guide to causes' })
  await expect(guide.getByRole('heading', { name: 'nothingListens' })).toBeVisible()
  await expect(guide.getByRole('heading', { name: 'secretMissing' })).toBeVisible()
  await expect(guide).not.toContainText('Do not edit')
  await expect(guide.getByRole('searchbox', { name: 'Find in this guide' })).toBeFocused()
  expect(await violations(page)).toEqual([])
  await page.keyboard.type('ECONNREFUSED')
  await expect(guide.getByRole('heading', { name: 'secretMissing' })).toBeHidden()
  await expect(guide.getByRole('heading', { name: 'nothingListens' })).toBeVisible()
  await page.keyboard.type(' nowhere')
  await expect(guide.getByRole('status')).toHaveText('Nothing matches.')
  await page.keyboard.press('Escape')
  await expect(guide).toBeHidden()
  await expect(description).toBeFocused()

  await choose(app, 'openCommandLine')
  const commandLine = page.getByRole('main', { name: 'Command line' })
  await expect(commandLine.getByRole('cell', { name: '--junit FILE' })).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('what is copied for a report tells how tests ended, and no name', async ({ app, page }) => {
  const { source } = await newWorkspace(page, 'Very private')
  await fillLocal(source, 'localhost', 1)
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Failed/)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('report a problem')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Copied diagnostics, without names and secrets.').first()).toBeVisible()
  const copied = await clipboardOf(app.electron)
  expect(copied).toContain('Source test: failed (nothingListens)')
  expect(copied).toContain('Destination test: not tested')
  expect(copied).toMatch(/^Keychain: \w+/m)
  expect(copied).not.toMatch(/private|localhost/i)
})

/** The labels of the system's menu where a field is clicked with the right button. */
async function menuOf(app: Application, open: () => Promise<void>): Promise<string[]> {
  await app.electron.evaluate(({ Menu }) => {
    const shown: string[][] = []
    Object.assign(globalThis, { shown })
    Menu.prototype.popup = function () {
      shown.push(this.items.filter(({ type }) => type !== 'separator').map(({ role }) => String(role)))
    }
  })
  await open()
  const read = (): Promise<string[] | undefined> =>
    app.electron.evaluate(() => (globalThis as unknown as { shown: string[][] }).shown.at(-1))
  await expect.poll(read).toBeDefined()
  return (await read()) ?? []
}

test('fields have the menu of the system, and a covered secret is not copied', async ({ app, page }) => {
  const { description, source } = await newWorkspace(page, 'Menus')
  const rightClick = { button: 'right' } as const
  await description.fill('words')
  await description.selectText()
  expect(await menuOf(app, () => description.click(rightClick))).toEqual([
    'undo',
    'redo',
    'cut',
    'copy',
    'paste',
    'selectall',
  ])
  await source.way('User Credentials').click()
  await source.secretKey.fill('made up and covered')
  await source.secretKey.selectText()
  expect(await menuOf(app, () => source.secretKey.click(rightClick))).toEqual([
    'undo',
    'redo',
    'paste',
    'selectall',
  ])
  expect(await menuOf(app, () => openAboutAndClick(app, page))).toEqual(['copy'])
})

/** Selects the licence that About names, and clicks it with the right button. */
async function openAboutAndClick(app: Application, page: Page): Promise<void> {
  await choose(app, 'openAbout')
  const licence = page.getByRole('dialog').getByText('MIT', { exact: true })
  await licence.dblclick()
  await licence.click({ button: 'right' })
}

test('the tools of a developer are in the menu while it is being developed', async ({ app }) => {
  const offered = await app.electron.evaluate(({ app: { isPackaged }, Menu }) => {
    const roles = (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) =>
      (submenu?.items ?? []).map(({ role }) => String(role)),
    )
    return { isPackaged, tools: roles.includes('toggledevtools') }
  })
  expect(offered).toEqual({ isPackaged: false, tools: true })
})
