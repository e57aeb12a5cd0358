// @ts-check
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { localTool } from './localTool.mjs'
import { projectRoot } from './projectRoot.mjs'

const cache = join(projectRoot, 'node_modules', '.cache')

/** @type {Array<[name: string, words: () => [string, ...string[]]]>} */
const checks = [
  ['Types (vue-tsc)', () => [...localTool('vue-tsc'), '-b']],
  ['Rules (eslint)', () => [...localTool('eslint'), '.', '--max-warnings=0', ...cached('eslint')]],
  ['Format (prettier)', () => [...localTool('prettier'), '--check', '.', ...cached('prettier')]],
  ['Nothing unused (knip)', () => localTool('knip')],
  ['List of Regions', () => [process.execPath, join('scripts', 'regions.mjs'), '--check']],
  ['List of causes', () => [process.execPath, join('scripts', 'causes.mjs'), '--check']],
]

/**
 * @param {string} tool
 * @returns {string[]}
 */
function cached(tool) {
  return ['--cache', '--cache-location', join(cache, tool, 'results')]
}

/**
 * Runs every check, two at a time, printing a line for each and the output of those that fail.
 * @returns {Promise<{ failed: number }>}
 */
export async function runChecks() {
  const waiting = [...checks]
  let failed = 0
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (!(await runCheck(...next))) failed += 1
    }
  }
  await Promise.all([work(), work()])
  return { failed }
}

/**
 * @param {string} name
 * @param {() => [string, ...string[]]} words
 * @returns {Promise<boolean>} whether all is well
 */
async function runCheck(name, words) {
  const start = Date.now()
  const { code, output } = await collect(words)
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`)
  if (code !== 0) console.log(output.trim().replace(/^/gm, '  '))
  return code === 0
}

/**
 * @param {() => [string, ...string[]]} words
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function collect(words) {
  return new Promise((resolve) => {
    const [program, ...rest] = words()
    const child = spawn(program, rest, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text))
    }
    child.once('error', (error) => resolve({ code: null, output: error.message }))
    child.once('close', (code) => resolve({ code, output }))
  })
}
