import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { licencePlugins } from './scripts/licences.mjs'

const licences = licencePlugins()

/** Leaves out the names of components, which only developer tools read: a kilobyte of script, compressed. */
const withoutNames = {
  name: 'without-names',
  renderChunk: (code: string) => code.replaceAll(/__name: ?(["'`])\w+\1,?/g, ''),
}

// Targets are the oldest runtime that the code meets: Node 20.18 and Chromium 130 (see README, "What is real").
export default defineConfig({
  main: {
    plugins: [licences.collect],
    build: {
      target: 'node20.18',
      outDir: 'out/main',
      minify: true,
      externalizeDeps: true,
      lib: { entry: 'main/index.ts', formats: ['es'] },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      outDir: 'out/preload',
      // A sandboxed preload is a single CommonJS file.
      lib: { entry: 'preload/index.ts', formats: ['cjs'], fileName: () => 'index.cjs' },
    },
  },
  renderer: {
    root: 'renderer',
    // Nothing here uses Vue's Options API.
    plugins: [vue({ features: { optionsAPI: false } }), withoutNames, licences.write],
    build: {
      target: 'chrome130',
      minify: true,
      outDir: 'out/renderer',
      rollupOptions: {
        input: 'renderer/index.html',
        // Two files: what the first frame needs, and everything else, which follows it.
        output: {
          codeSplitting: {
            groups: [
              { name: 'first', test: /renderer[\\/]index\.html$/ },
              { name: 'later', test: /./ },
            ],
          },
        },
      },
    },
  },
})
