import { mkdir, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { choose, expect, test as base } from '../application'
import type { Application } from '../application'
import { answerFileDialogs, answerQuestions } from '../dialogs'
import { fillKeys, fillLocal, newWorkspace, openForms, windowOf } from '../window'

/** Tests with a folder of their own for files and for a home folder. */
const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'dynamodb-workspaces-exchange-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  env: async ({ folder }, use) => use({ HOME: folder, USERPROFILE: folder }),
})

const sheet = (page: Page): Locator => page.getByRole('dialog', { name: 'Export' })
const importPage = (page: Page): Locator => page.getByRole('main', { name: 'Import' })

async function exportTo(app: Application, path: string): Promise<Locator> {
  await answerFileDialogs(app.electron, path)
  await choose(app, 'exportWorkspaces')
  return sheet(app.page)
}

async function exportPlain(app: Application, path: string): Promise<void> {
  const dialog = await exportTo(app, path)
  await dialog.getByRole('button', { name: 'Choose a file and export…' }).click()
  await expect(dialog).toBeHidden()
}

/** Opens the import and chooses a file, as far as the application goes with it. */
async function importFrom(app: Application, path: string): Promise<Locator> {
  await answerFileDialogs(app.electron, path)
  await choose(app, 'importWorkspaces')
  const dialog = importPage(app.page)
  await dialog.getByRole('button', { name: 'Choose a file…' }).click()
  return dialog
}

const importButton = (dialog: Locator): Locator =>
  dialog.getByRole('button', { name: /^Import( \d+ workspaces?)?$/ })

/** Starts the application again without the workspaces that it had. */
async function startEmpty(app: Application): Promise<void> {
  await app.restart({}, () => rm(join(app.userData, 'workspaces'), { recursive: true }))
}

async function saved(page: Page): Promise<void> {
  await windowOf(page).save.click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
}

async function workspaceFiles({ userData }: Application): Promise<Map<string, string>> {
  const folder = join(userData, 'workspaces')
  const names = await readdir(folder).catch(() => [])
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  )
}

/** Whether a text has any of the secrets, as it is or base64 encoded; the secrets themselves are in no message. */
function holdsAny(text: string, secrets: readonly string[]): boolean {
  return secrets.some(
    (secret) =>
      text.includes(secret) || text.includes(Buffer.from(secret).toString('base64').replace(/=+$/, '')),
  )
}

const keysOf = ({ keyId, secret }: { keyId: string; secret: string }) => ({
  accessKeyId: keyId,
  secretAccessKey: secret,
})

test('a plain export has no secret, and an empty profile gets it back byte for byte', async ({
  app,
  folder,
  world,
  ports,
}) => {
  const first = await newWorkspace(app.page, 'Payments')
  await fillKeys(first.source, keysOf(world.analyst), 'eu-west-1')
  await saved(app.page)
  const second = await newWorkspace(app.page, 'Orders')
  await second.tags.fill('b, a')
  await fillLocal(second.source, 'localhost', ports[0])
  await saved(app.page)
  await newWorkspace(app.page, 'Never saved')

  const path = join(folder, 'workspaces.json')
  const dialog = await exportTo(app, path)
  await expect(dialog).toContainText('1 never saved, so not exported.')
  await dialog.getByRole('button', { name: 'Choose a file and export…' }).click()
  await expect(
    app.page.getByText('Exported 2 workspaces to workspaces.json. The file holds no secrets.').first(),
  ).toBeVisible()
  const text = await readFile(path, 'utf8')
  expect(text).toContain(world.analyst.keyId)
  expect(holdsAny(text, [world.analyst.secret])).toBe(false)

  await startEmpty(app)
  await answerFileDialogs(app.electron, path)
  await app.page.getByRole('button', { name: 'Import a file…' }).click()
  const preview = importPage(app.page)
  await expect(preview.getByRole('status')).toHaveText('2 come in: 2 new.')
  const list = preview.getByRole('list', { name: 'Workspaces in the file' })
  await expect(list.getByRole('listitem')).toHaveText([
    /New\s*2/,
    /Orders.*fields? to fill in/,
    /Payments.*source: secret to enter/,
  ])
  await expect(preview.getByRole('complementary')).toContainText(
    /Payments\s*AWS Secret Key of …\w{4}, source/,
  )
  expect(await workspaceFiles(app)).toEqual(new Map())
  await importButton(preview).click()
  await expect(preview.getByRole('status')).toHaveText('Import: 2 new.')

  // It ends with what is left to do, and leads there.
  await preview.getByRole('button', { name: 'Payments · Source: AWS Secret Key' }).click()
  const { source, name } = windowOf(app.page)
  await expect(name).toHaveValue('Payments')
  await expect(source.secretKey).toBeFocused()
  await source.secretKey.fill(world.analyst.secret)
  await saved(app.page)

  await exportPlain(app, join(folder, 'again.json'))
  expect(await readFile(join(folder, 'again.json'), 'utf8')).toBe(text)
  const again = await importFrom(app, path)
  await expect(again).toContainText('Nothing comes in. 2 the same.')
})

test('only what the list shows is exported when that is chosen', async ({ app, folder }) => {
  for (const name of ['Orders', 'Payments']) {
    await newWorkspace(app.page, name)
    await saved(app.page)
  }
  await windowOf(app.page).search.fill('pay')
  const path = join(folder, 'found.json')
  const dialog = await exportTo(app, path)
  await dialog.getByRole('radio', { name: 'Shown in the list (1)' }).click()
  await dialog.getByRole('button', { name: 'Choose a file and export…' }).click()
  await expect(dialog).toBeHidden()
  expect((await readFile(path, 'utf8')).match(/"name": .*/g)).toEqual(['"name": "Payments",'])
})

test('a conflict is kept, replaced or imported as a copy', async ({ app, folder }) => {
  const path = join(folder, 'workspaces.json')
  const { description, entry } = await newWorkspace(app.page, 'Orders')
  await description.fill('Theirs')
  await saved(app.page)
  await exportPlain(app, path)
  await description.fill('Mine')
  await saved(app.page)
  const before = await workspaceFiles(app)

  const preview = await importFrom(app, path)
  const conflict = preview.getByRole('region', { name: 'Orders' })
  await expect(conflict).toContainText(/Details\s*Description\s*Mine\s*→\s*becomes\s*Theirs/)
  const choices = preview.getByRole('radiogroup', { name: 'What to do with Orders' })
  await expect(choices.getByRole('radio', { name: 'Keep' })).toBeChecked()
  await expect(preview.getByRole('status')).toHaveText('Nothing comes in. 1 kept.')
  await expect(importButton(preview)).toBeDisabled()
  await preview.getByRole('button', { name: 'Cancel' }).click()
  await expect(preview).toBeHidden()
  expect(await workspaceFiles(app)).toEqual(before)

  await importFrom(app, path)
  await choices.getByRole('radio', { name: 'Copy' }).click()
  await expect(conflict).toContainText('Comes in beside yours, as Orders (2).')
  await importButton(preview).click()
  await preview.getByRole('button', { name: 'Done' }).click()
  await expect(entry('Orders \\(2\\)')).toBeVisible()
  await expect(description).toHaveValue('Mine')

  await importFrom(app, path)
  await choices.getByRole('radio', { name: 'Replace' }).click()
  await importButton(preview).click()
  await preview.getByRole('button', { name: 'Done' }).click()
  await expect(description).toHaveValue('Theirs')
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
})

test('one Undo takes a whole import back, with secrets', async ({ app, folder, world }) => {
  const path = join(folder, 'workspaces.json')
  const { source, description, entry } = windowOf(app.page)
  await newWorkspace(app.page, 'Orders')
  await description.fill('Theirs')
  await saved(app.page)
  await newWorkspace(app.page, 'Payments')
  await fillKeys(source, keysOf(world.analyst), 'eu-west-1')
  await saved(app.page)
  await exportPlain(app, path)
  await description.fill('Mine')
  await saved(app.page)
  await entry('Orders').click()
  await app.page.keyboard.press('Control+Shift+Backspace')
  await app.page.getByRole('button', { name: 'Close this message' }).last().click()
  await expect(entry('Orders')).toBeHidden()
  // It is gone for good once its message was closed.
  await expect.poll(async () => [...(await workspaceFiles(app)).keys()].join()).not.toContain('deleted')
  const before = await workspaceFiles(app)

  const preview = await importFrom(app, path)
  await preview
    .getByRole('radiogroup', { name: 'What to do with Payments' })
    .getByRole('radio', { name: 'Replace' })
    .click()
  await expect(preview.getByRole('status')).toHaveText('2 come in: 1 new, 1 in place of yours.')
  await preview.getByRole('button', { name: 'Import 2 workspaces' }).click()
  await expect(preview.getByRole('status')).toHaveText('Import: 1 new, 1 replaced.')
  await expect(entry('Orders')).toBeVisible()
  await expect(app.page.getByText('Imported 2 workspaces.').first()).toBeVisible()
  await app.page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(app.page.getByText('Undid the import of 2 workspaces.').first()).toBeVisible()
  await expect(entry('Orders')).toBeHidden()
  expect(await workspaceFiles(app)).toEqual(before)
  await entry('Payments').click()
  await expect(description).toHaveValue('Mine')
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
})

test('all conflicts are decided at once, and the secrets to enter are gone through one by one', async ({
  app,
  folder,
  world,
}) => {
  const path = join(folder, 'workspaces.json')
  const { source, description, entry } = windowOf(app.page)
  for (const name of ['Orders', 'Payments']) {
    await newWorkspace(app.page, name)
    await source.way('User Credentials').click()
    await source.accessKey.fill(world.analyst.keyId)
    await saved(app.page)
  }
  await exportPlain(app, path)
  for (const name of ['Orders', 'Payments']) {
    await entry(name).click()
    await description.fill('Mine')
    await saved(app.page)
  }
  const dialog = await importFrom(app, path)
  await dialog
    .getByRole('radiogroup', { name: 'What to do with all conflicts' })
    .getByRole('radio', { name: 'Replace' })
    .click()
  await importButton(dialog).click()
  await expect(dialog.getByRole('status')).toHaveText('Import: 2 replaced.')
  await dialog.getByRole('button', { name: 'Orders · Source: AWS Secret Key' }).click()
  await expect(source.secretKey).toBeFocused()
  await source.secretKey.fill(world.analyst.secret)
  await app.page.getByRole('button', { name: 'Show the list' }).click()
  const left = dialog.getByRole('list', { name: 'Secrets still to enter' })
  await expect(left.getByRole('listitem')).toHaveText(['Payments · Source: AWS Secret Key'])
  await left.getByRole('button').click()
  await expect(windowOf(app.page).name).toHaveValue('Payments')
  await expect(source.secretKey).toBeFocused()
  await expect(description).toHaveValue('')
})

test('secrets go along under a passphrase alone, and work on the other side', async ({
  app,
  folder,
  world,
}) => {
  const { source } = await newWorkspace(app.page, 'Payments')
  await fillKeys(source, keysOf(world.analyst), 'eu-west-1')
  await saved(app.page)

  const path = join(folder, 'secret.json')
  const passphrase = 'gravel moonlit teapot 4'
  const dialog = await exportTo(app, path)
  const go = dialog.getByRole('button', { name: 'Choose a file and export…' })
  const [first, second] = [
    dialog.getByRole('textbox', { name: 'Passphrase', exact: true }),
    dialog.getByRole('textbox', { name: 'Passphrase again' }),
  ]
  await dialog.getByRole('switch', { name: 'With secrets, encrypted under a passphrase' }).click()
  await first.fill('too short')
  await expect(dialog).toContainText('At least 12 characters; this has 9.')
  await expect(go).toBeDisabled()
  await first.fill(passphrase)
  await expect(dialog).toContainText('Strong')
  await second.fill(`${passphrase}!`)
  await expect(dialog).toContainText('The two passphrases differ.')
  await expect(go).toBeDisabled()
  await second.fill(passphrase)
  // A dialog of the system asks, which the window cannot answer; Escape is Cancel.
  const asked = await answerQuestions(app.electron, null)
  await go.click()
  await expect.poll(asked).toMatchObject([
    {
      message: 'Export 1 secret of 1 workspace?',
      detail: expect.stringContaining('“Payments”'),
      buttons: ['Cancel', 'Export with secrets'],
      defaultId: 0,
      cancelId: 0,
    },
  ])
  await expect(go).toBeEnabled()
  await expect(readFile(path)).rejects.toThrow('ENOENT')
  await answerQuestions(app.electron, 'Export with secrets')
  await go.click()
  await expect(
    app.page.getByText('The file holds 1 secret, encrypted.', { exact: false }).first(),
  ).toBeVisible()
  expect(
    holdsAny(await readFile(path, 'utf8'), [world.analyst.secret, world.analyst.keyId, 'Payments']),
  ).toBe(false)

  await startEmpty(app)
  const imported = await importFrom(app, path)
  await imported.getByRole('textbox', { name: 'Passphrase' }).fill('another passphrase')
  await imported.getByRole('button', { name: 'Open the file' }).click()
  await expect(imported.getByRole('alert')).toContainText('The passphrase is wrong, or the file is damaged.')
  await imported.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await imported.getByRole('button', { name: 'Open the file' }).click()
  await expect(imported.getByRole('listitem').filter({ hasText: 'Payments' })).toContainText('with 1 secret')
  await importButton(imported).click()
  await expect(imported).toContainText('No secrets are missing.')
  const shown = await app.page.evaluate(() => document.documentElement.outerHTML)
  expect(holdsAny(shown, [world.analyst.secret, passphrase])).toBe(false)
  await imported.getByRole('button', { name: 'Done' }).click()

  await app.restart()
  await openForms(app.page)
  const { source: there } = windowOf(app.page)
  await expect(there.region.getByRole('button', { name: 'Replace AWS Secret Key' })).toBeVisible()
  await there.test.click()
  await expect(there.result).toHaveText(/^\s*Passed/)
  for (const [, text] of await workspaceFiles(app)) expect(holdsAny(text, [world.analyst.secret])).toBe(false)
})

test('a file that is not ours, too big, too deep or hostile gets a sentence and changes nothing', async ({
  app,
  folder,
}) => {
  await newWorkspace(app.page, 'Mine')
  await saved(app.page)
  const good = join(folder, 'good.json')
  await exportPlain(app, good)
  const text = await readFile(good, 'utf8')
  const before = await workspaceFiles(app)
  const path = join(folder, 'refused.json')
  const refusals: [() => Promise<void>, string][] = [
    [() => writeFile(path, 'hello'), 'its text is not complete JSON'],
    [() => writeFile(path, '{"connections": []}'), 'not an export of DynamoDB Workspaces'],
    [() => writeFile(path, '{'.repeat(10)).then(() => truncate(path, 40 * 1024 * 1024)), 'larger than 32 MB'],
    [() => writeFile(path, '{"a":'.repeat(100_000)), 'nested too deeply'],
    [() => writeFile(path, text.replace(/"id": ".*"/, '"id": "../../../escape"')), 'id of workspace 1'],
    [() => writeFile(path, text.replace('"port": "8000"', '"port": {"toString": 1}')), 'port of workspace 1'],
    [() => writeFile(path, text.replace('"version": 1', '"version": 99')), 'A newer version'],
    [
      () =>
        writeFile(
          path,
          JSON.stringify({ format: 'dynamodb-workspaces-encrypted', version: 1, kdf: { n: 2 ** 40 } }),
        ),
      'Not as expected in the encrypted file',
    ],
  ]
  for (const [write, sentence] of refusals) {
    await write()
    const dialog = await importFrom(app, path)
    await expect(dialog.getByRole('alert')).toContainText(sentence)
    await expect(importButton(dialog)).toBeHidden()
    await app.page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
  expect(await workspaceFiles(app)).toEqual(before)
})

test('AWS profiles are read when asked for; keys come along only when ticked', async ({
  app,
  folder,
  world,
}) => {
  const { keyId, secret } = world.analyst
  await choose(app, 'importWorkspaces')
  const dialog = importPage(app.page)
  const read = dialog.getByRole('button', { name: 'Read AWS profiles' })
  await read.click()
  await expect(dialog.getByRole('alert')).toContainText('No AWS profile was found.')

  await mkdir(join(folder, '.aws'))
  await writeFile(
    join(folder, '.aws', 'config'),
    '[default]\nregion = eu-west-1\n[profile reader]\nrole_arn = arn:aws:iam::111122223333:role/Reader\nsource_profile = default\nregion = eu-west-1\n[profile corp]\nsso_session = corp\n',
  )
  await writeFile(
    join(folder, '.aws', 'credentials'),
    `[default]\naws_access_key_id = ${keyId}\naws_secret_access_key = ${secret}\n`,
  )
  await read.click()
  await expect(dialog.getByRole('region', { name: 'Not importable' })).toContainText(
    /corp\s*It signs in through IAM Identity Center\./,
  )
  const shown = await app.page.evaluate(() => document.documentElement.outerHTML)
  expect(holdsAny(shown, [secret])).toBe(false)
  await expect(importButton(dialog)).toBeDisabled()
  await dialog.getByRole('checkbox', { name: 'default' }).check()
  await dialog.getByRole('checkbox', { name: 'reader' }).check()
  await importButton(dialog).click()
  await expect(dialog.getByRole('status')).toHaveText('Import: 2 new.')
  await dialog.getByRole('button', { name: 'default · Source: AWS Secret Key' }).click()
  const { source, entry } = windowOf(app.page)
  await expect(source.accessKey).toHaveValue('')
  await expect(source.secretKey).toBeFocused()
  await expect(entry('reader')).toBeVisible()

  await choose(app, 'importWorkspaces')
  await read.click()
  await dialog.getByRole('checkbox', { name: 'default' }).check()
  await dialog.getByRole('checkbox', { name: 'Import their keys as well' }).check()
  const asked = await answerQuestions(app.electron, 'Cancel')
  await importButton(dialog).click()
  await expect.poll(asked).toMatchObject([
    {
      message: 'Import 1 secret from 1 AWS CLI profile?',
      buttons: ['Cancel', 'Import the keys'],
      defaultId: 0,
    },
  ])
  await expect(importButton(dialog)).toBeEnabled()
  await expect(entry('default \\(2\\)')).toBeHidden()
  await answerQuestions(app.electron, 'Import the keys')
  await importButton(dialog).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await entry('default \\(2\\)').click()
  await openForms(app.page)
  await expect(source.accessKey).toHaveValue(keyId)
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
  for (const [, text] of await workspaceFiles(app)) expect(holdsAny(text, [secret])).toBe(false)

  // The test took the files out of the SDK's reach, but not out of the import's.
  await choose(app, 'importWorkspaces')
  await read.click()
  await expect(dialog.getByRole('checkbox', { name: 'default' })).toBeVisible()
})

test.describe('without a keychain', () => {
  test.skip(
    process.platform !== 'linux',
    'Only on Linux can the keychain be taken away from one application.',
  )

  test('a file with secrets is refused as a whole', async ({ app, folder, world }) => {
    const { source } = await newWorkspace(app.page, 'Payments')
    await fillKeys(source, keysOf(world.analyst), 'eu-west-1')
    await saved(app.page)
    await newWorkspace(app.page, 'Orders')
    await saved(app.page)
    const path = join(folder, 'secret.json')
    const passphrase = 'gravel moonlit teapot 4'
    const dialog = await exportTo(app, path)
    await dialog.getByRole('switch', { name: 'With secrets, encrypted under a passphrase' }).click()
    await dialog.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
    await dialog.getByRole('textbox', { name: 'Passphrase again' }).fill(passphrase)
    await answerQuestions(app.electron, 'Export with secrets')
    await dialog.getByRole('button', { name: 'Choose a file and export…' }).click()
    await expect(dialog).toBeHidden()

    await app.restart({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }, () =>
      rm(join(app.userData, 'workspaces'), { recursive: true }),
    )
    const imported = await importFrom(app, path)
    await imported.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
    await imported.getByRole('button', { name: 'Open the file' }).click()
    await importButton(imported).click()
    await expect(imported.getByRole('alert')).toContainText('The system keychain cannot be')
    expect(await workspaceFiles(app)).toEqual(new Map())
  })
})
