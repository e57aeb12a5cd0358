import { createSocket } from 'node:dgram'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../application'
import { startTcpServer } from '../../test-support/servers/tcpServer'

/** The session that the window's page lives in. */
const windowPartition = 'persist:window'

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
  const answered = (partition: string, url: string, method = 'GET'): Promise<number> =>
    app.electron.evaluate(
      async ({ session }, [name, to, how]) => {
        const one = name === '' ? session.defaultSession : session.fromPartition(name)
        return (await one.fetch(to, { method: how })).status
      },
      [partition, url, method] as const,
    )
  for (const partition of [windowPartition, '']) {
    expect(await answered(partition, 'app://bundle/index.html')).toBe(200)
    expect(await answered(partition, 'app://other/index.html')).toBe(404)
    expect(await answered(partition, 'app://bundle/index.html', 'POST')).toBe(404)
  }
})

test('a page reaches no network, not even by WebRTC, and the same page elsewhere would', async ({
  app,
  page,
}) => {
  const texts: string[] = []
  const take = (data: Buffer): void => void texts.push(data.toString('latin1'))
  const udp = createSocket('udp4', take)
  await new Promise<void>((bound) => udp.bind(0, '127.0.0.1', bound))
  const tcp = await startTcpServer((socket) => {
    texts.push('connected')
    socket.on('data', take)
  })
  const ports = [udp.address().port, tcp.port] as const
  try {
    await page.evaluate(sendByWebRtc, ports)
    await page.evaluate((port) => fetch(`http://127.0.0.1:${port}/`).catch(() => undefined), tcp.port)
    // What no policy of the page stands before: the session itself.
    const fetched = app.electron.evaluate(
      ({ session }, [name, port]) => session.fromPartition(name).fetch(`http://127.0.0.1:${port}/`),
      [windowPartition, tcp.port] as const,
    )
    await expect(fetched).rejects.toThrow('ERR_PROXY_CONNECTION_FAILED')
    expect(texts).toEqual([])

    await app.electron.evaluate(
      async ({ BrowserWindow }, [script, to]) => {
        const bare = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
        await bare.loadURL('about:blank')
        void bare.webContents.executeJavaScript(`(${script})(${JSON.stringify(to)})`)
      },
      [sendByWebRtc.toString(), ports] as const,
    )
    await expect.poll(() => texts.some((text) => text !== 'connected')).toBe(true)
    await expect.poll(() => texts).toContain('connected')
  } finally {
    udp.close()
    await tcp.stop()
  }
})

/** Sends text by UDP and TCP, as a page can that asks for a relay; resolves when everything was tried. */
async function sendByWebRtc([udp, tcp]: readonly [number, number]): Promise<void> {
  const as = { username: 'chosen-text', credential: 'chosen-text' }
  const connection = new RTCPeerConnection({
    iceServers: [
      { urls: `stun:127.0.0.1:${udp}` },
      { urls: `turn:127.0.0.1:${udp}?transport=udp`, ...as },
      { urls: `turn:127.0.0.1:${tcp}?transport=tcp`, ...as },
    ],
  })
  connection.createDataChannel('any')
  const done = new Promise<void>((resolve) => {
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'complete') resolve()
    })
  })
  const offer = await connection.createOffer()
  await connection.setLocalDescription(offer)
  const ufrag = /a=ice-ufrag:(\S+)/.exec(offer.sdp ?? '')?.[1] ?? ''
  const answer = (offer.sdp ?? '')
    .replaceAll(ufrag, 'chosentext')
    .replace('a=setup:actpass', 'a=setup:active')
  await connection.setRemoteDescription({ type: 'answer', sdp: answer })
  const candidate = `candidate:1 1 udp 2122260223 127.0.0.1 ${udp} typ host`
  await connection.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 })
  await done
  connection.close()
}

test('a page has no name looked up', async ({ app, page }) => {
  const log = join(app.userData, 'net.json')
  const logging = (work: 'startLogging' | 'stopLogging'): Promise<void> =>
    app.electron.evaluate(
      ({ session }, [name, how, path]) => session.fromPartition(name).netLog[how as 'startLogging'](path),
      [windowPartition, work, log] as const,
    )
  await logging('startLogging')
  await page.evaluate(() => {
    const link = document.createElement('link')
    link.rel = 'dns-prefetch'
    link.href = 'https://chosen-text.invalid/'
    document.head.append(link)
  })
  const fetched = app.electron.evaluate(
    ({ session }, name) => session.fromPartition(name).fetch('https://other-text.invalid/'),
    windowPartition,
  )
  await expect(fetched).rejects.toThrow('ERR_PROXY_CONNECTION_FAILED')
  await logging('stopLogging')
  const text = await readFile(log, 'utf8')
  expect(text).toContain('other-text.invalid')
  expect(text).not.toContain('chosen-text.invalid')
})

test('nothing is downloaded', async ({ app, page }) => {
  await app.electron.evaluate(({ session }, name) => {
    session.fromPartition(name).once('will-download', (event, item) => {
      Object.assign(globalThis, { isRefused: event.defaultPrevented && item.getReceivedBytes() === 0 })
    })
  }, windowPartition)
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'data:application/octet-stream,text'
    link.download = 'text.bin'
    link.click()
  })
  const refused = () =>
    app.electron.evaluate(() => (globalThis as unknown as { isRefused?: boolean }).isRefused)
  await expect.poll(refused).toBe(true)
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
    'describeApplication',
    'describeCertificates',
    'describeMachine',
    'discardDraft',
    'duplicateWorkspace',
    'endImport',
    'exportWorkspaces',
    'forgetDeleted',
    'importProfiles',
    'keepAccountBook',
    'keepDraft',
    'keepFirstRows',
    'listWorkspaces',
    'on',
    'openSample',
    'previewImport',
    'readAccountBook',
    'readProfiles',
    'readSettings',
    'readWorkspace',
    'readyToClose',
    'rememberOpened',
    'removeCertificates',
    'resetSettings',
    'restoreWorkspace',
    'runImport',
    'saveWorkspace',
    'setFavourite',
    'settleImport',
    'showDataFolder',
    'startInstance',
    'testConnection',
    'testMany',
    'undoImport',
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
  expect(answer).toMatchObject({
    ok: false,
    failure: { code: 'invalidInput', remedy: 'Correct this value: runId.' },
  })
})
