import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { groupedAccount } from '../../domain/connection/accountNumber'
import { clipboardOf, expect, test } from '../application'
import { behindPopup, violations } from '../violations'
import { showEvidence } from '../testResult'
import { fillKeys, fillRole, newWorkspace, windowOf } from '../window'

const analytics = '111122223333'
const staging = '444455556666'

const bookOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Account book' })
const openBook = (page: Page): Promise<void> => page.getByRole('button', { name: 'Account book' }).click()

async function nameAccount(page: Page, typed: string, name: string): Promise<void> {
  const account = typed.replaceAll('-', '')
  await openBook(page)
  const sheet = bookOf(page)
  await sheet.getByRole('textbox', { name: 'Account ID' }).fill(typed)
  await sheet.getByRole('textbox', { name: 'Account name' }).fill(name)
  await sheet.getByRole('button', { name: 'Add account' }).click()
  await expect(sheet.getByRole('textbox', { name: `Name of ${account}` })).toHaveValue(name)
  await sheet.getByRole('button', { name: 'Close' }).click()
}

test('an account seen in a workspace is named with one click, and its name is shown wherever its number was', async ({
  app,
  page,
}) => {
  const window = await newWorkspace(page, 'Orders')
  await fillRole(window.source, `arn:aws:iam::${analytics}:role/Reader`, 'eu-west-1')
  await fillRole(window.destination, `arn:aws:iam::${staging}:role/Writer`, 'eu-west-1')
  await window.save.click()
  await openBook(page)
  const sheet = bookOf(page)
  await sheet.getByRole('button', { name: `Name ${analytics}` }).click()
  await expect(sheet.getByRole('textbox', { name: 'Account name' })).toBeFocused()
  await page.keyboard.type('prod-data')
  await page.keyboard.press('Enter')
  await expect(sheet.getByRole('button', { name: `Name ${analytics}` })).toBeHidden()
  await sheet.getByRole('button', { name: `Name ${staging}` }).click()
  await page.keyboard.type('staging')
  await page.keyboard.press('Enter')
  await expect(sheet.getByRole('region', { name: 'Seen in workspaces' })).toBeHidden()
  expect(await violations(page, behindPopup)).toEqual([])
  await page.keyboard.press('Escape')

  const shown = async (at: Page): Promise<void> => {
    const { entry, source, pairRule, search } = windowOf(at)
    await expect(entry('Orders')).toContainText('prod-data → staging')
    await expect(source.roleArn).toHaveAccessibleDescription(
      `Account prod-data (${groupedAccount(analytics)}), partition aws`,
    )
    await expect(pairRule).toContainText('Different AWS accounts: prod-data and staging.')
    await source.way('User Credentials').click()
    await source.accessKey.fill('AKIARTX3GSDSQEXAMPLE')
    await expect(source.accessKey).toHaveAccessibleDescription(
      `Account prod-data (${groupedAccount(analytics)}), decoded from the key`,
    )
    await source.way('Assume Role').click()
    await search.fill('PROD-data')
    await expect(entry('Orders')).toBeVisible()
    await search.fill('')
  }
  await shown(page)
  expect(await violations(page, behindPopup)).toEqual([])
  await app.restart()
  await shown(app.page)
})

test('a name is changed, refused when taken, and removed with undo', async ({ app, page }) => {
  await nameAccount(page, '1111-2222-3333', 'prod-data')
  await nameAccount(page, staging, 'staging')
  await openBook(page)
  const sheet = bookOf(page)
  const name = sheet.getByRole('textbox', { name: `Name of ${analytics}` })
  await name.fill('Staging')
  await name.blur()
  await expect(name).toHaveAccessibleDescription(`Account ${staging} has this name already.`)
  await name.fill('prod 2')
  await name.blur()
  await sheet.getByRole('combobox', { name: `Colour of ${analytics}` }).click()
  await page.getByRole('option', { name: 'Red' }).click()
  await sheet.getByRole('button', { name: 'Remove staging' }).click()
  await expect(sheet.getByRole('textbox', { name: `Name of ${staging}` })).toBeHidden()
  await expect(sheet.getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(sheet.getByRole('textbox', { name: `Name of ${staging}` })).toHaveValue('staging')

  await sheet.getByRole('textbox', { name: 'Account ID' }).fill('1234')
  await sheet.getByRole('button', { name: 'Add account' }).click()
  await expect(sheet.getByRole('textbox', { name: 'Account ID' })).toHaveAccessibleDescription(
    'An account ID has 12 digits.',
  )
  await sheet.getByRole('button', { name: 'Close' }).click()
  await expect
    .poll(async () => JSON.parse(await readFile(join(app.userData, 'accounts.json'), 'utf8')))
    .toEqual({
      schemaVersion: 1,
      accounts: [
        { account: analytics, partition: 'aws', name: 'prod 2', colour: 'red' },
        { account: staging, partition: 'aws', name: 'staging', colour: 'teal' },
      ],
    })
})

test('a damaged account book is set aside and reported, and a new one begins', async ({ app }) => {
  await app.restart({}, () => writeFile(join(app.userData, 'accounts.json'), '{"accounts":'))
  await expect(app.page.getByRole('note')).toContainText(/accounts\.json\.damaged-\S+ Its text is not/)
  await nameAccount(app.page, analytics, 'prod-data')
})

test('a passed test’s account is expected with one click, and another one fails with both names', async ({
  app,
  page,
  world,
}) => {
  await nameAccount(page, analytics, 'prod-data')
  await nameAccount(page, staging, 'staging')
  const { source, save } = await newWorkspace(page, 'Expecting')
  const { analyst, operator } = world
  const keys = { accessKeyId: analyst.keyId, secretAccessKey: analyst.secret }
  await fillKeys(source, keys, 'eu-west-1')
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
  await showEvidence(source)
  await expect(source.result).toContainText(
    `Account prod-data (${groupedAccount(analytics)}), arn:aws:iam::${analytics}:`,
  )
  await source.region.getByRole('button', { name: 'Always expect prod-data' }).click()
  await expect(source.expected).toHaveValue(analytics)
  await expect(source.expected).toBeFocused()
  // The test would pass again, so it stands.
  await expect(source.region).toContainText(/Passed (just now|\d)/)
  await save.click()

  await fillKeys(source, { accessKeyId: operator.keyId, secretAccessKey: operator.secret }, 'eu-west-1')
  await expect(source.expected).toHaveAccessibleDescription(
    `The access key seems to belong to account staging (${groupedAccount(staging)}), but account prod-data (${groupedAccount(analytics)}) is expected. Run a test to be sure.`,
  )
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Failed/)
  await expect(source.stages.filter({ hasText: /^Identity, failed/ })).toBeVisible()
  await expect(source.result).toContainText(
    `This is account staging (${groupedAccount(staging)}), but account prod-data (${groupedAccount(analytics)}) is expected.`,
  )
  expect(await violations(page, behindPopup)).toEqual([])

  // What is handed on keeps to the numbers.
  await source.region.getByRole('button', { name: 'Copy report' }).click()
  await expect
    .poll(() => clipboardOf(app.electron))
    .toContain(`This is account ${staging}, but account ${analytics} is expected.`)
  expect(await clipboardOf(app.electron)).not.toContain('prod-data')
})
