import { choose, expect, test } from '../application'
import { newWorkspace, windowOf } from '../window'

test('the first start offers a new workspace and the sample', async ({ page }) => {
  const window = windowOf(page)
  await expect(page.getByRole('heading', { name: 'Keep, check and test DynamoDB connections' })).toBeVisible()
  await expect(window.create).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Open the sample' })).toBeVisible()
  await expect(window.list).toBeHidden()
})

test('what is pasted outside of a field becomes the source of a new workspace, or is said not to', async ({
  app,
  page,
  world,
}) => {
  const line = page.getByRole('status').filter({ hasText: 'Or paste credentials anywhere.' })
  const paste = async (text: string, keys: string): Promise<void> => {
    await app.electron.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text)
    await page.keyboard.press(keys)
  }
  await paste('Ask Ida for it.', 'Control+v')
  await expect(line).toContainText('The text contains nothing to fill in.')
  await expect(page.getByText('0 workspaces')).toBeVisible()

  // In a field it stays an ordinary paste.
  const { search, source, save } = windowOf(page)
  const { keyId, secret } = world.analyst
  await search.focus()
  await paste(keyId, 'Control+v')
  await expect(search).toHaveValue(keyId)
  await expect(page.getByText('0 workspaces')).toBeVisible()
  await search.fill('')
  await search.blur()

  await paste(`aws_access_key_id = ${keyId}\naws_secret_access_key = ${secret}\n`, 'Control+Shift+v')
  await expect(source.accessKey).toHaveValue(keyId)
  await expect(source.secretKey).toHaveValue(secret)
  await expect(save).toBeEnabled()
  await expect(page.getByText('Not saved yet.', { exact: false })).toBeVisible()
})

test('a file that is dropped is read as what is pasted', async ({ page }) => {
  await page.evaluate(() => {
    const dropped = new DataTransfer()
    const profile = '[profile orders]\nrole_arn = arn:aws:iam::111122223333:role/Reader\nregion = eu-west-1\n'
    dropped.items.add(new File([profile], 'config'))
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }),
    )
  })
  await expect(windowOf(page).source.roleArn).toHaveValue('arn:aws:iam::111122223333:role/Reader')
})

test('the welcome holds in the smallest window, checks the keychain and leads to Settings', async ({
  app,
  page,
}) => {
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(760, 560),
  )
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(760)
  await expect(windowOf(page).create).toBeInViewport({ ratio: 1 })
  expect(
    await page.evaluate(() =>
      [...document.querySelectorAll('main, main *')].some(
        (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'auto',
      ),
    ),
  ).toBe(false)
  const keychain = page.getByRole('region', { name: 'Keychain' })
  await expect(keychain.getByRole('status')).toContainText('Not used yet in this run.')
  await keychain.getByRole('button', { name: 'Check the keychain' }).click()
  await expect(keychain.getByRole('status')).toContainText('Can be written and read.')
  await page.getByRole('button', { name: 'What is read at the start' }).click()
  await expect(page.getByRole('main', { name: 'Settings' })).toBeVisible()
})

test('the sample passes both tests offline, also after a restart', async ({ app, aws }) => {
  await app.page.getByRole('button', { name: 'Open the sample' }).click()
  await expect(windowOf(app.page).entry('Sample workspace')).toBeVisible()

  const testBoth = async (): Promise<void> => {
    const { testBoth: button, source, destination } = windowOf(app.page)
    await button.click()
    await expect(destination.result).toHaveText(/^\s*Passed/)
    await expect(source.result).toHaveText(/^\s*Passed/)
    await expect(source.result).toContainText('3 tables')
  }
  await testBoth()
  await app.restart()
  await testBoth()
  expect(aws.requests).toEqual([])
})

test('the workspace that was open last opens again', async ({ app }) => {
  for (const name of ['Beta', 'Alpha', 'Gamma']) {
    await (await newWorkspace(app.page, name)).save.click()
    await expect(windowOf(app.page).entry(name)).toBeVisible()
  }
  await windowOf(app.page).entry('Beta').click()
  await expect(windowOf(app.page).name).toHaveValue('Beta')
  await app.restart()
  await expect(windowOf(app.page).name).toHaveValue('Beta')
})

test('a second start with the same data hands over to the first', async ({ app }) => {
  await app.electron.evaluate(({ BrowserWindow }) => {
    const done: string[] = []
    Object.assign(globalThis, { done })
    Object.assign(BrowserWindow.getAllWindows()[0] ?? {}, {
      isMinimized: () => true,
      restore: () => done.push('restored'),
      focus: () => done.push('focused'),
    })
  })
  const second = await app.electron.evaluate(async ({ app: main }, folder) => {
    const { spawn } = process.getBuiltinModule('node:child_process')
    const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const child = spawn(process.execPath, [main.getAppPath(), `--user-data-dir=${folder}`, ...noSandbox])
    // One that does not end by itself must not stay behind.
    const tooLate = setTimeout(() => child.kill('SIGKILL'), 10_000)
    return new Promise<number | null>((ended) => child.once('exit', (code) => ended(code))).finally(() =>
      clearTimeout(tooLate),
    )
  }, app.userData)
  expect(second).toBe(0)
  await expect
    .poll(() => app.electron.evaluate(() => (globalThis as unknown as { done: string[] }).done))
    .toEqual(['restored', 'focused'])
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('size and place of the window are remembered', async ({ app }) => {
  const bounds = { x: 40, y: 30, width: 900, height: 640 }
  await app.electron.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to),
    bounds,
  )
  await expect.poll(() => app.page.evaluate(() => innerWidth)).toBe(900)
  await app.restart()
  const restored = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  )
  expect(restored).toEqual(bounds)
})

test('the menu has the product’s commands and does them', async ({ app, page }) => {
  await choose(app, 'newWorkspace')
  await expect(windowOf(page).name).toBeFocused()

  const offered = await app.electron.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) =>
      (submenu?.items ?? []).filter(({ id }) => /^[a-z]+[A-Z]/.test(id)).map(({ id }) => id),
    ),
  )
  expect(offered).toEqual([
    'newWorkspace',
    'openSample',
    'importWorkspaces',
    'exportWorkspaces',
    'saveWorkspace',
    'discardDraft',
    'openAccountBook',
    'openSettings',
    'undoLast',
    'findWorkspace',
    'duplicateWorkspace',
    'swapSides',
    'copySourceToDestination',
    'copyDestinationToSource',
    'deleteWorkspace',
    'testBoth',
    'testSource',
    'testDestination',
    'testAll',
    'cancelTest',
    'openPalette',
    'openHistory',
    'alwaysShowForms',
    'nextArea',
    'previousArea',
    'openCauses',
    'openCommandLine',
    'openShortcuts',
    'reportProblem',
    'openAbout',
  ])
})
