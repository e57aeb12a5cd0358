import { resolve } from 'node:path'
import { ESLint } from 'eslint'
import type { Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { beforeAll, expect, it } from 'vitest'

// Each row is a file that breaks a wall: a rule that lets it pass protects nothing.

const root = resolve(import.meta.dirname, '..')
let eslint: ESLint
let typed: ESLint
beforeAll(() => {
  typed = new ESLint({ cwd: root })
  // A file that does not exist has no types, and the walls need none.
  eslint = new ESLint({
    cwd: root,
    overrideConfig: [tseslint.configs.disableTypeChecked as Linter.Config],
  })
})

const walls: [string, string][] = [
  ['domain/any.ts', 'node:fs'],
  ['domain/any.ts', 'electron'],
  ['domain/any.ts', '@aws-sdk/client-sts'],
  ['domain/any.ts', 'vue'],
  ['domain/connection/any.ts', '../../main/cli'],
  ['preload/any.ts', 'node:path'],
  ['preload/any.ts', 'valibot'],
  ['preload/any.ts', '../main/ipc'],
  ['main/any.ts', 'electron'],
  ['main/any.ts', '@aws-sdk/client-sts'],
  ['main/any.ts', 'keytar'],
  ['main/any.ts', '../renderer/api'],
  ['main/window.ts', 'keytar'],
  ['main/aws/stages/any.ts', 'electron'],
  ['main/aws/stages/any.ts', '../../storage/secrets/keychain'],
  ['main/storage/any.ts', '@aws-sdk/client-sts'],
  ['main/storage/any.ts', '../aws/sdk/sdk'],
  ['main/storage/any.ts', 'keytar'],
  ['main/storage/secrets/keychain.ts', '@aws-sdk/client-sts'],
  ['main/aws/failures/any.ts', '../run/stages'],
  ['main/aws/network/any.ts', '../sdk/clients'],
  ['main/aws/credentials/any.ts', '../stages/identity'],
  ['main/aws/failures/any.ts', 'electron'],
  ['main/storage/files/any.ts', '../records/workspaceFiles'],
  ['main/storage/records/any.ts', '../secrets/keychain'],
  ['main/storage/format/any.ts', '../../aws/sdk/sdk'],
  ['renderer/stores/any.ts', 'node:fs'],
  ['renderer/stores/any.ts', '../composables/editor'],
  ['renderer/stores/any.ts', 'electron'],
  ['renderer/stores/editor/any.ts', '../../composables/useNow'],
  ['renderer/stores/any.ts', './editor/editors'],
  ['renderer/composables/commands/any.ts', '../../components/ui/UiButton.vue'],
  ['renderer/components/ui/fields/any.ts', '../../../stores/settings'],
  ['renderer/composables/any.ts', '../api'],
  ['renderer/composables/any.ts', '../components/ui/any'],
  ['renderer/components/any.ts', '../api'],
  ['renderer/components/any.ts', 'reka-ui'],
  ['renderer/components/ui/any.ts', '../../stores/settings'],
  ['renderer/components/any.ts', '../../main/ipc'],
  ['main/any.test.ts', '../e2e/window'],
  ['main/aws/any.ts', '../../test-support/servers/certificates'],
  ['test-support/any.ts', '../main/ipc'],
  ['test-support/any.ts', 'electron'],
  ['e2e/any.ts', '../main/ipc'],
  ['e2e/any.ts', 'keytar'],
]

async function refusals(filePath: string, text: string, by = eslint): Promise<string[]> {
  const [result] = await by.lintText(text, { filePath: resolve(root, filePath) })
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? 'parsing')
}

it.each(walls)('%s may not import %s, at once or late', async (file, from) => {
  expect(await refusals(file, `import { any } from '${from}'\nany()\n`)).toContain('no-restricted-imports')
  expect(await refusals(file, `void import('${from}')\n`)).toContain('no-restricted-syntax')
})

it.each([
  ['main/storage/secrets/keychain.ts', 'keytar'],
  ['main/aws/sdk/sdk.ts', '@aws-sdk/client-sts'],
  ['main/index.ts', 'electron'],
  ['renderer/stores/any.ts', '../api'],
  ['renderer/components/ui/any.ts', 'reka-ui'],
  ['domain/any.ts', 'valibot'],
])('%s may import %s', async (file, from) => {
  expect(await refusals(file, `import { any } from '${from}'\nany()\n`)).not.toContain(
    'no-restricted-imports',
  )
  expect(await refusals(file, `void import('${from}')\n`)).not.toContain('no-restricted-syntax')
})

it.each([
  ['no-floating-promises', `Promise.resolve(1)\n`],
  ['no-misused-promises', `[1].forEach(async () => undefined)\n`],
  [
    'switch-exhaustiveness-check',
    `export function any(side: 'source' | 'destination') {\n  switch (side) {\n    case 'source':\n      return 1\n  }\n}\n`,
  ],
])('%s is refused, by types', async (rule, text) => {
  expect(await refusals('domain/side.ts', text, typed)).toContain(`@typescript-eslint/${rule}`)
})
