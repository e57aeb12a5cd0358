import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

// The window runs in a light DOM; everything else runs in Node alone, without waiting for one.
const ofWindow = 'renderer/**/*.test.ts'

export default defineConfig({
  test: {
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['{domain,main,test-support,scripts}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        plugins: [vue({ features: { optionsAPI: false } })],
        test: {
          name: 'window',
          include: [ofWindow],
          environment: 'happy-dom',
          // What is typed into these is covered by style alone.
          css: { include: /Ui(Input|SecretText)\.vue/ },
          setupFiles: ['renderer/testing/apiDouble.ts', 'renderer/testing/wholeLists.ts'],
        },
      },
    ],
  },
})
