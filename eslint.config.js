import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

// Which folder may import what. One table, so that no later block silently replaces an earlier one's list.
const node = { group: ['node:*'], message: 'Node is for main/. Ask it through the contract.' }
const electron = { group: ['electron', 'electron/*'], message: 'Electron is for main/ and preload/.' }
const aws = { group: ['@aws-sdk/*', '@smithy/*'], message: 'AWS is spoken to in main/aws/ alone.' }
const keytar = { group: ['keytar'], message: 'The keychain is behind main/storage/secrets/keychain.ts.' }
const ui = { group: ['vue', 'pinia', 'reka-ui', '@tanstack/*'], message: 'The window is drawn in renderer/.' }
const reka = {
  group: ['reka-ui', '@tanstack/*'],
  message: 'Widgets of libraries are wrapped in components/ui/.',
}
const valibot = { group: ['valibot'], message: 'Parse with the schemas of domain/.' }
const folder = (...names) => ({
  group: names.flatMap((name) => [`**/${name}/**`, `**/${name}`]),
  message: `${names.join(', ')}: not from here. See "Where does this line go?" in CONTRIBUTING.md.`,
})
const apiOnly = {
  group: ['**/api'],
  message: 'Components ask composables, these ask stores, and stores ask api.ts.',
}
const stores = { group: ['**/stores/**'], message: 'A widget is told what to show; it knows no store.' }

const storeFolders = {
  group: ['./*/*'],
  message: 'The folders of stores are built on the stores beside them.',
}

/** The same patterns for `import()`, which no-restricted-imports does not see. */
function lateImports(never) {
  return never.flatMap(({ group, message }) =>
    group.map((pattern) => ({ selector: `ImportExpression > Literal[value=${asRegExp(pattern)}]`, message })),
  )
}

/** A pattern of the table as a regular expression of a selector: `**` stands for any folders, `*` for any name. */
function asRegExp(pattern) {
  const source = pattern
    .replace(/[.@]/g, '\\$&')
    .replaceAll('/', '\\u002F')
    .replace(/^\*\*\\u002F/, '(^|.*\\u002F)')
    .replace(/\\u002F\*\*$/, '\\u002F.*')
    .replace(/(?<!\.)\*/g, '.*')
  return `/^${source}$/`
}

/** A folder beside the one of a file, or beside the folder that holds it. */
const beside = (name) => ({
  group: [`../${name}/*`, `../../${name}/*`],
  message: `${name} is built on this folder. See "The tree" in docs/architecture.md.`,
})

/** Each folder imports only from those before it. */
const awsLayers = ['failures', 'run', 'network', 'sdk', 'credentials', 'stages', 'readiness']
const storageLayers = ['format', 'files', 'records', 'secrets']

/** The rules that keep the folders of `layers` in order; `never` holds for all of them. */
function inOrder(parent, layers, never) {
  return layers.slice(0, -1).map((layer, at) => ({
    files: [`${parent}/${layer}/**`],
    never: [...never, ...layers.slice(at + 1).map((later) => beside(later))],
  }))
}

const rendererNever = [node, electron, aws, keytar, valibot, folder('main', 'preload', 'e2e', 'test-support')]
const storesNever = [...rendererNever, reka, folder('components', 'composables')]

const rules = [
  {
    files: ['domain/**'],
    never: [node, electron, aws, keytar, ui, folder('main', 'preload', 'renderer', 'e2e', 'test-support')],
  },
  {
    files: ['preload/**'],
    never: [node, aws, keytar, ui, valibot, folder('main', 'renderer', 'e2e', 'test-support')],
  },
  {
    files: ['main/**'],
    never: [electron, aws, keytar, ui, folder('preload', 'renderer', 'e2e', 'test-support')],
  },
  {
    files: ['main/{index,window,dialogs,menu,security,ipc}.ts'],
    never: [aws, keytar, ui, folder('preload', 'renderer', 'e2e', 'test-support')],
  },
  {
    files: ['main/aws/**'],
    never: [electron, keytar, ui, folder('storage', 'preload', 'renderer', 'e2e', 'test-support')],
  },
  ...inOrder('main/aws', awsLayers, [
    electron,
    keytar,
    ui,
    folder('storage', 'preload', 'renderer', 'e2e', 'test-support'),
  ]),
  {
    files: ['main/storage/**'],
    never: [electron, aws, keytar, ui, folder('aws', 'preload', 'renderer', 'e2e', 'test-support')],
  },
  ...inOrder('main/storage', storageLayers, [
    electron,
    aws,
    keytar,
    ui,
    folder('aws', 'preload', 'renderer', 'e2e', 'test-support'),
  ]),
  {
    files: ['main/storage/secrets/keychain.ts'],
    never: [electron, aws, ui, folder('aws', 'preload', 'renderer', 'e2e', 'test-support')],
  },
  // Tests of main/ may use the doubles.
  {
    files: ['main/**/*.test.ts', 'main/aws/testing/**'],
    never: [electron, keytar, ui, folder('preload', 'renderer', 'e2e')],
  },
  { files: ['renderer/**'], never: [...rendererNever, reka] },
  { files: ['renderer/components/**'], never: [...rendererNever, reka, apiOnly] },
  { files: ['renderer/components/ui/**'], never: [...rendererNever, apiOnly, stores] },
  { files: ['renderer/composables/**'], never: [...rendererNever, reka, apiOnly, folder('components')] },
  { files: ['renderer/stores/**'], never: storesNever },
  { files: ['renderer/stores/*.ts'], never: [...storesNever, storeFolders] },
  { files: ['renderer/App.vue', 'renderer/testing/**'], never: rendererNever },
  { files: ['e2e/**'], never: [keytar, ui, folder('main', 'preload', 'renderer')] },
  { files: ['test-support/**'], never: [electron, keytar, ui, folder('main', 'preload', 'renderer', 'e2e')] },
]

export default tseslint.config(
  { ignores: ['node_modules', 'out', 'dist', 'test-results'] },
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue}'],
    languageOptions: {
      parserOptions: {
        parser: tseslint.parser,
        projectService: { allowDefaultProject: ['*.config.ts'] },
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
    },
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'vue/multi-word-component-names': ['error', { ignores: ['App'] }],
      'vue/require-default-prop': 'off',
      'vue/define-props-declaration': 'error',
      'vue/no-v-html': 'error',
    },
  },
  { files: ['scripts/**', 'bench/**'], rules: { 'no-console': 'off' } },
  { files: ['bench/bare/**'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  ...rules.map(({ files, never }) => ({
    files,
    rules: {
      'no-restricted-imports': ['error', { patterns: never }],
      'no-restricted-syntax': ['error', ...lateImports(never)],
    },
  })),
  prettier,
)
