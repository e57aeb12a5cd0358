import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../application'
import { answerQuestions } from '../dialogs'
import type { ListPart } from '../../domain/list/workspaceList'
import type { Application } from '../application'
import { startLoopbackServer } from '../../test-support/servers/loopbackServer'
import { showEvidence } from '../testResult'
import { chooseMore, chooseRegion, fillKeys, newWorkspace, openForms, windowOf } from '../window'

/** The files under a folder that contain any of these texts, as they are or base64 encoded. */
async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name)
    if (!(await lstat(path)).isFile()) continue
    const content = await readFile(path, 'latin1')
    const forms = texts.flatMap((text) => [text, Buffer.from(text).toString('base64').replace(/=+$/, '')])
    if (forms.some((form) => content.includes(form))) found.push(name)
  }
  return found
}

/** The names of the entries that the keychain holds for this user-data folder. */
function keychainEntries({ electron }: Application): Promise<string[]> {
  return electron.evaluate(async ({ app }) => {
    const { createRequire } = process.getBuiltinModule('node:module')
    const { createHash } = process.getBuiltinModule('node:crypto')
    const { realpathSync } = process.getBuiltinModule('node:fs')
    const folder = realpathSync.native(app.getPath('userData'))
    const service = `DynamoDB Workspaces ${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`
    const keytar = createRequire(`${app.getAppPath()}/`)('keytar') as {
      findCredentials: (service: string) => Promise<{ account: string }[]>
    }
    return (await keytar.findCredentials(service)).map(({ account }) => account)
  })
}

test('secrets are in no file of the application and in no reply to the window', async ({
  app,
  aws,
  world,
}) => {
  const session = world.accounts.openSession(world.reader, 'today', Date.now() + 3_600_000)
  const secrets = [session.secret, session.token, world.operator.secret]
  const window = await newWorkspace(app.page, 'Secrets')
  const { source, destination, save, testBoth } = window
  await fillKeys(
    source,
    { accessKeyId: session.keyId, secretAccessKey: session.secret, sessionToken: session.token },
    'eu-west-1',
  )
  await fillKeys(
    destination,
    { accessKeyId: world.operator.keyId, secretAccessKey: world.operator.secret },
    'eu-west-1',
  )
  await app.page.evaluate(() => {
    const heard: unknown[] = []
    Object.assign(globalThis, { heard })
    globalThis.window.api.on('testProgress', (event) => heard.push(event))
    globalThis.window.api.on('listChanged', (event) => heard.push(event))
  })
  await save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  await testBoth.click()
  await expect(destination.result).toHaveText(/^\s*Passed/)
  // One failure as well, whose evidence is kept with the workspace.
  aws.switches.skewMs = 3 * 3_600_000
  await testBoth.click()
  await expect(source.result).not.toHaveText(/^\s*Running/)
  await expect(destination.result).not.toHaveText(/^\s*Running/)
  aws.switches.skewMs = 0

  // Every call that is given a secret, or that reads one, as the window makes it.
  const replies = await app.page.evaluate(
    async ([secretKey, sessionToken]) => {
      const { api } = globalThis.window
      const listed = await api.listWorkspaces({ begin: true })
      if (!listed.ok) throw new Error('not listed')
      const { rows } = JSON.parse(listed.value.json) as ListPart
      const [row] = rows
      const record = await api.readWorkspace({ id: row?.id ?? '' })
      const workspace = record.ok && record.value.saved
      if (!row || !workspace) throw new Error('not saved')
      const { id } = row
      const keep = { kind: 'keep' } as const
      const kept = { secretKey: keep, sessionToken: keep }
      const set = (value: string) => ({ kind: 'set', value, version: crypto.randomUUID() }) as const
      const typed = { secretKey: set(secretKey), sessionToken: set(sessionToken) }
      const run = () => ({ runId: crypto.randomUUID(), id, side: 'source', workspace }) as const
      return JSON.stringify([
        listed,
        record,
        await api.describeMachine({}),
        await api.checkKeychain({}),
        await api.testConnection({ ...run(), secrets: { source: kept, destination: kept } }),
        await api.testConnection({ ...run(), secrets: { source: typed, destination: kept } }),
        await api.saveWorkspace({
          id,
          workspace,
          basedOn: workspace,
          secrets: { source: typed, destination: kept },
          thisRunOnly: false,
        }),
        await api.duplicateWorkspace({ id, name: 'Copy', withSecrets: true }),
        await api.deleteWorkspace({ id }),
        await api.restoreWorkspace({ id }),
        (globalThis as unknown as { heard: unknown[] }).heard,
      ])
    },
    [session.secret, session.token] as const,
  )
  expect(replies).toContain('dynamodb')
  for (const secret of secrets) expect(replies.includes(secret)).toBe(false)
  expect(
    await app.page.evaluate(
      (texts) => texts.map((text) => document.documentElement.outerHTML.includes(text)),
      secrets,
    ),
  ).toEqual(secrets.map(() => false))

  await app.restart()
  expect(await filesWith(app.userData, secrets)).toEqual([])
  // The scan does find what is in a file.
  expect((await filesWith(app.userData, [session.keyId])).length).toBeGreaterThan(0)
})

test('saved secrets work after a restart, can be replaced and forgotten', async ({ app, world }) => {
  const first = await newWorkspace(app.page, 'Keys')
  await fillKeys(
    first.source,
    { accessKeyId: world.analyst.keyId, secretAccessKey: 'not the one' },
    'eu-west-1',
  )
  await first.save.click()
  await app.restart()
  await openForms(app.page)

  const { source, save } = windowOf(app.page)
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' }).format(new Date())
  await expect(source.region).toContainText(`Saved on ${day}`)
  await expect(source.secretKey).toBeHidden()
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Failed/)

  await source.region.getByRole('button', { name: 'Replace AWS Secret Key' }).click()
  await expect(source.secretKey).toBeFocused()
  await source.secretKey.fill(world.analyst.secret)
  // Typed and not saved: it takes part already.
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
  await save.click()
  await expect(source.region.getByRole('button', { name: 'Forget AWS Secret Key' })).toBeVisible()
  await app.restart()
  await openForms(app.page)
  // The entry that was replaced is gone; what is left is the head and the one chunk of the new one.
  expect(await keychainEntries(app)).toHaveLength(2)
  const again = windowOf(app.page)
  await expect(again.source.region).toContainText('Passed')
  await again.source.test.click()
  await expect(again.source.result).toHaveText(/^\s*Passed/)

  await again.source.region.getByRole('button', { name: 'Forget AWS Secret Key' }).click()
  await expect(again.source.secretKey).toBeVisible()
  await again.save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()
  await app.restart()
  await openForms(app.page)
  await expect(windowOf(app.page).source.secretKey).toBeVisible()
  await expect(windowOf(app.page).entry('Keys')).toContainText('to fill in')
  expect(await keychainEntries(app)).toEqual([])
})

test('a saved secret is asked for again when its access key changes', async ({ app, aws, world }) => {
  const window = await newWorkspace(app.page, 'Bound')
  const { source, save } = window
  await fillKeys(
    source,
    { accessKeyId: world.analyst.keyId, secretAccessKey: world.analyst.secret },
    'eu-west-1',
  )
  await save.click()
  await expect(source.secretKey).toBeHidden()
  await source.accessKey.fill(world.operator.keyId)
  await expect(source.secretKey).toBeVisible()
  await expect(source.secretKey).toHaveAccessibleDescription(/another access key/)
  await source.test.click()
  await expect(source.secretKey).toBeFocused()
  expect(aws.requests).toEqual([])
  await source.accessKey.fill(world.analyst.keyId)
  await expect(source.secretKey).toBeHidden()
  await source.test.click()
  await expect(source.result).toHaveText(/^\s*Passed/)
})

test('closing with a typed secret asks first, and leaves it to the person', async ({ app, world }) => {
  const window = await newWorkspace(app.page, 'Asks')
  await fillKeys(
    window.source,
    { accessKeyId: world.analyst.keyId, secretAccessKey: world.analyst.secret },
    'eu-west-1',
  )
  const asked = await answerQuestions(app.electron, 'Stay')
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(asked).toMatchObject([{ message: 'Some secrets of a workspace are not saved yet.' }])
  await expect
    .poll(async () => (await window.source.secretKey.inputValue()) === world.analyst.secret)
    .toBe(true)

  await answerQuestions(app.electron, 'Close anyway')
  await app.restart()
  await openForms(app.page)
  await expect(windowOf(app.page).source.accessKey).toHaveValue(world.analyst.keyId)
  await expect(windowOf(app.page).source.secretKey).toHaveValue('')
})

test('a session token of 4,000 characters, pasted over several lines, is saved whole', async ({
  app,
  world,
}) => {
  const token = Array.from({ length: 4_000 }, (_, index) => 'abcdefghij'[index % 10]).join('')
  // The double takes a session with exactly its token.
  const session = Object.assign(world.accounts.openSession(world.reader, 'long', Date.now() + 3_600_000), {
    token,
  })
  const window = await newWorkspace(app.page, 'Long token')
  const { source, save } = window
  await source.way('User Credentials').click()
  await source.accessKey.fill(session.keyId)
  await source.secretKey.fill(session.secret)
  await chooseRegion(source, 'eu-west-1')
  await source.sessionToken.fill(token.replace(/(.{76})/g, '$1 '))
  await expect(source.sessionToken).toHaveAccessibleDescription(
    '4,000 characters, in memory until the workspace is saved',
  )
  await save.click()
  await expect(source.region.getByRole('button', { name: 'Replace AWS Session Token' })).toBeVisible()
  await app.restart()
  await openForms(app.page)
  const again = windowOf(app.page).source
  await expect(again.region.getByRole('button', { name: 'Replace AWS Session Token' })).toBeVisible()
  await again.test.click()
  await expect(again.result).toHaveText(/^\s*Passed/)
})

test('deleting a workspace and taking it back keeps its secrets working', async ({ app, world }) => {
  const window = await newWorkspace(app.page, 'Undone')
  await fillKeys(
    window.source,
    { accessKeyId: world.analyst.keyId, secretAccessKey: world.analyst.secret },
    'eu-west-1',
  )
  await window.save.click()
  await expect(window.source.secretKey).toBeHidden()
  await chooseMore(app.page, 'Delete')
  await app.page.getByRole('button', { name: 'Undo' }).click()
  await openForms(app.page)
  await expect(window.source.region.getByRole('button', { name: 'Forget AWS Secret Key' })).toBeVisible()
  await window.source.test.click()
  await expect(window.source.result).toHaveText(/^\s*Passed/)
})

test('a session token that a server sends back as a name is in neither the window nor a file', async ({
  app,
  world,
}) => {
  const { keyId, secret, token } = world.accounts.openSession(world.reader, 'today', Date.now() + 3_600_000)
  const arn = `arn:aws:iam::111122223333:user/${token}/Ann`
  const server = await startLoopbackServer(({ headers }, response) => {
    if (headers['x-amz-target']) return void response.end(JSON.stringify({ TableNames: ['Orders'] }))
    const result = `<GetCallerIdentityResult><Arn>${arn}</Arn><Account>111122223333</Account></GetCallerIdentityResult>`
    response.end(`<GetCallerIdentityResponse>${result}</GetCallerIdentityResponse>`)
  })
  try {
    await app.restart({ AWS_ENDPOINT_URL_STS: server.url, AWS_ENDPOINT_URL_DYNAMODB: server.url })
    const { source, save } = await newWorkspace(app.page, 'Echo')
    await fillKeys(source, { accessKeyId: keyId, secretAccessKey: secret, sessionToken: token }, 'eu-west-1')
    await save.click()
    await source.test.click()
    await showEvidence(source)
    await expect(source.result).toContainText('user/[secret removed]/Ann')
    const shown = await app.page.locator('body').innerText()
    const pieces = token.match(/[A-Za-z0-9]{12}/g) ?? []
    expect(pieces.filter((piece) => shown.includes(piece))).toEqual([])
    expect(await filesWith(join(app.userData, 'workspaces'), pieces)).toEqual([])
  } finally {
    await server.stop()
  }
})
