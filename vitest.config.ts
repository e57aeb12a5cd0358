import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

// What is shown runs in a light DOM; everything else runs in Node alone, without waiting for one.
const components = 'renderer/components/**/*.test.ts'

export default defineConfig({
  test: {
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['{domain,main,renderer,test-support,scripts}/**/*.test.ts'],
          exclude: [components],
        },
      },
      {
        extends: true,
        plugins: [vue({ features: { optionsAPI: false } })],
        test: {
          name: 'components',
          include: [components],
          environment: 'happy-dom',
          setupFiles: ['renderer/testing/apiDouble.ts', 'renderer/testing/wholeLists.ts'],
        },
      },
    ],
  },
})
