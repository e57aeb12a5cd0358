import { defineConfig } from 'playwright/test'

// `npm run tour`: the main job once through, leaving the pictures that the README shows in docs/pictures/.
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/tour',
  globalSetup: '../localInstances.setup.ts',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: { trace: 'off', screenshot: 'off', video: 'off' },
})
