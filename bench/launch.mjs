// @ts-check
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { electronProgram } from '../scripts/electronRuntime.mjs'
import { projectRoot } from '../scripts/projectRoot.mjs'
import { connectDevTools } from './devTools.mjs'

/** The bare window and the application, as folders that Electron starts. */
export const programs = { bare: join(projectRoot, 'bench/bare'), product: projectRoot }

/** The switch without which Chromium refuses to run as root. */
export const noSandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** A new, empty user-data folder, and how to remove it. */
export function newFolder() {
  const path = mkdtempSync(join(tmpdir(), 'dynamodb-workspaces-bench-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Waits until the disk has written what was written before, and the machine is quiet. */
export async function settle() {
  if (process.platform !== 'win32') spawnSync('sync')
  await pause(2_000)
}

/**
 * Starts a program as a person would, with no test driver in it. `startedAt` is the moment before, in milliseconds
 * since 1970.
 * @param {string} program folder
 * @param {{ userData: string, env: Record<string, string | undefined> }} options
 */
export function launch(program, { userData, env }) {
  const startedAt = performance.timeOrigin + performance.now()
  const child = spawn(
    electronProgram,
    [program, ...noSandbox, '--disable-gpu', '--remote-debugging-pipe', `--user-data-dir=${userData}`],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      detached: true,
    },
  )
  const [, , , writes, reads] = child.stdio
  const devTools = connectDevTools(
    /** @type {import('node:stream').Writable} */ (writes),
    /** @type {import('node:stream').Readable} */ (reads),
  )
  const ended = new Promise((resolve) => child.once('exit', resolve))

  return {
    startedAt,
    pid: Number(child.pid),
    devTools,

    /**
     * Attaches to the page after `afterMs`, so that the protocol takes no part in what happens until then.
     * @param {number} afterMs
     */
    async page(afterMs) {
      await pause(Math.max(0, startedAt + afterMs - performance.timeOrigin - performance.now()))
      const send = await devTools.page()
      return {
        send,
        /**
         * Runs an expression in the page and resolves with its value, once its promise has settled.
         * @param {string} expression
         * @returns {Promise<any>}
         */
        async evaluate(expression) {
          const { result, exceptionDetails } = await send('Runtime.evaluate', {
            expression,
            awaitPromise: true,
            returnByValue: true,
          })
          if (exceptionDetails)
            throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
          return result.value
        },
      }
    },

    /** Ends the program with all that it started. */
    async close() {
      try {
        process.kill(-Number(child.pid), 'SIGKILL')
      } catch {
        // It has ended.
      }
      await ended
    },
  }
}

/**
 * The memory of a process and all its descendants in megabytes: their proportional set size, in which a page that
 * several share counts once; NaN on a system without `/proc`.
 * @param {number} pid
 * @returns {number}
 */
export function memoryOf(pid) {
  if (process.platform !== 'linux') return NaN
  /** @type {Map<number, number>} */
  const parents = new Map()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // It has ended meanwhile.
    }
  }
  /** @param {number} one @returns {boolean} */
  const belongs = (one) => one === pid || (parents.has(one) && belongs(Number(parents.get(one))))
  let kilobytes = 0
  for (const one of parents.keys()) {
    if (!belongs(one)) continue
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      // It has ended meanwhile.
    }
  }
  return kilobytes / 1024
}
