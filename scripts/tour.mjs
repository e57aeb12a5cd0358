// @ts-check
// `npm run tour`: walks through the application and leaves a screenshot of every stop. Words after `--` go to Playwright.
import { runPlaywright } from './playwright.mjs'
import { setUp } from './setup.mjs'

const { java } = await setUp({ tests: true, build: true })
process.exitCode = await runPlaywright('e2e/tour/playwright.config.ts', process.argv.slice(2), {
  LOCAL_DYNAMODB: java ? 'java' : 'dynalite',
})
