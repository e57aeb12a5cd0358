import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { expect, test } from '../application'
import type { Application } from '../application'
import { HOME_REGION } from '../../test-support/aws/world'
import { keysOf } from '../keys'
import { fillKeys, newWorkspace, openForms, windowOf } from '../window'
import { openSecretService } from '../../scripts/secretService.mjs'

// When the keychain is missing or does not return what was written to it, the failure is reported and nothing is
// lost.

test.skip(process.platform !== 'linux', 'Only on Linux can the keychain of one process be taken away.')

const noKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }
const remedy =
  'Unlock the keyring. If there is none, install gnome-keyring or KWallet, or turn on the Secret Service of KeePassXC.'
const sentence = 'The system keychain cannot be read.'

const saved = (page: Page): Locator => page.getByText('Everything is saved')
const keychainBanner = (page: Page): Locator =>
  page.getByRole('main').getByText('You can go on editing, and save everything except secrets.')

/** The path of the only saved workspace's file. */
async function fileOf({ userData }: Application): Promise<string> {
  const folder = join(userData, 'workspaces')
  const names = (await readdir(folder)).filter((name) => /^[0-9a-f-]{36}\.json$/.test(name))
  expect(names).toHaveLength(1)
  return join(folder, names[0] ?? '')
}

/** Whether a text stands in any file of the application's data. */
async function isOnDisk({ userData }: Application, text: string): Promise<boolean> {
  const entries = await readdir(userData, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  // Files of the browser may go while they are looked at.
  const contents = await Promise.all(paths.map((path) => readFile(path).catch(() => Buffer.alloc(0))))
  return contents.some((content) => content.includes(text))
}

test.describe('with no keychain', () => {
  test.use({ env: noKeychain })

  test('a secret is refused aloud, and after Go back everything is as it was typed', async ({
    app,
    world,
  }) => {
    const { description, source, save } = await newWorkspace(app.page, 'Refused')
    await fillKeys(source, keysOf(world.analyst), HOME_REGION)
    await description.fill('typed before')
    await save.click()

    const dialog = app.page.getByRole('alertdialog', { name: 'The keychain refused the secret' })
    await expect(dialog).toBeVisible()
    await expect(dialog).toHaveAccessibleDescription(
      `The system keychain refused the change. ${remedy} Then try again. Nothing was saved yet.`,
    )
    await dialog.getByRole('button', { name: 'Try again' }).click()
    await expect(dialog).toBeVisible()
    await dialog.getByRole('button', { name: 'Go back' }).click()
    await expect(dialog).toBeHidden()

    await expect.poll(async () => (await source.secretKey.inputValue()) === world.analyst.secret).toBe(true)
    await expect(source.accessKey).toHaveValue(world.analyst.keyId)
    await expect(source.aws).toHaveValue(HOME_REGION)
    await expect(description).toHaveValue('typed before')
    await expect(app.page.getByText('Not saved yet.', { exact: false })).toBeVisible()
    await expect(save).toBeEnabled()
    await expect(keychainBanner(app.page)).toContainText(remedy)
  })

  test('what was typed just before a refused save survives a crash, all but the secret', async ({
    app,
    world,
  }) => {
    const { description, source } = await newWorkspace(app.page, 'Kept')
    await fillKeys(source, keysOf(world.analyst), HOME_REGION)
    await description.fill('typed just before')
    await description.press('ControlOrMeta+s')
    await app.page.getByRole('alertdialog').getByRole('button', { name: 'Go back' }).click()
    await expect
      .poll(() =>
        app.page.evaluate(() =>
          window.api.listWorkspaces({ begin: true }).then((all) => JSON.stringify(all)),
        ),
      )
      .toContain('typed just before')
    await app.kill()
    const again = windowOf(app.page)
    await expect(again.description).toHaveValue('typed just before')
    await expect(again.source.accessKey).toHaveValue(world.analyst.keyId)
    await expect(again.source.secretKey).toHaveValue('')
  })

  test('a secret can be kept for this run only, and takes part in a test', async ({ app, aws, world }) => {
    const { description, source, save, entry } = await newWorkspace(app.page, 'This run')
    await description.fill('the rest')
    await fillKeys(source, keysOf(world.analyst), HOME_REGION)
    await save.click()
    await app.page.getByRole('button', { name: 'Save, and keep the secret for this run only' }).click()
    await expect(app.page.getByRole('alertdialog')).toBeHidden()
    await expect(saved(app.page)).toBeVisible()

    const banner = (): Locator =>
      app.page.getByText('Some secrets of this workspace are kept for this run only.')
    await expect(banner()).toBeVisible()
    await expect(source.region).toContainText('Kept for this run only')
    await expect(source.secretKey).toBeHidden()
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Passed/)
    expect(aws.requests.map(({ action, caller }) => [action, caller])).toEqual([
      ['GetCallerIdentity', world.analyst.arn],
      ['ListTables', world.analyst.arn],
    ])
    await newWorkspace(app.page, 'Other')
    await expect(banner()).toBeHidden()
    await entry('This run').click()
    await expect(banner()).toBeVisible()
    expect(await isOnDisk(app, world.analyst.secret)).toBe(false)

    await app.restart()
    await openForms(app.page)
    const again = windowOf(app.page)
    await again.entry('This run').click()
    await expect(again.description).toHaveValue('the rest')
    await expect(again.source.accessKey).toHaveValue(world.analyst.keyId)
    await expect(again.source.aws).toHaveValue(HOME_REGION)
    await expect(banner()).toBeHidden()
    await expect(again.source.secretKey).toHaveValue('')
    await again.source.test.click()
    await expect(again.source.region.getByRole('alert')).toHaveText('Fill in AWS Secret Key to test.')
    expect(aws.requests).toHaveLength(2)
  })

  test('everything but secrets is saved without a word about the keychain', async ({ app }) => {
    const { description, source, save } = await newWorkspace(app.page, 'No secret')
    await description.fill('saved')
    await source.roleArn.fill('arn:aws:iam::111122223333:role/Reader')
    await save.click()
    await expect(saved(app.page)).toBeVisible()
    await expect(app.page.getByRole('alertdialog')).toBeHidden()
    await app.restart()
    await openForms(app.page)
    await expect(windowOf(app.page).description).toHaveValue('saved')
    await expect(windowOf(app.page).source.roleArn).toHaveValue('arn:aws:iam::111122223333:role/Reader')
  })
})

test('a saved secret that the keychain cannot give fails the test, and is there again with the keychain', async ({
  app,
  aws,
  world,
}) => {
  const { source, save } = await newWorkspace(app.page, 'Away')
  await fillKeys(source, keysOf(world.analyst), HOME_REGION)
  await save.click()
  await expect(saved(app.page)).toBeVisible()
  await expect(source.region).toContainText(/Saved on \d+ \w+/)
  const path = await fileOf(app)
  const { workspace, secrets } = JSON.parse(await readFile(path, 'utf8'))
  expect(secrets.source.secretKey).toBeDefined()

  await app.restart(noKeychain)
  await openForms(app.page)
  const away = windowOf(app.page)
  await expect(away.source.region).toContainText(/Saved on \d+ \w+/)
  await away.source.test.click()
  await expect(away.source.result).toHaveText(/^\s*Failed/)
  await expect(away.source.result).toContainText('Credentials, failed: ')
  await expect(away.source.result).toContainText(sentence)
  await expect(away.source.result).toContainText(remedy)
  await expect(away.source.stages.nth(2)).toContainText('Network, not reached')
  expect(aws.requests).toEqual([])
  await expect(keychainBanner(app.page)).toContainText(remedy)
  await app.page.getByRole('main').getByRole('button', { name: 'Retry' }).first().click()
  await expect(keychainBanner(app.page)).toBeVisible()
  await away.description.fill('edited without the keychain')
  await away.save.click()
  await expect(saved(app.page)).toBeVisible()
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    workspace: { ...workspace, description: 'edited without the keychain' },
    secrets,
  })

  await app.restart()
  await openForms(app.page)
  const back = windowOf(app.page)
  await back.source.test.click()
  await expect(back.source.result).toHaveText(/^\s*Passed/)
  await expect(keychainBanner(app.page)).toBeHidden()
})

test('an entry that is gone from the keychain is distinguished from one that was never saved', async ({
  app,
  aws,
  world,
}) => {
  const { source, save } = await newWorkspace(app.page, 'Gone')
  await fillKeys(source, keysOf(world.analyst), HOME_REGION)
  await save.click()
  await expect(saved(app.page)).toBeVisible()
  const path = await fileOf(app)
  const file = await readFile(path, 'utf8')
  // The keychain has an entry for each version: it has none for one that was made up.
  const { version } = JSON.parse(file).secrets.source.secretKey
  const lost = file.replaceAll(version, randomUUID())
  await app.restart({}, () => writeFile(path, lost))
  await openForms(app.page)

  const gone = windowOf(app.page).source
  await expect(gone.region).toContainText(/Saved on \d+ \w+/)
  await gone.test.click()
  await expect(gone.result).toHaveText(/^\s*Failed/)
  await expect(gone.result).toContainText(
    'The secret was saved, but the system keychain does not return it: the keychain is locked, or the entry was deleted.',
  )
  await expect(gone.result).toContainText('If the entry was deleted, enter the secret again and save.')
  expect(aws.requests).toEqual([])
  expect(JSON.parse(await readFile(path, 'utf8')).secrets).toEqual(JSON.parse(lost).secrets)

  await app.restart({}, () => writeFile(path, file))
  const found = windowOf(app.page).source
  await found.test.click()
  await expect(found.result).toHaveText(/^\s*Passed/)
})

// A keychain of its own, since a lock would be one for all.
const testWithLock = test.extend<{ keychain: { env: Record<string, string>; lock: () => void } }>({
  keychain: async ({}, use) => {
    const { env, close } = await openSecretService()
    const service = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets']
    const call = [
      'org.freedesktop.Secret.Service.Lock',
      'array:objpath:/org/freedesktop/secrets/collection/login',
    ]
    const options = { env: { ...process.env, ...env }, encoding: 'utf8' } as const
    await use({
      env,
      lock: () => {
        const { stdout } = spawnSync(
          'dbus-send',
          ['--session', '--print-reply', ...service, ...call],
          options,
        )
        expect(stdout, 'what was locked').toContain('collection/login')
      },
    })
    await close()
  },
  env: async ({ keychain: { env } }, use) =>
    use({ DBUS_SESSION_BUS_ADDRESS: env['DBUS_SESSION_BUS_ADDRESS'] ?? '' }),
})

testWithLock(
  'a keychain that is locked ends the test with a remedy, and nothing is deleted',
  async ({ app, aws, keychain, world }) => {
    const { source, description, save } = await newWorkspace(app.page, 'Locked')
    await fillKeys(source, keysOf(world.analyst), HOME_REGION)
    await save.click()
    await expect(saved(app.page)).toBeVisible()
    const path = await fileOf(app)
    const { secrets } = JSON.parse(await readFile(path, 'utf8'))
    const entries = join(keychain.env['HOME'] ?? '', '.local', 'share', 'keyrings', 'login.keyring')
    const before = await readFile(entries)

    keychain.lock()
    await source.test.click()
    await expect(source.result).toHaveText(/^\s*Failed/, { timeout: 14_000 })
    // Where the system can ask for the password the call waits for the person; where it cannot, nothing is given.
    await expect(source.result).toContainText(
      /The (system keychain has not answered yet|secret was saved, but the system keychain does not)/,
    )
    await expect(source.result).toContainText(
      /Enter the password in that window, then try again|Unlock the keyring/,
    )
    expect(aws.requests).toEqual([])
    await expect(source.region).toContainText(/Saved on \d+ \w+/)

    await description.fill('edited while it is locked')
    await save.click()
    await expect(saved(app.page)).toBeVisible()
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      workspace: { description: 'edited while it is locked' },
      secrets,
    })
    expect((await readFile(entries)).equals(before)).toBe(true)
  },
)
