import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import { app, protocol, session, shell } from 'electron'
import type { WebContents, WebFrameMain } from 'electron'
import { failed, ok } from '../domain/result'
import type { Result } from '../domain/result'

/** The one origin that the window may show. */
const appOrigin = 'app://bundle'

/** The dev server's origin while `npm run dev` runs; never in a packaged application. */
const devOrigin =
  !app.isPackaged && process.env['ELECTRON_RENDERER_URL']
    ? new URL(process.env['ELECTRON_RENDERER_URL']).origin
    : undefined

/** The address that the window opens. */
export const startAddress = devOrigin ?? `${appOrigin}/index.html`

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types vue',
  ].join('; ')
}

/** Declares `app://`. Must run before Electron is ready. */
export function declareScheme(): void {
  // Electron refuses the two together; root, for whom Chromium has no sandbox, must start with the switch.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the built window from one folder under `app://bundle`, GET only, with the strict content security policy. */
export function serveWindow(folder: string): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    const file = resolve(join(folder, decodeURIComponent(url.pathname)))
    const type = contentTypes[extname(file)]
    const inside = file.startsWith(resolve(folder) + sep)
    if (request.method !== 'GET' || url.host !== 'bundle' || !inside || !type) {
      return new Response('Not found', { status: 404 })
    }
    const body = await readFile(file).catch(() => undefined)
    if (!body) return new Response('Not found', { status: 404 })
    const nonce = randomBytes(16).toString('base64')
    const headers = {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy(nonce),
      'x-content-type-options': 'nosniff',
    }
    // The window passes the nonce to its UI library, which adds one style element of its own.
    const isPage = extname(file) === '.html'
    return new Response(isPage ? body.toString('utf8').replace('%NONCE%', nonce) : new Uint8Array(body), {
      headers,
    })
  })
}

/** Denies every permission, device and navigation, for every page that may ever exist; nothing is fetched for spelling. */
export function lockDown(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  // The window's own `spellcheck: false` does not keep Chromium from fetching dictionaries from Google at the start.
  defaultSession.setSpellCheckerLanguages([])
}

/** Shows the folder of the application's data in the system's file manager: the one path that is ever opened. */
export async function showDataFolder(): Promise<Result<null>> {
  const problem = await shell.openPath(app.getPath('userData'))
  return problem === '' ? ok(null) : failed(folderNotOpened)
}

const folderNotOpened = {
  code: 'folderNotOpened',
  message: 'The system did not open the folder.',
  remedy: 'Copy its path, and open it in a file manager.',
} as const

/** Keeps one page where it is: no other address, no new window, no embedded page. */
export function confine(contents: WebContents): void {
  const stay = (event: { preventDefault: () => void; url: string }): void => {
    if (!isOurs(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol: scheme, host } = new URL(address)
  const origin = `${scheme}//${host}`
  return origin === appOrigin || origin === devOrigin
}

/** Whether a message comes from our window's main frame, showing our own page. */
export function isTrustedSender(frame: WebFrameMain | null, window: WebContents | undefined): boolean {
  return frame !== null && window !== undefined && frame === window.mainFrame && isOurs(frame.url)
}
