import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { nextTick, watch } from 'vue'
import { ok } from '../../../domain/result'
import { noChanges } from '../../../domain/secret/secret'
import type { TestReport } from '../../../domain/test/testReport'
import { blankWorkspace } from '../../../domain/workspace/workspace'
import { useTestRunsStore } from './testRuns'

/** The main process as the window sees it. */
const api = vi.hoisted(() => {
  const calls = { on: () => undefined, testConnection: async (): Promise<unknown> => undefined }
  vi.stubGlobal('window', { api: calls })
  return calls
})

const report = { runId: 'run' } as TestReport
const input = () => {
  const workspace = blankWorkspace()
  workspace.source.useLocal = true
  return { id: 'a', side: 'source', workspace, secrets: noChanges() } as const
}

beforeEach(() => {
  setActivePinia(createPinia())
  api.testConnection = async () => ok(report)
})

it('a test shows all its stages before any of them is reported', async () => {
  const runs = useTestRunsStore()
  const tested = runs.testConnection(input(), () => undefined)
  expect(runs.of('a', 'source')?.stages.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'settings waiting',
    'credentials waiting',
    'network waiting',
    'dynamodb waiting',
    'pairRule waiting',
  ])
  await tested
  expect(runs.of('a', 'source')).toBeUndefined()
})

it('a test that has ended is not seen without its report', async () => {
  const runs = useTestRunsStore()
  const reports: TestReport[] = []
  const seen: string[] = []
  watch(
    () => runs.of('a', 'source') !== undefined,
    (isRunning) => seen.push(isRunning ? 'running' : `ended with ${reports.length}`),
  )
  const tested = runs.testConnection(input(), (one) => reports.push(one))
  await nextTick()
  await tested
  await nextTick()
  expect(seen).toEqual(['running', 'ended with 1'])
})
