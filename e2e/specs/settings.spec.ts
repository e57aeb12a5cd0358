import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Locator, Page } from 'playwright'
import { expect, test } from '../application'
import type { Application } from '../application'
import { baseKeys } from '../keys'
import { behindPopup, violations } from '../violations'
import { chooseMore, newWorkspace, windowOf } from '../window'

const light = 'rgb(246, 246, 244)'
const dark = 'rgb(23, 24, 26)'

async function openSettings(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click()
  return page.getByRole('main', { name: 'Settings' })
}

/** What the window is painted in before its page is, as Electron has it. */
const paintedIn = ({ electron }: Application): Promise<string | undefined> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor())

const openedPaths = (electron: ElectronApplication): Promise<string[]> =>
  electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)

test('the theme is chosen, and stays after a restart, before anything is painted', async ({ app, page }) => {
  // The test's own choice of colours would hide the application's.
  await page.emulateMedia({ colorScheme: null })
  const sheet = await openSettings(page)
  await expect(sheet.getByRole('radio', { name: 'System' })).toBeChecked()
  await sheet.getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('body')).toHaveCSS('background-color', dark)
  await sheet.getByRole('radio', { name: 'Light' }).click()
  await expect(page.locator('body')).toHaveCSS('background-color', light)
  await sheet.getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('body')).toHaveCSS('background-color', dark)
  await page.keyboard.press('Escape')

  await app.restart()
  expect(await paintedIn(app)).toBe('#17181A')
  await app.page.emulateMedia({ colorScheme: null })
  await expect(app.page.locator('body')).toHaveCSS('background-color', dark)
  await expect((await openSettings(app.page)).getByRole('radio', { name: 'Dark' })).toBeChecked()
})

test('deleting asks first when that is wanted, and Cancel keeps the workspace', async ({ app, page }) => {
  const sheet = await openSettings(page)
  const ask = sheet.getByRole('switch', { name: 'Ask before deleting a workspace' })
  await expect(ask).not.toBeChecked()
  await ask.click()
  await page.keyboard.press('Escape')
  await app.restart()

  const again = app.page
  const window = await newWorkspace(again, 'Kept')
  await window.save.click()
  await expect(again.getByText('Everything is saved')).toBeVisible()
  await chooseMore(again, 'Delete')
  const question = again.getByRole('alertdialog', { name: 'Delete “Kept”?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(window.entry('Kept')).toBeVisible()
  await chooseMore(again, 'Delete')
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(window.entry('Kept')).toBeHidden()
  await again.getByRole('button', { name: 'Undo' }).click()
  await expect(windowOf(again).entry('Kept')).toBeVisible()
})

test('the keychain is checked on request', async ({ page }) => {
  const section = (await openSettings(page)).getByRole('region', { name: 'Keychain' })
  await section.getByRole('button', { name: 'Check' }).click()
  await expect(section.getByRole('status')).toHaveText(
    /^\s*Can be written and read\. .+, checked at \d\d:\d\d in \d+ ms$/,
  )
  await expect(section.getByRole('button', { name: 'Check again' })).toBeVisible()
})

test.describe('without a keychain', () => {
  test.skip(
    process.platform !== 'linux',
    'Only on Linux can the keychain be taken away from one application.',
  )
  test.use({ env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } })

  test('a check says so, with what to do', async ({ page }) => {
    const section = (await openSettings(page)).getByRole('region', { name: 'Keychain' })
    await section.getByRole('button', { name: 'Check' }).click()
    await expect(section.getByRole('status')).toHaveText(/keychain.+\. .+\./i)
    await expect(section.getByRole('status')).not.toContainText('Can be written and read.')
  })
})

test.describe('with variables set', () => {
  test.use({
    env: async ({ world }, use) =>
      use({
        ...baseKeys(world.operator),
        TONIC_AWS_REGION: 'eu-west-3',
      }),
  })

  test('the environment is shown by name, keys shortened, and without secrets', async ({
    page,
    world,
    aws,
  }) => {
    const section = (await openSettings(page)).getByRole('region', { name: 'Environment' })
    const { keyId, secret } = world.operator
    await expect(section).toContainText(`TONIC_AWS_ACCESS_KEY_IDset, ends in ${keyId.slice(-4)}`)
    await expect(section).toContainText('TONIC_AWS_SECRET_ACCESS_KEYset')
    await expect(section).toContainText('TONIC_AWS_REGIONeu-west-3')
    await expect(section).toContainText(`AWS_ENDPOINT_URL_STS${aws.url}`)
    const shown = (await section.textContent()) ?? ''
    expect([shown.includes(secret), shown.includes(keyId)]).toEqual([false, false])
  })
})

test('the data folder is shown, copied and opened, and no other path is', async ({ app, page }) => {
  await app.electron.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openPath = async (path) => {
      opened.push(path)
      return opened.length === 1 ? '' : 'Failed to open path'
    }
  })
  const section = (await openSettings(page)).getByRole('region', { name: 'Files' })
  await expect(section).toContainText(app.userData)
  await section.getByRole('button', { name: 'Copy path' }).click()
  await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(app.userData)
  await section.getByRole('button', { name: 'Show in folder' }).click()
  await expect.poll(() => openedPaths(app.electron)).toEqual([app.userData])
  await section.getByRole('button', { name: 'Show in folder' }).click()
  await expect(page.getByText('The system did not open the folder.').first()).toBeVisible()
  await page.evaluate(() => window.api.showDataFolder({ path: '/etc' } as never))
  expect(new Set(await openedPaths(app.electron))).toEqual(new Set([app.userData]))
})

test('reset asks, and sets everything back but workspaces and account book', async ({ app, page }) => {
  await (await newWorkspace(page, 'Stays')).save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
  const sheet = await openSettings(page)
  const deadline = sheet.getByRole('spinbutton', { name: 'Deadline of a test (in seconds)' })
  await deadline.fill('40')
  await deadline.blur()
  await sheet.getByRole('radio', { name: 'Dark' }).click()
  await sheet.getByRole('button', { name: 'Reset all settings…' }).click()
  const question = page.getByRole('alertdialog', { name: 'Reset all settings?' })
  await expect(question).toContainText('forms')
  await expect(question).toContainText('the width of the list')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(deadline).toHaveValue('40')
  await sheet.getByRole('button', { name: 'Reset all settings…' }).click()
  await question.getByRole('button', { name: 'Reset' }).click()
  await expect(deadline).toHaveValue('15')
  await expect(sheet.getByRole('radio', { name: 'System' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(windowOf(page).entry('Stays')).toBeVisible()
  await expect
    .poll(async () => JSON.parse(await readFile(join(app.userData, 'state.json'), 'utf8')).settings)
    .toEqual({
      alwaysShowForms: false,
      deadlineSeconds: 15,
      listWidth: 272,
      readinessAfterTest: false,
      theme: 'system',
      askBeforeDeleting: false,
    })
})

test('what is typed and cannot be kept waits for its correction, and Esc leads back to where the focus was', async ({
  page,
}) => {
  const { description } = await newWorkspace(page, 'Orders')
  await description.focus()
  await page.keyboard.press('Control+,')
  const settings = page.getByRole('main', { name: 'Settings' })
  await expect(settings.getByRole('radio', { name: 'System' })).toBeFocused()
  await expect(settings.getByRole('button', { name: 'back to Orders' })).toBeVisible()
  const deadline = settings.getByRole('spinbutton', { name: 'Deadline of a test (in seconds)' })
  await deadline.fill('soon')
  await page.keyboard.press('Escape')
  await expect(settings).toBeHidden()
  await expect(description).toBeFocused()

  await page.keyboard.press('Control+,')
  await expect(deadline).toHaveValue('soon')
  await expect(deadline).toHaveAccessibleDescription('Enter a whole number of seconds from 3 to 300.')
  await deadline.fill('20')
  await settings.getByRole('button', { name: 'back to Orders' }).click()
  await expect(description).toBeFocused()
  await page.keyboard.press('Control+,')
  await expect(deadline).toHaveValue('20')
})

test('settings and their question are accessible in both themes', async ({ page }) => {
  const sheet = await openSettings(page)
  await sheet.getByRole('region', { name: 'Keychain' }).getByRole('button', { name: 'Check' }).click()
  expect(await violations(page, behindPopup)).toEqual([])
  await sheet.getByRole('button', { name: 'Reset all settings…' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  expect(await violations(page, behindPopup)).toEqual([])
})
