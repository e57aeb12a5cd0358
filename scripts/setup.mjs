// @ts-check
// A fresh checkout has no packages: what is imported from here on up are Node's own modules alone, and what needs a
// package imports it when its turn comes.
import { provideBuild } from './build.mjs'
import { provideElectron } from './electronRuntime.mjs'
import { hasJava } from './java.mjs'
import { provideLinuxLibraries } from './linuxLibraries.mjs'
import { providePackages } from './packages.mjs'

/**
 * @typedef {object} SetUp
 * @property {boolean} java whether DynamoDB Local can run; if not, tests take dynalite
 * @property {string} electron which Electron is in place, in words; empty when none was asked for
 */

/**
 * Brings this machine to where the application can run: packages, and for `build` or `tests` also the system's
 * libraries, Electron, and for `build` the built application. One line a step; what is done already costs next to
 * nothing; a step that fails says what to do and ends the process with exit code 1.
 * @param {{ tests: boolean, build: boolean }} options
 * @returns {Promise<SetUp>}
 */
export async function setUp({ tests, build }) {
  let electron = ''
  await step('Node.js', checkNode)
  await step('Packages', providePackages)
  if (tests || build) {
    if (process.platform === 'linux') {
      await step('System libraries', () => provideLinuxLibraries({ tests }))
    }
    electron = await step('Electron', provideElectron)
  }
  const java = tests && hasJava()
  if (tests)
    await step('Java', () =>
      java ? 'in place' : 'none of 17 or newer, so dynalite stands in for DynamoDB Local',
    )
  if (build) await step('Build', provideBuild)
  return { java, electron }
}

/** @returns {string} */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (!fits)
    throw new Error(`This is Node.js ${process.versions.node}: install 20.19, 22.12 or newer of either.`)
  return process.versions.node
}

/**
 * @param {string} name
 * @param {() => string | Promise<string>} work
 * @returns {Promise<string>} what the work did
 */
async function step(name, work) {
  const start = Date.now()
  const terminal = process.stdout.isTTY
  if (terminal) process.stdout.write(`… ${name}`)
  const clear = terminal ? '\r\u001b[K' : ''
  try {
    const done = await work()
    const seconds = Math.round((Date.now() - start) / 1000)
    console.log(`${clear}✓ ${name}: ${done}${seconds > 0 ? ` (${seconds} s)` : ''}`)
    return done
  } catch (error) {
    console.log(`${clear}✗ ${name}: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
}
