import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{domain,main,renderer,e2e/doubles,scripts}/**/*.test.ts'],
    testTimeout: 20_000,
  },
})
