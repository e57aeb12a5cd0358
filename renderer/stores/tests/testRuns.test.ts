import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick, watch } from 'vue'
import { ok } from '../../../domain/result'
import { noChanges } from '../../../domain/secret/secret'
import type { TestReport } from '../../../domain/test/testReport'
import { blankWorkspace } from '../../../domain/workspace/workspace'
import { answer } from '../../testing/apiDouble'
import { useTestRunsStore } from './testRuns'

const report = { runId: 'run' } as TestReport
const input = () => {
  const workspace = blankWorkspace()
  workspace.source.useLocal = true
  return { id: 'a', side: 'source', workspace, secrets: noChanges() } as const
}

/** Ends the running test. */
let end = (): void => undefined
beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  answer({ testConnection: () => new Promise((ended) => (end = () => ended(ok(report)))) })
})
afterEach(() => vi.useRealTimers())

it('a test shows all its stages before any of them is reported', async () => {
  const runs = useTestRunsStore()
  const tested = runs.testConnection(input(), () => undefined)
  await vi.advanceTimersByTimeAsync(100)
  expect(runs.of('a', 'source')?.stages.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'settings waiting',
    'credentials waiting',
    'network waiting',
    'dynamodb waiting',
    'pairRule waiting',
  ])
  end()
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
  await vi.advanceTimersByTimeAsync(100)
  end()
  await tested
  await nextTick()
  expect(seen).toEqual(['running', 'ended with 1'])
})

it('a test that ends at once is not shown to run, but keeps a second one from beginning', async () => {
  const runs = useTestRunsStore()
  const shown: boolean[] = []
  watch(
    () => runs.of('a', 'source') !== undefined,
    (isShown) => shown.push(isShown),
  )
  const tested = runs.testConnection(input(), () => undefined)
  expect(runs.isRunning('a', 'source')).toBe(true)
  await vi.advanceTimersByTimeAsync(99)
  end()
  await tested
  await vi.advanceTimersByTimeAsync(100)
  expect(runs.isRunning('a', 'source')).toBe(false)
  expect(shown).toEqual([])
})
