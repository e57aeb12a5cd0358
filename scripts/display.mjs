// @ts-check
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endWithThisProcess } from './endWithThisProcess.mjs'

/** @returns {boolean} whether windows can be shown where this runs */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/**
 * Gives the environment in which a command can open windows: the display there is, or a virtual one of its own, open
 * until `close` is called and to this user alone.
 * @returns {Promise<{ env: Record<string, string>, virtual: boolean, note?: string, close(): Promise<void> }>}
 */
export async function openDisplay() {
  if (hasDisplay()) return { env: {}, virtual: false, close: async () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'dynamodb-workspaces-display-'))
  const authority = join(folder, 'authority')
  writeFileSync(authority, accessCookie(), { mode: 0o600 })
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-auth', authority, '-screen', '0', '1440x1000x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true },
  )
  const stop = endWithThisProcess(server)
  const close = async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const display = `:${await displayNumber(server)}`
    const note =
      'No display here: windows open on a virtual one. To see them, start this where there is a display, look at what ' +
      `\`npm run tour\` leaves, or attach a viewer: x11vnc -display ${display} -auth ${authority}`
    return { env: { DISPLAY: display, XAUTHORITY: authority }, virtual: true, note, close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let text = ''
    server.stdio[3]?.on('data', (/** @type {Buffer} */ chunk) => {
      text += chunk
      if (text.endsWith('\n')) resolve(text.trim())
    })
    server.once('error', (error) => reject(new Error(`Xvfb did not start: ${error.message}`)))
    server.once('exit', () => reject(new Error('Xvfb, the virtual display, ended before it was ready.')))
  })
}

/** @returns {Buffer} an authority file with one random cookie that fits every display number */
function accessCookie() {
  /** @param {Buffer} bytes */
  const counted = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
  const everyAddress = Buffer.from([255, 255, 0, 0, 0, 0])
  return Buffer.concat([everyAddress, counted(Buffer.from('MIT-MAGIC-COOKIE-1')), counted(randomBytes(16))])
}
