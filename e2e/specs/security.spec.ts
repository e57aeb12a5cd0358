import { expect, test } from '../application'

test('the window runs sandboxed, isolated, and without Node', async ({ app, page }) => {
  const preferences = await app.electron.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents()[0] as unknown as {
      getLastWebPreferences: () => Record<string, unknown>
    }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
  expect(await page.evaluate(() => [typeof globalThis.require, typeof globalThis.process])).toEqual([
    'undefined',
    'undefined',
  ])
})

test('the page comes from app:// under the strict policy, and breaks none of it', async ({ page }) => {
  expect(page.url()).toBe('app://bundle/index.html')
  const policy = await page.evaluate(async () =>
    (await fetch(location.href)).headers.get('content-security-policy'),
  )
  const directives = new Map(
    (policy ?? '')
      .split('; ')
      .map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')] as const),
  )
  expect(Object.fromEntries(directives)).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': expect.stringMatching(/^'self' 'nonce-[\w+/=]{20,}'$/),
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'object-src': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'vue',
  })

  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(globalThis, { violationsSeen: seen })
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.violatedDirective))
  })
  await page.getByRole('button', { name: 'New workspace' }).click()
  await page.getByRole('combobox', { name: 'AWS Region' }).first().fill('eu')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Connection Type' }).click()
  await expect(page.getByRole('option').first()).toBeVisible()
  expect(
    await page.evaluate(() => (globalThis as unknown as { violationsSeen: string[] }).violationsSeen),
  ).toEqual([])
})

test('nothing outside the built window is served', async ({ app, page }) => {
  const status = (path: string): Promise<number> =>
    page.evaluate(async (to) => (await fetch(to).catch(() => undefined))?.status ?? 0, path)
  expect(await status('app://bundle/index.html')).toBe(200)
  expect(await status('app://bundle/..%2f..%2fpackage.json')).toBe(404)
  expect(await status('app://bundle/%2e%2e/main/index.js')).toBe(404)
  // A file that is there, of a kind that is served, beside the folder that is.
  expect(await status('app://bundle/..%2fmain/index.js')).toBe(404)
  expect(await status('app://bundle/missing.js')).toBe(404)
  // The page itself may not ask other hosts: the main process asks for it.
  const answered = (url: string, method = 'GET'): Promise<number> =>
    app.electron.evaluate(
      async ({ session }, [to, how]) => (await session.defaultSession.fetch(to, { method: how })).status,
      [url, method] as const,
    )
  expect(await answered('app://bundle/index.html')).toBe(200)
  expect(await answered('app://other/index.html')).toBe(404)
  expect(await answered('app://bundle/index.html', 'POST')).toBe(404)
})

test('no new window, no navigation, no permission', async ({ app, page }) => {
  expect(await page.evaluate(() => window.open('https://example.com'))).toBeNull()
  await page.evaluate(() => location.assign('https://example.com'))
  await page.evaluate(() => location.assign('app://bundle.example.com/index.html'))
  expect(page.url()).toBe('app://bundle/index.html')
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  const states = await page.evaluate(() =>
    Promise.all(
      ['geolocation', 'notifications', 'camera', 'clipboard-read'].map(
        async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      ),
    ),
  )
  expect(new Set(states)).toEqual(new Set(['denied']))
  // What is asked for is refused as well.
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
})

test('the window is given named calls and nothing else', async ({ app, page }) => {
  // What a page has that is given nothing; the policy’s Trusted Types change no name.
  const usual = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const bare = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
    await bare.loadURL('app://bundle/index.html')
    const names = (await bare.webContents.executeJavaScript('Object.getOwnPropertyNames(window)')) as string[]
    bare.destroy()
    return names
  })
  const given = await page.evaluate(() => Object.getOwnPropertyNames(window))
  expect(given.filter((name) => !usual.includes(name) && !/^__(vue|playwright|pw|VUE)/i.test(name))).toEqual([
    'api',
  ])
  expect(await page.evaluate(() => Object.keys(window.api).sort())).toEqual([
    'cancelTest',
    'changeSettings',
    'checkKeychain',
    'checkReadiness',
    'chooseCertificates',
    'copyText',
    'createWorkspace',
    'deleteWorkspace',
    'describeMachine',
    'discardDraft',
    'duplicateWorkspace',
    'endImport',
    'exportWorkspaces',
    'forgetDeleted',
    'importProfiles',
    'keepAccountBook',
    'keepDraft',
    'listWorkspaces',
    'on',
    'openSample',
    'previewImport',
    'readAccountBook',
    'readProfiles',
    'readSettings',
    'readyToClose',
    'rememberOpened',
    'removeCertificates',
    'resetSettings',
    'restoreWorkspace',
    'runImport',
    'saveWorkspace',
    'setFavourite',
    'showDataFolder',
    'testConnection',
    'testMany',
    'unlockImport',
  ])
})

test('a stranger’s message is refused aloud, a malformed one with a sentence', async ({ app, page }) => {
  const refusal = await app.electron.evaluate(async ({ BrowserWindow, ipcMain }) => {
    const handlers = (
      ipcMain as unknown as {
        _invokeHandlers: Map<string, (event: unknown, input: unknown) => Promise<unknown>>
      }
    )._invokeHandlers
    const stranger = new BrowserWindow({ show: false })
    // It shows our own page, and still is not our window.
    await stranger.loadURL('app://bundle/index.html')
    const answer = handlers.get('listWorkspaces')?.({ senderFrame: stranger.webContents.mainFrame }, {})
    const said = await Promise.resolve(answer).then(
      () => 'answered',
      (error: Error) => error.message,
    )
    stranger.destroy()
    return said
  })
  expect(refusal).toContain('refused')

  const answer = await page.evaluate(() => window.api.cancelTest({ runId: '../../etc' } as never))
  expect(answer).toMatchObject({ ok: false, failure: { code: 'invalidInput', remedy: 'Check: runId.' } })
})
