// @ts-check
// `npm run bench`: measures start, search, scrolling and memory with 10,000 workspaces beside 10, in the same run. The
// figures are printed, and kept in bench-results/.
import { runPlaywright } from './playwright.mjs'
import { setUp } from './setup.mjs'

const { java } = await setUp({ tests: true, build: true })
process.exitCode = await runPlaywright(
  'e2e/bench/playwright.config.ts',
  ['--reporter=line', ...process.argv.slice(2)],
  { LOCAL_DYNAMODB: java ? 'java' : 'dynalite' },
)
