import type { Locator, Page } from 'playwright'

/** The board of many tests, once it is open. */
export function boardOf(page: Page) {
  const sheet = page.getByRole('dialog', { name: 'Test all' })
  const button = (name: string | RegExp): Locator => sheet.getByRole('button', { name, exact: true })
  return {
    sheet,
    scope: (name: RegExp) => sheet.getByRole('radio', { name }),
    test: sheet.getByRole('button', { name: /^Test \d+ workspaces?$/ }),
    cancel: button('Cancel'),
    testFailed: button('Test the failed again'),
    copy: button('Copy as text'),
    failedOnly: sheet.getByRole('switch', { name: 'Failed only' }),
    headline: sheet.locator('.headline'),
    status: sheet.getByRole('status'),
    rows: sheet.getByRole('table', { name: 'Results' }).locator('tbody').getByRole('row'),
    row: (name: string) => sheet.getByRole('row', { name: new RegExp(`^${name} `) }),
    close: button('Close'),
  }
}

/** Opens the board by the button below the list. */
export async function openBoard(page: Page): Promise<ReturnType<typeof boardOf>> {
  await page.getByRole('button', { name: 'Test all…' }).click()
  const board = boardOf(page)
  await board.sheet.waitFor()
  return board
}
