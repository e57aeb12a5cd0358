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
    (policy ?? '').split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]),
  )
  expect(directives.get('default-src')).toBe("'none'")
  expect(directives.get('script-src')).toBe("'self'")
  expect(directives.get('style-src')).toMatch(/^'self' 'nonce-[\w+/=]{20,}'$/)
  expect(directives.get('connect-src')).toBe("'self'")
  for (const name of ['base-uri', 'form-action', 'frame-ancestors', 'object-src']) {
    expect(directives.get(name), name).toBe("'none'")
  }
  expect(directives.get('require-trusted-types-for')).toBe("'script'")
  expect(directives.get('trusted-types')).toBe('vue')

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

test('nothing outside the built window is served', async ({ page }) => {
  const status = (path: string): Promise<number> =>
    page.evaluate(async (to) => (await fetch(to).catch(() => undefined))?.status ?? 0, path)
  expect(await status('app://bundle/index.html')).toBe(200)
  expect(await status('app://bundle/..%2f..%2fpackage.json')).toBe(404)
  expect(await status('app://bundle/%2e%2e/main/index.js')).toBe(404)
  expect(await status('app://bundle/missing.js')).toBe(404)
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
})

test('the window is given named calls and nothing else', async ({ page }) => {
  expect(await page.evaluate(() => Object.keys(window.api).sort())).toEqual([
    'cancelTest',
    'checkKeychain',
    'copyText',
    'createWorkspace',
    'deleteWorkspace',
    'describeMachine',
    'discardDraft',
    'duplicateWorkspace',
    'forgetDeleted',
    'keepDraft',
    'listWorkspaces',
    'on',
    'openSample',
    'readyToClose',
    'rememberOpened',
    'restoreWorkspace',
    'saveWorkspace',
    'testConnection',
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
