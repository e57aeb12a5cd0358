// @ts-check
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { electronProgram } from '../scripts/electronRuntime.mjs'
import { projectRoot } from '../scripts/projectRoot.mjs'
import { newFolder, noSandbox, programs } from './launch.mjs'
import { startLocalServers } from './localServer.mjs'
import { localWorkspace, writeWorkspace } from './workspaces.mjs'

/**
 * Runs a process to its end and resolves with the milliseconds that it took.
 * @param {string} program
 * @param {string[]} words
 * @param {Record<string, string>} env
 * @returns {Promise<number>}
 */
function processMs(program, words, env) {
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: 'ignore', env: { ...process.env, ...env } })
    child.once('error', reject)
    child.once('exit', () => resolve(performance.now() - begun))
  })
}

/**
 * The command line's test of one local workspace, a bare Electron process that ends at once, and, where it is installed,
 * the AWS CLI's `list-tables`; in turns, in milliseconds.
 * @param {{ rounds: number, env: Record<string, string> }} options
 */
export async function measureProcesses({ rounds, env }) {
  const hasAwsCli = spawnSync('aws', ['--version'], { stdio: 'ignore' }).status === 0
  const servers = await startLocalServers({ servers: 2, afterMs: 0 })
  const folder = newFolder()
  const bareFolder = newFolder()
  /** @type {{ command: number[], bare: number[], awsCli: number[] }} */
  const figures = { command: [], bare: [], awsCli: [] }
  try {
    const [source = 0, destination = 0] = servers.ports
    const content = localWorkspace('Local', source, destination)
    writeWorkspace(folder.path, content)
    for (let round = -1; round < rounds; round++) {
      const bare = await processMs(
        electronProgram,
        [programs.bare, ...noSandbox, `--user-data-dir=${bareFolder.path}`],
        { ...env, BARE_PROCESS: '1' },
      )
      const command = await processMs(
        electronProgram,
        [programs.product, ...noSandbox, 'test', '--all', `--user-data-dir=${folder.path}`],
        env,
      )
      if (round < 0) continue
      figures.bare.push(bare)
      figures.command.push(command)
      if (!hasAwsCli) continue
      const keys = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'us-east-1' }
      const words = ['dynamodb', 'list-tables', '--endpoint-url', `http://127.0.0.1:${source}`]
      figures.awsCli.push(await processMs('aws', words, { ...env, ...keys }))
    }
    return figures
  } finally {
    servers.close()
    folder.remove()
    bareFolder.remove()
  }
}

/** The window's JavaScript in kilobytes, compressed: what the page names, and all of it. */
export function measureScripts() {
  const folder = join(projectRoot, 'out/renderer')
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const files = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'))
  /** @param {string[]} names */
  const size = (names) =>
    names.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, 'assets', name))).length, 0) / 1000
  return { first: size(files.filter((name) => page.includes(name))), all: size(files) }
}
