import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import { app, protocol, session, shell } from 'electron'
import type { ProtocolRequest, ProtocolResponse, Session, WebContents, WebFrameMain } from 'electron'
import type { FirstScreen } from '../domain/firstScreen'
import { failed, ok } from '../domain/result'
import type { Result } from '../domain/result'

/** The only origin that the window is allowed to show. */
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
  '.md': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
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

/** Declares `app://`, and turns off DNS prefetching for pages. Must run before Electron is ready. */
export function declareScheme(): void {
  // Electron refuses the switch and `enableSandbox` together. Root has to start with the switch, because Chromium has
  // no sandbox for root.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // A prefetched name goes to the system's resolver, whatever proxy a session has, so a page could send data out in a
  // host name.
  app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false')
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/**
 * Prepares the window's own session: it serves only the built window under `app://`, refuses every permission, device
 * and download, and cannot reach any network. Resolves when a page may be loaded in it.
 */
export function prepareWindowSession(folder: string, firstScreen: () => Promise<FirstScreen>): Promise<void> {
  const own = windowSession()
  serveIn(own, { folder, read: readEarly(folder), firstScreen })
  lockDown(own)
  return own.setProxy({ mode: 'fixed_servers', proxyRules: deadProxy, proxyBypassRules: reachable })
}

/** Prepares the default session, which shows nothing, as the window's own, except that it has the system's proxy. */
export function prepareDefaultSession(folder: string, firstScreen: () => Promise<FirstScreen>): void {
  serveIn(session.defaultSession, { folder, read: readBody, firstScreen })
  lockDown(session.defaultSession)
}

/** What `app://` is served from. */
type Served = {
  folder: string
  read: (file: string) => Promise<Buffer | undefined>
  firstScreen: () => Promise<FirstScreen>
}

/** If a session does not handle a scheme, Electron passes its links to the system to open. */
function serveIn(one: Session, served: Served): void {
  // `protocol.handle` would load Node's whole fetch before the first page; see docs/decisions/buffer-protocol.md.
  one.protocol.registerBufferProtocol('app', (request, respond) => {
    void serveWindow(served, request).then(respond)
  })
}

/**
 * Reads files, of which the page and what it names are read while the window is being made. Later pages, as after a
 * crash, are read again.
 */
function readEarly(folder: string): Served['read'] {
  const page = join(folder, 'index.html')
  const early = new Map([[page, readBody(page)]])
  void early.get(page)?.then((body) => {
    for (const [, name] of body?.toString('utf8').matchAll(/(?:src|href)="\.\/([^"]+)"/g) ?? []) {
      const file = join(folder, name ?? '')
      early.set(file, readBody(file))
    }
  })
  return (file) => {
    const body = early.get(file) ?? readBody(file)
    early.delete(file)
    return body
  }
}

/** The session of the window's page. It is persistent, so that the code cache is kept. */
export function windowSession(): Session {
  return session.fromPartition('persist:window')
}

/**
 * A proxy where nothing listens, so that nothing a page sends gets out. It also stops WebRTC connections, which no
 * other setting does.
 */
const deadProxy = '127.0.0.1:1'
/**
 * Chromium bypasses the proxy for loopback unless `<-loopback>` is set; the dev server runs on loopback during `npm
 * run dev`.
 */
const reachable = devOrigin ? '<local>' : '<-loopback>'

/** The content of a file; undefined if it cannot be read. */
const readBody = (file: string): Promise<Buffer | undefined> => readFile(file).catch(() => undefined)

const notFound: ProtocolResponse = { statusCode: 404, data: Buffer.from('Not found') }

/** Serves the built window from one folder under `app://bundle`, GET only, with the strict content security policy. */
async function serveWindow(
  { folder, read, firstScreen }: Served,
  request: ProtocolRequest,
): Promise<ProtocolResponse> {
  const url = new URL(request.url)
  const file = fileOf(folder, url)
  const type = contentTypes[extname(file)]
  const inside = file.startsWith(resolve(folder) + sep)
  if (request.method !== 'GET' || url.host !== 'bundle' || !inside || !type) return notFound
  const body = await read(file)
  if (!body) return notFound
  const nonce = randomBytes(16).toString('base64')
  const headers = {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
  }
  // The window passes the nonce to its UI library, which adds one style element of its own.
  if (extname(file) !== '.html') return { headers, data: body }
  const first = await firstScreen().catch(() => null)
  // A `<` in a name must not end the element that holds the JSON.
  const json = JSON.stringify(first).replaceAll('<', '\\u003c')
  const page = body
    .toString('utf8')
    .replace('%NONCE%', nonce)
    .replace(/>\s*null\s*<\/script>/, () => `>${json}</script>`)
  return { headers, data: Buffer.from(page) }
}

/** The file that an address stands for; the folder itself, which is never served, if its path is malformed. */
function fileOf(folder: string, { pathname }: URL): string {
  try {
    return resolve(join(folder, decodeURIComponent(pathname)))
  } catch {
    return folder
  }
}

/**
 * Refuses every permission, device and download for every page of a session, and stops the download of spelling
 * dictionaries.
 */
function lockDown(one: Session): void {
  one.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  one.setPermissionCheckHandler(() => false)
  one.setDevicePermissionHandler(() => false)
  one.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  one.on('will-download', (event) => event.preventDefault())
  // The window's own `spellcheck: false` does not keep Chromium from fetching dictionaries from Google at the start.
  one.setSpellCheckerLanguages([])
}

/** Shows the application's data folder in the system's file manager: the only path that is ever opened. */
export async function showDataFolder(): Promise<Result<null>> {
  const problem = await shell.openPath(app.getPath('userData'))
  return problem === '' ? ok(null) : failed(folderNotOpened)
}

const folderNotOpened = {
  code: 'folderNotOpened',
  message: 'The system did not open the folder.',
  remedy: 'Copy the path of the folder and open it in a file manager.',
} as const

/**
 * Confines a page to its address: it cannot navigate elsewhere, open a window, embed a page or bypass the session's
 * proxy.
 */
export function confine(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
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
