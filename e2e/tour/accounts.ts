import type { Locator, Page } from 'playwright'
import { ANALYTICS_ACCOUNT, STAGING_ACCOUNT } from '../../test-support/aws/world'
import { expect } from '../application'

/** Opens the account book and names two accounts of the cast in it. */
export async function openAccountBook(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Account book' }).click()
  const book = page.getByRole('dialog', { name: 'Account book' })
  for (const [number, name] of [
    [ANALYTICS_ACCOUNT, 'prod-data'],
    [STAGING_ACCOUNT, 'staging'],
  ] as const) {
    await book.getByRole('textbox', { name: 'Account ID' }).fill(number)
    await book.getByRole('textbox', { name: 'Account name' }).last().fill(name)
    await book.getByRole('button', { name: 'Add account' }).click()
  }
  await expect(book.getByRole('textbox', { name: 'Account ID' })).toHaveValue('')
  return book
}
