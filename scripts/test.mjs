// @ts-check
// `npm test` sets this machine up as far as it is not, and then runs the checks, the unit tests and the end-to-end
// tests, ending with one line that counts them. To run less:
//   npm test -- check                  the checks alone
//   npm test -- unit                   the unit tests alone; further words go to Vitest
//   npm test -- e2e                    the end-to-end tests alone; further words go to Playwright
//   npm test -- e2e -g "a name"        those of them whose name fits
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './checks.mjs'
import { localTool } from './localTool.mjs'
import { runPlaywright } from './playwright.mjs'
import { run } from './run.mjs'
import { setUp } from './setup.mjs'
import { countEndToEndTests, countUnitTests } from './testResults.mjs'

const parts = /** @type {const} */ ({ check: 'Checks', unit: 'Unit tests', e2e: 'End-to-end tests' })
const [only, ...words] = process.argv.slice(2)
if (only !== undefined && !(only in parts)) {
  console.error(`"${only}" is none of the parts: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}

const { java, electron } = await setUp({
  tests: only !== 'check',
  build: only === undefined || only === 'e2e',
})
const env = { LOCAL_DYNAMODB: java ? 'java' : 'dynalite' }
const reports = mkdtempSync(join(tmpdir(), 'dynamodb-workspaces-tests-'))
process.once('exit', () => rmSync(reports, { recursive: true, force: true }))

/** @type {Record<keyof typeof parts, () => Promise<import('./testResults.mjs').Counts>>} */
const work = {
  check: async () => ({ passed: 0, skipped: 0, ...(await runChecks()) }),
  unit: async () => {
    const file = join(reports, 'unit.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    return countUnitTests(file, await run([...localTool('vitest'), 'run', ...reporters, ...words], { env }))
  },
  e2e: async () => {
    const file = join(reports, 'e2e.json')
    const reporting = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file }
    const code = await runPlaywright(
      'e2e/playwright.config.ts',
      ['--reporter=list,json', ...words],
      reporting,
    )
    return countEndToEndTests(file, code)
  },
}

const summary = []
const total = { passed: 0, failed: 0, skipped: 0 }
for (const part of /** @type {Array<keyof typeof parts>} */ (Object.keys(parts))) {
  if (only !== undefined && only !== part) continue
  console.log(`\n${parts[part]}`)
  const start = Date.now()
  const counts = await work[part]().catch((error) => {
    console.error(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1, skipped: 0 }
  })
  for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += counts[key]
  const result = part === 'check' && counts.failed === 0 ? 'all well' : inWords(counts)
  summary.push(`${parts[part]}: ${result} (${Math.round((Date.now() - start) / 1000)} s)`)
}

console.log(`\n${summary.join('\n')}`)
if (only !== 'check' && !java)
  console.log('DynamoDB: dynalite, standing in for DynamoDB Local, as there is no Java of 17 or newer.')
if (electron) console.log(`Electron: ${electron}`)
console.log(inWords(total))
process.exitCode = total.failed === 0 && (total.passed > 0 || only === 'check') ? 0 : 1

/**
 * @param {import('./testResults.mjs').Counts} counts
 * @returns {string}
 */
function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
