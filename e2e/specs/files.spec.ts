import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { expect, test } from '../application'
import type { Application } from '../application'
import { HOME_REGION } from '../doubles/world'
import { fillKeys, fillLocal, newWorkspace, windowOf } from '../window'

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
    reason: 'It does not say which version of the format it has.',
  },
  {
    how: 'edited into another shape',
    damage: (text: string) => text.replace('"tags": []', '"tags": 7'),
    reason: 'Some of it is not as expected: workspace.tags.',
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

  await app.page.getByRole('button', { name: 'Duplicate' }).click()
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

  const { description, source, save } = windowOf(app.page)
  await description.fill('edited')
  await source.port.fill(String(ports[1]))
  await save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
  expect((await fileOf(app, 'Enriched')).json).toMatchObject({
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
  await expect(app.page.getByText('What is typed is kept as a draft.', { exact: false })).toBeVisible()

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
    'Check the disk that holds the application’s data, then try again.',
  )
  await expect(description).toHaveValue('typed while the disk refused')
  await expect(source.roleArn).toHaveValue('arn:aws:iam::111122223333:role/Typed')
  await expect(app.page.getByText('Unsaved changes in Details, Source')).toBeVisible()

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
