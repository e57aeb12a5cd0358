import { defineConfig } from 'playwright/test'

// `npm run bench`: the application with 10,000 workspaces beside the same with 10.
export default defineConfig({
  testDir: '.',
  testMatch: 'bench.spec.ts',
  outputDir: '../../test-results/bench',
  globalSetup: '../localInstances.setup.ts',
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 60_000 },
  use: { trace: 'off', screenshot: 'off', video: 'off' },
})
