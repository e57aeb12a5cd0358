import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { choose, expect, test } from '../application'
import type { Application } from '../application'
import { answerFileDialogs } from '../dialogs'
import { openBoard } from '../board'
import { keysOf } from '../keys'
import { local, saveMany } from '../manyWorkspaces'
import { showEvidence } from '../testResult'
import { behindPopup, violations } from '../violations'
import { fillKeys, fillLocal, newWorkspace, windowOf } from '../window'
import type { SideControls } from '../window'

test('first start, and a paste that says nothing', async ({ app, page }) => {
  expect(await violations(page)).toEqual([])
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText('no credentials at all'))
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.locator('.refusal')).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('a workspace in every way, empty and with problems', async ({ page }) => {
  const { source, destination, save } = await newWorkspace(page, 'Ways')
  expect(await violations(page)).toEqual([])
  await source.way('User Credentials').click()
  await destination.way('Environment').click()
  await source.test.click()
  await expect(source.region.getByRole('alert')).toBeVisible()
  expect(await violations(page)).toEqual([])
  await fillLocal(source, 'not a host', 0)
  await source.port.blur()
  expect(await violations(page)).toEqual([])
  await save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('results, saved secrets and the pair rule in each of its verdicts', async ({ page, ports, world }) => {
  const { source, destination, save, testBoth, pairRule } = await newWorkspace(page, 'Results')
  await fillLocal(source, 'localhost', ports[0])
  await fillLocal(destination, '127.0.0.1', ports[0])
  await testBoth.click()
  await expect(destination.result).toHaveText(/^\s*Failed/)
  expect(await violations(page)).toEqual([])
  await fillLocal(destination, '127.0.0.1', ports[1])
  await destination.test.click()
  await expect(destination.result).toHaveText(/^\s*Passed/)
  expect(await violations(page)).toEqual([])
  await destination.local.click()
  await fillKeys(
    destination,
    { accessKeyId: world.operator.keyId, secretAccessKey: world.operator.secret },
    'eu-west-1',
  )
  await save.click()
  await expect(destination.region.getByRole('button', { name: 'Replace AWS Secret Key' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await source.local.click()
  await source.way('User Credentials').click()
  await source.accessKey.fill(world.operator.keyId)
  await expect(pairRule).toHaveText(/^\s*Cannot tell yet, but probably the same/)
  expect(await violations(page)).toEqual([])
})

const runningIn = (side: SideControls): Locator => side.stages.filter({ hasText: 'DynamoDB, running:' })

test('a workspace while it is tested, with evidence and a warning, and with results of before', async ({
  app,
  aws,
  world,
  ports,
}) => {
  const { source, destination, testBoth, save } = await newWorkspace(app.page, 'Tested')
  await fillKeys(source, keysOf(world.analyst), 'eu-west-1')
  aws.switches.hang.add('ListTables')
  await source.test.click()
  await expect(runningIn(source)).toBeVisible()
  expect(await violations(app.page)).toEqual([])
  await source.cancel.click()

  await fillLocal(source, 'localhost', ports[0])
  await fillLocal(destination, '127.0.0.1', ports[0])
  await save.click()
  await source.done.click()
  await destination.done.click()
  await testBoth.click()
  await expect(destination.result).toHaveText(/^\s*Failed/)
  await expect(source.stages.filter({ hasText: 'warning' })).toBeVisible()
  await showEvidence(source)
  await showEvidence(destination)
  expect(await violations(app.page)).toEqual([])
  const again = windowOf(await app.restart())
  await again.source.edit.click()
  await again.source.port.fill('1')
  await expect(again.source.result).toContainText('with earlier settings')
  expect(await violations(app.page)).toEqual([])
})

test('where less motion is wanted, nothing moves while a test runs', async ({ page, aws, world }) => {
  const { source } = await newWorkspace(page, 'Still')
  await fillKeys(source, keysOf(world.analyst), 'eu-west-1')
  aws.switches.hang.add('ListTables')
  await source.test.click()
  await expect(runningIn(source)).toBeVisible()
  const moving = () => page.evaluate(() => document.getAnimations().length)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await expect.poll(moving).toBeGreaterThan(0)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expect.poll(moving).toBe(0)
})

test.afterEach(({ aws }) => aws.switches.hang.clear())

test('in forced colours, what is chosen, marked or switched on is told apart', async ({ page }) => {
  const { source } = await newWorkspace(page, 'Forced')
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  const look = (what: Locator, property: string) =>
    what.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)
  const expectTold = async (one: Locator, other: Locator, property: string) =>
    expect(await look(one, property)).not.toBe(await look(other, property))
  const tab = (name: string) => page.getByRole('tab', { name })
  await expectTold(tab('Connections'), tab('History'), 'border-bottom-color')
  const segment = (name: string) => source.region.locator('label', { hasText: name })
  await expectTold(segment('Assume Role'), segment('Environment'), 'outline-style')
  await source.local.click()
  await expectTold(source.local, windowOf(page).destination.local, 'background-color')
  await source.local.click()
  await source.aws.fill('eu')
  const option = page.getByRole('option')
  await expectTold(option.first(), option.nth(1), 'outline-style')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('settings')
  const marked = page.getByRole('option').locator('mark').first()
  await expect(marked).toHaveCSS('color', await look(page.locator('body'), 'color'))
})

test('popups, and messages at the edge', async ({ page }) => {
  const { source, discard, connectionType } = await newWorkspace(page, 'Popups')
  await source.aws.fill('eu')
  await expect(page.getByRole('option').first()).toBeVisible()
  expect(await violations(page, behindPopup)).toEqual([])
  await page.keyboard.press('Escape')
  await connectionType.click()
  await expect(page.getByRole('option', { name: 'DynamoDB' })).toBeVisible()
  expect(await violations(page, behindPopup)).toEqual([])
  await page.keyboard.press('Escape')
  await discard.click()
  await expect(page.getByText('Discarded the workspace.', { exact: false }).first()).toBeVisible()
  expect(await violations(page)).toEqual([])
  await windowOf(page).create.click()
})

test('settings and the replacing of keys', async ({ page, world }) => {
  const { destination } = await newWorkspace(page, 'Sheets')
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(page.getByRole('main', { name: 'Settings' })).toBeVisible()
  expect(await violations(page, behindPopup)).toEqual([])
  await page.keyboard.press('Escape')

  const { keyId, secret, token } = world.expired
  await fillKeys(
    destination,
    { accessKeyId: keyId, secretAccessKey: secret, sessionToken: token },
    'eu-west-1',
  )
  await destination.test.click()
  await destination.region.getByRole('button', { name: 'Paste new keys…' }).click()
  await expect(page.getByRole('dialog', { name: 'Paste new keys' })).toBeVisible()
  expect(await violations(page, behindPopup)).toEqual([])
})

test('the history without results, and with results that differ', async ({ page, ports }) => {
  const { source } = await newWorkspace(page, 'Told')
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByRole('heading', { name: 'No result of the source yet.' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.getByRole('tab', { name: 'Connections' }).click()
  await fillLocal(source, 'localhost', ports[0])
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
  await source.port.fill('1')
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Failed/)
  await source.region.getByRole('button', { name: 'History' }).click()
  await expect(page.getByRole('listbox', { name: 'Results of the source' })).toBeFocused()
  await page.getByRole('button', { name: /Failed in/ }).click()
  await page.getByRole('button', { name: /Passed in/ }).click()
  expect(await violations(page)).toEqual([])
})

test('the board of many tests, before and after', async ({ app, ports }) => {
  await saveMany(app, [
    { name: 'Good', source: local(ports[0]), destination: local(ports[1]) },
    { name: 'Bad', source: local(1), destination: local(ports[1]) },
    { name: 'Half', source: local(ports[0]) },
  ])
  const board = await openBoard(app.page)
  expect(await violations(app.page, behindPopup)).toEqual([])
  await board.test.click()
  await expect(board.headline).toHaveText('2 of 3 tested, 1 failed, 1 not tested')
  expect(await violations(app.page, behindPopup)).toEqual([])
})

/** The sheets of export and import; native dialogs and the AWS CLI’s variables lead into a folder of the test. */
async function exchangeIn(app: Application) {
  const folder = await mkdtemp(join(tmpdir(), 'dynamodb-workspaces-axe-'))
  const config = join(folder, 'config')
  await writeFile(config, '[default]\nregion = eu-west-1\n[profile corp]\nsso_session = corp\n')
  await app.restart({ AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: config })
  await answerFileDialogs(app.electron, join(folder, 'workspaces.json'))
  const exporting = app.page.getByRole('dialog', { name: 'Export' })
  const importing = app.page.getByRole('main', { name: 'Import' })
  return {
    page: app.page,
    folder,
    exporting,
    importing,
    go: exporting.getByRole('button', { name: 'Choose a file and export…' }),
    chooseFile: importing.getByRole('button', { name: 'Choose a file…' }),
  }
}

test('export and import, step by step', async ({ app }) => {
  const { page, folder, exporting, importing, go, chooseFile } = await exchangeIn(app)
  const { source, description, save } = await newWorkspace(page, 'Payments')
  await source.way('User Credentials').click()
  await save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await choose(app, 'exportWorkspaces')
  await go.click()
  await expect(exporting).toBeHidden()
  await description.fill('Mine')
  await save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()

  await choose(app, 'importWorkspaces')
  expect(await violations(page, behindPopup)).toEqual([])
  await chooseFile.click()
  await importing.getByRole('radio', { name: 'Copy' }).click()
  expect(await violations(page, behindPopup)).toEqual([])
  await importing.getByRole('button', { name: 'Import 1 workspace' }).click()
  await expect(importing.getByRole('list', { name: 'Secrets still to enter' })).toBeVisible()
  expect(await violations(page, behindPopup)).toEqual([])
  await importing.getByRole('button', { name: 'Done' }).click()
  await choose(app, 'importWorkspaces')
  await importing.getByRole('button', { name: 'Read AWS profiles' }).click()
  await expect(importing.getByRole('region', { name: 'Not importable' })).toBeVisible()
  expect(await violations(page, behindPopup)).toEqual([])
  await rm(folder, { recursive: true })
})

test('export and import under a passphrase', async ({ app }) => {
  const { page, folder, exporting, importing, go, chooseFile } = await exchangeIn(app)
  const { save } = await newWorkspace(page, 'Payments')
  await save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await choose(app, 'exportWorkspaces')
  await exporting.getByRole('switch', { name: 'With secrets, encrypted under a passphrase' }).click()
  await exporting.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('gravel moonlit')
  const again = exporting.getByRole('textbox', { name: 'Passphrase again' })
  await again.fill('gravel')
  await again.blur()
  expect(await violations(page, behindPopup)).toEqual([])
  await again.fill('gravel moonlit')
  await go.click()
  await expect(exporting).toBeHidden()
  await choose(app, 'importWorkspaces')
  await chooseFile.click()
  await importing.getByRole('textbox', { name: 'Passphrase' }).fill('another')
  await importing.getByRole('button', { name: 'Open the file' }).click()
  await expect(importing.getByRole('alert')).toBeVisible()
  expect(await violations(page, behindPopup)).toEqual([])
  await rm(folder, { recursive: true })
})

test.describe('without a keychain', () => {
  test.skip(
    process.platform !== 'linux',
    'Only on Linux can the keychain be taken away from one application.',
  )
  test.use({ env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } })

  test('the refused secret, and the banners that stay', async ({ page, world }) => {
    const { source, save } = await newWorkspace(page, 'No keychain')
    const { keyId, secret } = world.analyst
    await fillKeys(source, { accessKeyId: keyId, secretAccessKey: secret }, 'eu-west-1')
    await save.click()
    const dialog = page.getByRole('alertdialog', { name: 'The keychain refused the secret' })
    await expect(dialog).toBeVisible()
    expect(await violations(page, behindPopup)).toEqual([])
    await dialog.getByRole('button', { name: 'Save, and keep the secret for this run only' }).click()
    await expect(page.getByText('Some secrets of this workspace are kept for this run only.')).toBeVisible()
    expect(await violations(page)).toEqual([])
  })
})
