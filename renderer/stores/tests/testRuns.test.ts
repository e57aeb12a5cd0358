import { createPinia, setActivePinia } from 'pinia'
import { expect, it, vi } from 'vitest'
import { noChanges } from '../../../domain/secret/secret'
import { blankWorkspace } from '../../../domain/workspace/workspace'
import { useTestRunsStore } from './testRuns'

vi.hoisted(() => {
  const api = { on: () => undefined, testConnection: () => new Promise(() => undefined) }
  vi.stubGlobal('window', { api })
})

it('a test shows all its stages before any of them is reported', () => {
  setActivePinia(createPinia())
  const runs = useTestRunsStore()
  const workspace = blankWorkspace()
  workspace.source.useLocal = true
  void runs.testConnection({ id: 'a', side: 'source', workspace, secrets: noChanges() })
  expect(runs.of('a', 'source')?.stages.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'settings waiting',
    'credentials waiting',
    'network waiting',
    'dynamodb waiting',
    'pairRule waiting',
  ])
})
