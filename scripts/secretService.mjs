// @ts-check
// The system's keychain on Linux is whatever answers to "org.freedesktop.secrets" on the session's bus. Tests get a
// real one of their own, with its own bus and its own home folder, so that they never touch the user's.
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { endWithThisProcess } from './endWithThisProcess.mjs'
import { onPath } from './onPath.mjs'

const password = 'for-tests-only'

/**
 * Gives the environment in which a command has a private, unlocked keychain and empty folders for its files, all gone when
 * `close` is called; on systems other than Linux an empty environment: there the command gets the system's keychain.
 * @returns {Promise<{ env: Record<string, string>, close(): Promise<void> }>}
 */
export async function openSecretService() {
  if (process.platform !== 'linux') return { env: {}, close: async () => {} }
  const home = mkdtempSync(join(tmpdir(), 'dynamodb-workspaces-home-'))
  /** @type {Array<() => Promise<void>>} */
  const closing = [async () => rmSync(home, { recursive: true, force: true, maxRetries: 5 })]
  const waiting = new AbortController()
  const close = async () => {
    waiting.abort()
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    const env = homeVariables(home)
    const bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    closing.push(endWithThisProcess(bus))
    const busEnded = failure(bus)
    env['DBUS_SESSION_BUS_ADDRESS'] = await Promise.race([firstLine(bus.stdout), busEnded])
    const keyring = startKeyring(home, { ...process.env, ...env })
    closing.push(endWithThisProcess(keyring))
    await Promise.race([untilOwned({ ...process.env, ...env }, waiting.signal), busEnded, failure(keyring)])
    return { env, close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * @param {string} home
 * @returns {Record<string, string>}
 */
function homeVariables(home) {
  const folders = {
    HOME: home,
    XDG_RUNTIME_DIR: join(home, 'run'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_STATE_HOME: join(home, '.local', 'state'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    TMPDIR: join(home, 'tmp'),
  }
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 })
  // npm's settings and downloads stay where they are.
  const npm = {
    npm_config_userconfig: process.env['npm_config_userconfig'] ?? join(homedir(), '.npmrc'),
    npm_config_cache: process.env['npm_config_cache'] ?? join(homedir(), '.npm'),
  }
  return { ...folders, ...npm }
}

/**
 * @param {import('node:stream').Readable} stream
 * @returns {Promise<string>}
 */
function firstLine(stream) {
  return new Promise((resolve) => createInterface({ input: stream }).once('line', resolve))
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<never>} which fails, with what the child had to say, when the child ends
 */
function failure(child) {
  let said = ''
  child.stderr?.on('data', (chunk) => (said = (said + chunk).slice(-2000)))
  const ended = new Promise((_, reject) => {
    child.once('error', (error) => reject(new Error(`${child.spawnfile} did not start: ${error.message}`)))
    child.once('close', () => reject(new Error(`${child.spawnfile} ended too early: ${said.trim()}`)))
  })
  ended.catch(() => {})
  return /** @type {Promise<never>} */ (ended)
}

/**
 * @param {string} home
 * @param {NodeJS.ProcessEnv} env
 */
function startKeyring(home, env) {
  /** @param {string} program */
  const start = (program) => {
    const words = ['--foreground', '--unlock', '--components=secrets']
    const child = spawn(program, words, { env, stdio: ['pipe', 'ignore', 'pipe'], detached: true })
    child.stdin.on('error', () => {}).end(password)
    return child
  }
  const installed = onPath('gnome-keyring-daemon')
  if (!installed) throw new Error('There is no gnome-keyring-daemon on the path.')
  try {
    return start(installed)
  } catch {
    // A container may forbid the privilege the installed file asks for. A copy of the file asks for none.
    const copy = join(home, 'run', 'gnome-keyring-daemon')
    copyFileSync(installed, copy)
    return start(copy)
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {AbortSignal} signal
 */
async function untilOwned(env, signal) {
  const question = [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
  ]
  const ask = [...question, 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets']
  let said = ''
  for (const deadline = Date.now() + 15_000; !signal.aborted && Date.now() < deadline; await sleep(50)) {
    const { stdout, stderr } = spawnSync('dbus-send', ask, { env, encoding: 'utf8' })
    if (stdout?.includes('true')) return
    said = stderr?.trim() || said
  }
  throw new Error(`gnome-keyring-daemon did not offer a keychain within 15 s. ${said}`)
}
