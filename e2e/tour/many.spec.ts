import { mkdir } from 'node:fs/promises'
import { expect, test } from '../application'
import { openBoard } from '../board'
import { ANALYTICS_ACCOUNT } from '../../test-support/aws/world'
import { baseCredentials } from '../keys'
import { key, local, role, saveMany } from '../manyWorkspaces'
import { windowOf } from '../window'
import { openAccountBook } from './accounts'
import { blur, picture, pictures, resize } from './pictures'

test.use({ env: async ({ world }, use) => use(baseCredentials(world.operator)) })

test('many workspaces: accounts with names, the board, the palette, filters', async ({
  app,
  world,
  ports,
}) => {
  await mkdir(`${pictures}/many`, { recursive: true })
  const { reader, writer, analyst } = world
  await saveMany(app, [
    {
      name: 'Orders, nightly',
      tags: ['orders', 'nightly'],
      source: role(reader.arn),
      destination: role(writer.arn),
    },
    {
      name: 'Invoices to QA',
      tags: ['finance', 'qa'],
      source: role(reader.arn),
      destination: local(ports[0]),
    },
    {
      name: 'Customers',
      tags: ['qa'],
      source: key(analyst.keyId),
      secretKey: analyst.secret,
      destination: role(writer.arn),
    },
    {
      name: 'Catalogue',
      tags: ['orders'],
      source: role(`arn:aws:iam::${ANALYTICS_ACCOUNT}:role/CatalogueReader`),
      destination: local(ports[1]),
    },
    { name: 'Payments masking', tags: ['finance'], source: role(reader.arn), destination: role(reader.arn) },
    { name: 'Returns', tags: ['orders'], source: local(ports[0]), destination: local(1) },
    { name: 'Shipments', source: role(reader.arn) },
  ])
  const { page } = app
  await resize(app, 1280, 760)

  const book = await openAccountBook(page)
  await blur(page)
  await picture(page, 'many/account-book')
  await book.getByRole('button', { name: 'Close' }).click()

  const board = await openBoard(page)
  await board.test.click()
  await expect(board.headline).toHaveText('6 of 7 tested, 3 failed, 1 not tested')
  await blur(page)
  await picture(page, 'many/board')
  await board.close.click()

  const { entry, search } = windowOf(page)
  await entry('Orders, nightly').click()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /Find a command/ }).fill('or')
  await expect(page.getByRole('option').first()).toBeVisible()
  await picture(page, 'many/palette')
  await page.keyboard.press('Escape')

  await search.fill('prod')
  await page.getByRole('button', { name: /^Filter/ }).click()
  await page.getByRole('checkbox', { name: 'Failed' }).click()
  await picture(page, 'many/filters')
})
