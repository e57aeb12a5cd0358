import { defineConfig } from 'playwright/test'

// The built application in real Electron, against real parts on loopback; see README, "What is real".
export default defineConfig({
  testDir: 'specs',
  outputDir: '../test-results',
  globalSetup: './localInstances.setup.ts',
  workers: 2,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  // Traces and screenshots would hold what tests type into secret fields.
  use: { trace: 'off', screenshot: 'off', video: 'off' },
})
