import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{domain,main,renderer,test-support,scripts}/**/*.test.ts'],
    testTimeout: 20_000,
  },
})
