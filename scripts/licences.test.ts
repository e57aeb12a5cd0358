import { expect, it } from 'vitest'
import { licencesText, packagesOf } from './licences.mjs'

const locked = {
  '': {},
  'node_modules/vue': { version: '3.5.0', license: 'MIT', dev: true },
  'node_modules/@vue/shared': { version: '3.5.1', license: 'MIT', dev: true },
  'node_modules/keytar': { name: '@github/keytar', version: '7.0.0', license: 'MIT' },
  'node_modules/a/node_modules/b': { version: '1.0.0', license: 'ISC', dev: true },
  'node_modules/eslint': { version: '10.0.0', license: 'MIT', dev: true },
}

it('lists what is in the bundle and what is installed beside it, each with its licence, and no tool', () => {
  const bundled = packagesOf([
    '/x/node_modules/vue/dist/vue.js',
    '/x/node_modules/vue/index.js?commonjs',
    '/x/node_modules/@vue/shared/index.js',
    '/x/node_modules/a/node_modules/b/b.js',
    '/x/renderer/main.ts',
  ])
  expect(licencesText(locked, bundled)).toBe(
    ['@github/keytar 7.0.0: MIT', '@vue/shared 3.5.1: MIT', 'b 1.0.0: ISC', 'vue 3.5.0: MIT', ''].join('\n'),
  )
})
