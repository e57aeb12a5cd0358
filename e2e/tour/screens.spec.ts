import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { choose, expect, test } from '../application'
import { answerFileDialogs } from '../dialogs'
import { baseCredentials, keysOf } from '../keys'
import { key, local, role, saveMany } from '../manyWorkspaces'
import { fillKeys, fillLocal, newWorkspace, windowOf } from '../window'
import { openAccountBook } from './accounts'
import { blur, picture, resize } from './pictures'

test.use({ env: async ({ world }, use) => use(baseCredentials(world.operator)) })

test('one side failed, wide and narrow; new while narrow; the palette; an import', async ({
  app,
  world,
  ports,
}) => {
  const reader = role(world.reader.arn)
  const names = [
    'Customers, prod to staging',
    'Subscriptions, EU',
    'Catalogue, US',
    'Payments masking',
    'Returns, EU',
  ]
  await saveMany(app, [
    {
      name: 'Orders, prod to staging',
      tags: ['orders', 'qa', 'nightly'],
      destination: role(world.writer.arn),
    },
    ...names.map((name, at) => ({
      name,
      source: reader,
      destination: at % 2 ? local(1) : role(world.writer.arn),
    })),
    ...['Carts, weekly', 'Coupons, EU', 'Inventory, hourly'].map((name) => ({
      name,
      source: reader,
      destination: local(ports[0]),
    })),
    { name: 'Refunds, prod to staging', source: key(world.analyst.keyId), destination: local(ports[1]) },
    { name: 'Shipments', source: reader },
  ])
  const { page } = app
  await resize(app, 1280, 860)
  await (await openAccountBook(page)).getByRole('button', { name: 'Close' }).click()
  const { entry, description, source, destination, save, testBoth } = windowOf(page)

  await entry('Orders, prod').click()
  await description.fill('Nightly copy of the orders tables for the QA team')
  await fillKeys(source, keysOf(world.expired), 'eu-west-1')
  await save.click()
  await source.done.click()
  await testBoth.click()
  await expect(source.result).toHaveText(/^\s*Failed/)
  await expect(destination.result).toHaveText(/^\s*Passed/)
  await blur(page)
  await picture(page, 'tested')
  await resize(app, 1920, 1080)
  await picture(page, 'tested-wide')
  await resize(app, 760, 560)
  await picture(page, 'tested-narrow')

  await resize(app, 1280, 860)
  await newWorkspace(page, 'Orders, prod to local')
  await fillLocal(destination, 'localhost', ports[0])
  await source.way('User Credentials').click()
  await source.accessKey.fill(world.analyst.keyId)
  await source.secretKey.focus()
  await picture(page, 'new-filled')
  await resize(app, 760, 560)
  await picture(page, 'new-narrow')
  await resize(app, 1280, 860)

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /Find a command/ }).fill('st')
  await expect(page.getByRole('option').first()).toBeVisible()
  await picture(page, 'palette')
  await page.keyboard.press('Escape')
  await windowOf(page).discard.click()

  const folder = await mkdtemp(join(tmpdir(), 'tour-'))
  const path = join(folder, 'from-a-colleague.json')
  await answerFileDialogs(app.electron, path)
  await choose(app, 'exportWorkspaces')
  await page.getByRole('button', { name: 'Choose a file and export…' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  const text = await readFile(path, 'utf8')
  const changed = text
    .replace('Nightly copy of the orders tables for the QA team', 'Nightly copy, before the QA round')
    .replace('"name": "Carts, weekly"', '"name": "Carts, monthly"')
    .replaceAll('"server": "localhost"', '"server": "dynamodb.internal"')
  await writeFile(path, changed)
  await choose(app, 'importWorkspaces')
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(page.getByRole('radiogroup', { name: /What to do with/ }).first()).toBeVisible()
  await blur(page)
  await picture(page, 'import-review')
  await rm(folder, { recursive: true })
})
