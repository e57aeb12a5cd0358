import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { expect, test } from '../application'
import type { Application } from '../application'
import { HOME_REGION } from '../../test-support/aws/world'
import { violations } from '../violations'
import { chooseMore, fillKeys, fillLocal, newWorkspace, openForms, windowOf } from '../window'

// What the application writes, and what it makes of files that it cannot take as they are.

type Json = Record<string, unknown>

const folderOf = ({ userData }: Application): string => join(userData, 'workspaces')

/** The files of the saved workspaces by name of the workspace, read as anyone would. */
async function savedFiles(
  app: Application,
): Promise<Map<string, { path: string; text: string; json: Json }>> {
  const names = (await readdir(folderOf(app))).filter((name) => /^[0-9a-f-]{36}\.json$/.test(name))
  const files = names.map(async (name) => {
    const path = join(folderOf(app), name)
    const text = await readFile(path, 'utf8')
    const json = JSON.parse(text) as Json & { workspace: { name: string } }
    return [json.workspace.name, { path, text, json }] as const
  })
  return new Map(await Promise.all(files))
}

async function fileOf(app: Application, name: string): Promise<{ path: string; text: string; json: Json }> {
  const file = (await savedFiles(app)).get(name)
  if (!file) throw new Error(`There is no file of a workspace named ${name}`)
  return file
}

async function saveWorkspaceNamed(app: Application, name: string): Promise<void> {
  const { description, save } = await newWorkspace(app.page, name)
  await description.fill(`${name} as it was saved`)
  await save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
}

for (const { how, damage, reason } of [
  {
    how: 'cut off',
    damage: (text: string) => text.slice(0, text.length / 2),
    reason: 'Its text is not complete JSON.',
  },
  {
    how: 'overwritten with something else',
    damage: () => '["not", "a", "workspace"]',
    reason: 'The version of its format (schemaVersion) is missing.',
  },
  {
    how: 'edited into another shape',
    damage: (text: string) => text.replace('"tags": []', '"tags": 7'),
    reason: 'A value is missing or wrong: workspace.tags.',
  },
]) {
  test(`a file that was ${how} is set aside and reported, and the other workspace opens`, async ({ app }) => {
    await saveWorkspaceNamed(app, 'Whole')
    await saveWorkspaceNamed(app, 'Broken')
    const whole = await fileOf(app, 'Whole')
    const { path, text } = await fileOf(app, 'Broken')
    const damaged = damage(text)
    expect(damaged).not.toBe(text)
    await app.restart({}, () => writeFile(path, damaged))

    const { entry, list, name, description, save } = windowOf(app.page)
    await expect(list.getByRole('button')).toHaveCount(1)
    await expect(entry('Whole')).toBeVisible()
    await expect(name).toHaveValue('Whole')
    await expect(description).toHaveValue('Whole as it was saved')

    const names = await readdir(folderOf(app))
    const aside = names.filter((one) => join(folderOf(app), one).startsWith(path))
    expect(aside).toHaveLength(1)
    expect(aside[0]).toMatch(/^[0-9a-f-]{36}\.json\.damaged-\d{8}T\d{9}Z$/)
    expect(await readFile(join(folderOf(app), aside[0] ?? ''), 'utf8')).toBe(damaged)
    const note = app.page.getByRole('note')
    await expect(note).toContainText('A damaged file was set aside')
    await expect(note).toContainText(`${aside[0]}: ${reason}`)

    expect((await fileOf(app, 'Whole')).text).toBe(whole.text)
    await description.fill('still edited')
    await save.click()
    await expect(app.page.getByText('Everything is saved')).toBeVisible()
    expect((await fileOf(app, 'Whole')).json).toMatchObject({ workspace: { description: 'still edited' } })
  })
}

test('a file of a newer version opens read-only, and is left as it is', async ({ app, ports }) => {
  const first = await newWorkspace(app.page, 'From tomorrow')
  await fillLocal(first.source, '127.0.0.1', ports[0])
  await first.destination.way('User Credentials').click()
  await first.destination.accessKey.fill('AKIARTX3GSDSQEXAMPLE')
  await first.save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  const { path, json } = await fileOf(app, 'From tomorrow')
  const newer = JSON.stringify({ ...json, schemaVersion: 99, invented: { later: true } })
  await app.restart({}, () => writeFile(path, newer))

  const window = windowOf(app.page)
  const { source, destination } = window
  await expect(
    app.page.getByText('Read only: a newer version of the application saved this workspace.'),
  ).toBeVisible()
  await expect(window.name).toHaveValue('From tomorrow')
  await openForms(app.page)
  await expect(source.server).toHaveValue('127.0.0.1')
  await expect(destination.accessKey).toHaveValue('AKIARTX3GSDSQEXAMPLE')
  for (const field of [window.name, window.description, window.tags, source.server, source.port]) {
    await expect(field).not.toBeEditable()
  }
  for (const field of [
    destination.accessKey,
    destination.secretKey,
    destination.sessionToken,
    destination.aws,
  ]) {
    await expect(field).not.toBeEditable()
  }
  const fixed: Locator[] = [
    window.save,
    window.discard,
    window.connectionType,
    source.local,
    destination.local,
    destination.way('Environment'),
  ]
  for (const control of fixed) await expect(control).toBeDisabled()

  // A test may run: what it finds is shown, and not kept.
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
  await app.page.keyboard.press('ControlOrMeta+s')
  await app.restart()
  await expect(windowOf(app.page).name).toHaveValue('From tomorrow')
  expect(await readFile(path, 'utf8')).toBe(newer)
  expect(await readdir(folderOf(app))).toEqual([path.slice(folderOf(app).length + 1)])
})

test('a copy of a workspace of a newer version can be edited', async ({ app }) => {
  await saveWorkspaceNamed(app, 'Original')
  const { path, json } = await fileOf(app, 'Original')
  const newer = JSON.stringify({ ...json, schemaVersion: 99 })
  await app.restart({}, () => writeFile(path, newer))

  await chooseMore(app.page, 'Duplicate')
  const { name, description, save } = windowOf(app.page)
  await expect(name).toHaveValue('Original (2)')
  await description.fill('edited here')
  await save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  expect((await fileOf(app, 'Original (2)')).json).toMatchObject({
    schemaVersion: 1,
    workspace: { description: 'edited here' },
  })
  expect(await readFile(path, 'utf8')).toBe(newer)
})

test('keys that this version does not know survive an edit, a save and a test', async ({ app, ports }) => {
  const first = await newWorkspace(app.page, 'Enriched')
  await fillLocal(first.source, '127.0.0.1', ports[0])
  await first.save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  const { path, json } = await fileOf(app, 'Enriched')
  const { workspace } = json as { workspace: Json & { source: Json } }
  const enriched = {
    ...json,
    colour: 'teal',
    workspace: {
      ...workspace,
      owner: { team: 'analytics' },
      source: { ...workspace.source, externalId: ['a', 'b'] },
    },
  }
  await app.restart({}, () => writeFile(path, JSON.stringify(enriched)))
  await openForms(app.page)

  const { description, source, save } = windowOf(app.page)
  await description.fill('edited')
  await source.port.fill(String(ports[1]))
  await save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
  // A test answers before its report is on disk.
  await expect
    .poll(async () => (await fileOf(app, 'Enriched')).json)
    .toMatchObject({
      colour: 'teal',
      workspace: {
        owner: { team: 'analytics' },
        description: 'edited',
        source: { externalId: ['a', 'b'], port: String(ports[1]) },
      },
      reports: { source: [{ outcome: 'passed' }] },
    })
})

test('files are readable JSON, for their owner alone', async ({ app, world }) => {
  const { source, tags, save } = await newWorkspace(app.page, 'Plain')
  await tags.fill('nightly, qa')
  const { keyId, secret, token } = world.accounts.openSession(world.reader, 'plain', Date.now() + 3_600_000)
  await fillKeys(source, { accessKeyId: keyId, secretAccessKey: secret, sessionToken: token }, HOME_REGION)
  await save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
  await newWorkspace(app.page, 'A draft')
  await expect(app.page.getByText('What is typed is kept as a draft', { exact: false })).toBeVisible()

  expect((await fileOf(app, 'Plain')).json).toMatchObject({
    schemaVersion: 1,
    workspace: {
      name: 'Plain',
      tags: ['nightly', 'qa'],
      source: { way: 'userCredentials', accessKey: keyId, region: HOME_REGION },
    },
    secrets: { source: { secretKey: { accessKey: keyId }, sessionToken: { accessKey: keyId } } },
    reports: { source: [{ outcome: 'passed' }] },
  })
  await expect.poll(async () => (await readdir(folderOf(app))).length).toBeGreaterThan(1)
  await app.restart()

  const names = await readdir(folderOf(app))
  expect(names.length).toBeGreaterThan(1)
  for (const path of [join(app.userData, 'state.json'), ...names.map((name) => join(folderOf(app), name))]) {
    expect(JSON.parse(await readFile(path, 'utf8')), path).toBeInstanceOf(Object)
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777, path).toBe(0o600)
  }
  if (process.platform !== 'win32') expect((await stat(folderOf(app))).mode & 0o777).toBe(0o700)
})

test('a save that the disk refuses says so, and loses nothing that was typed', async ({ app }) => {
  await saveWorkspaceNamed(app, 'Stuck')
  const { path } = await fileOf(app, 'Stuck')
  const folder = folderOf(app)
  // The tests may run as one who can write everywhere, so a file stands where the folder was.
  await rename(folder, `${folder}.away`)
  await writeFile(folder, '')

  const { description, source, save } = windowOf(app.page)
  await description.fill('typed while the disk refused')
  await source.roleArn.fill('arn:aws:iam::111122223333:role/Typed')
  await save.click()
  const message = app.page.getByText(/The file could not be (read|written)\./)
  await expect(message.first()).toContainText(
    'Check that the disk with the application’s data is connected and works, then try again.',
  )
  await expect(description).toHaveValue('typed while the disk refused')
  await expect(source.roleArn).toHaveValue('arn:aws:iam::111122223333:role/Typed')
  await expect(app.page.getByText('Unsaved changes in Details, Source')).toBeVisible()
  expect(await violations(app.page)).toEqual([])

  await rm(folder)
  await rename(`${folder}.away`, folder)
  await save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    workspace: {
      description: 'typed while the disk refused',
      source: { roleArn: 'arn:aws:iam::111122223333:role/Typed' },
    },
  })
})

test('a damaged state file is set aside and reported, and nothing of it is written over', async ({ app }) => {
  await saveWorkspaceNamed(app, 'Whole')
  const path = join(app.userData, 'state.json')
  const settings = { settings: { deadlineSeconds: 60 } }
  const text = JSON.stringify(settings).slice(0, -1)
  await app.restart({}, () => writeFile(path, text))
  await expect(app.page.getByRole('note')).toContainText('A damaged file was set aside')
  await expect(app.page.getByRole('note')).toContainText('state.json.damaged-')
  expect(await violations(app.page)).toEqual([])
  const name = (await readdir(app.userData)).find((one) => one.startsWith('state.json.damaged-'))
  expect(await readFile(join(app.userData, name ?? ''), 'utf8')).toBe(text)
})

test('a pipe in place of the state file, and a workspace without end, are named and passed over', async ({
  app,
}) => {
  test.skip(process.platform === 'win32', 'Windows has neither.')
  await saveWorkspaceNamed(app, 'Whole')
  const endless = `${randomUUID()}.json`
  await app.restart({}, async () => {
    await rm(join(app.userData, 'state.json'), { force: true })
    execFileSync('mkfifo', [join(app.userData, 'state.json')])
    await symlink('/dev/zero', join(app.userData, 'workspaces', endless))
  })
  await expect(windowOf(app.page).entry('Whole')).toBeVisible()
  const note = app.page.getByRole('note')
  await expect(note).toContainText('Not everything could be read')
  await expect(note).toContainText(`${endless}: It is not a regular file.`)
  await expect(note).toContainText('state.json: It is not a regular file.')
})

/** Makes a folder that can be read and not written; as root, whom permissions do not stop, by way of a mount. */
async function makeReadOnly(folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return chmod(folder, 0o555)
  execFileSync('mount', ['--bind', folder, folder])
  execFileSync('mount', ['-o', 'remount,ro,bind', folder])
}

async function makeWritable(folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return chmod(folder, 0o700)
  execFileSync('umount', ['--lazy', folder])
}

test('a data folder that can only be read is listed, opened and tested, and says so', async ({
  app,
  ports,
}) => {
  test.skip(process.platform !== 'linux', 'A folder is made read-only as Linux does it.')
  const { source, destination, save } = await newWorkspace(app.page, 'Kept')
  await fillLocal(source, 'localhost', ports[0])
  await fillLocal(destination, 'localhost', ports[1])
  await save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  try {
    const page = await app.restart({}, () => makeReadOnly(app.userData))
    const window = windowOf(page)
    await expect(page.getByText('Nothing here yet')).toBeHidden()
    await window.entry('Kept').click()
    await expect(page.getByText('Workspaces can be read and tested, not changed.')).toBeVisible()
    await expect(window.description).toHaveValue('')
    expect(await violations(page)).toEqual([])
    await window.testBoth.click()
    await expect(window.source.result).toHaveText(/^\s*Passed/)
    await expect(window.destination.result).toHaveText(/^\s*Passed/)
    await expect(window.description).not.toBeEditable()
    await expect(page.getByText('Read only: the data folder cannot be written to.')).toBeVisible()
    await expect(window.save).toBeDisabled()
    // What is kept as marks, such as what was opened last, is passed over without a word.
    await expect(page.getByRole('alert')).toHaveCount(0)
  } finally {
    await makeWritable(app.userData)
  }
})

test('workspaces that cannot be listed are never shown as none, and are listed when that is mended', async ({
  app,
}) => {
  await saveWorkspaceNamed(app, 'Whole')
  const folder = folderOf(app)
  await rename(folder, `${folder}.away`)
  await writeFile(folder, '')
  const { page } = app
  await page.reload()
  await expect(page.getByText('The workspaces could not be listed.')).toBeVisible()
  await expect(page.getByText('Nothing here yet')).toBeHidden()
  expect(await violations(page)).toEqual([])
  await rm(folder)
  await rename(`${folder}.away`, folder)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(windowOf(page).entry('Whole')).toBeVisible()
})
