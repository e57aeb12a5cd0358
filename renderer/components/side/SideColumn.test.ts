import { screen, within } from '@testing-library/dom'
import { expect, it, vi } from 'vitest'
import { h, nextTick } from 'vue'
import type { Calls } from '../../../domain/contract'
import type { Failure } from '../../../domain/failure'
import { ok } from '../../../domain/result'
import { keepBoth } from '../../../domain/secret/secret'
import { fingerprintOf, stagesBefore } from '../../../domain/test/testReport'
import type { TestReport } from '../../../domain/test/testReport'
import type { Workspace } from '../../../domain/workspace/workspace'
import type { Editor } from '../../stores/editor/editor'
import { answer, send } from '../../testing/apiDouble'
import { localWorkspace, press, recordOf, showWorkspace } from '../../testing/showWorkspace'
import SideColumn from './SideColumn.vue'

const nothingListens: Failure = {
  code: 'nothingListens',
  message: 'Nothing listens on port 8001 of localhost.',
  remedy: 'Start the local instance, or correct the port.',
}
const sameInstance: Failure = {
  code: 'sameInstance',
  message: 'Source and destination are the same instance.',
  remedy: 'Choose another server or port for one of them.',
}

/** A report of the source as it stands in a workspace. */
function reportOf({ source }: Workspace, patch: Partial<TestReport> = {}): TestReport {
  return {
    runId: 'run-1',
    side: 'source',
    outcome: 'passed',
    startedAt: new Date().toISOString(),
    ms: 42,
    fingerprint: fingerprintOf(source, { secretKey: 'none', sessionToken: 'none' }, ''),
    stages: stagesBefore('local').map((stage) => ({ ...stage, status: 'passed' })),
    place: { host: 'localhost:8001', addresses: ['127.0.0.1'], tables: 3 },
    ...patch,
  }
}

/** The stages of a test that failed in one of them. */
function failedIn(name: TestReport['stages'][number]['name'], failure: Failure): TestReport['stages'] {
  const stages = stagesBefore('local')
  const at = stages.findIndex((stage) => stage.name === name)
  return stages.map((stage, place) => {
    if (place === at) return { ...stage, status: 'failed', failure }
    return { ...stage, status: place < at ? 'passed' : 'notReached' }
  })
}

/** Shows the source, closed unless something is missing in it. */
function showSource(
  workspace: Workspace,
  reports: TestReport[] = [],
  calls: Partial<Calls> = {},
): Promise<Editor> {
  const shown: { editor?: Editor } = {}
  const content = () =>
    h(SideColumn, {
      side: 'source',
      stacked: false,
      low: false,
      isOpen: shown.editor?.forms.isOpen('source') ?? workspace.source.server === '',
      brief: false,
    })
  const record = recordOf(workspace, { reports: { source: reports, destination: [] } })
  return showWorkspace(content, { records: [record], calls }).then((editor) => (shown.editor = editor))
}

const result = () => within(screen.getByRole('region', { name: 'Source test result' }))
const outcome = () => result().getByRole('status').textContent
const testButton = () => result().getByRole('button', { name: 'Test Source Connection' })

it('a side that was never tested says so, and that it can be', async () => {
  await showSource(localWorkspace())
  expect(outcome()).toContain('Not tested')
  expect(result().getByText('Complete, and can be tested now.')).toBeTruthy()
})

it('a side with a missing field names it, sends nothing, and leads to the field', async () => {
  const workspace = localWorkspace()
  workspace.source.server = ''
  await showSource(workspace)
  expect(result().getByText(/^Fill in/).textContent).toMatch(/Fill in\s+Server\s+to test\./)
  await press(testButton())
  expect(await result().findByRole('alert')).toBeTruthy()
  const server = screen.getByRole('textbox', { name: 'Server' })
  await vi.waitFor(() => expect(document.activeElement).toBe(server))
})

it('a running test shows its stage in place of the last outcome, and can be cancelled', async () => {
  const workspace = localWorkspace()
  const cancelTest = vi.fn<Calls['cancelTest']>(async () => ok(null))
  let end: () => void = () => undefined
  const testConnection = vi.fn<Calls['testConnection']>(
    () => new Promise((ended) => (end = () => ended(ok(reportOf(workspace, { runId: 'run-2' }))))),
  )
  const before = reportOf(workspace, { outcome: 'failed', stages: failedIn('network', nothingListens) })
  await showSource(workspace, [before], { testConnection, cancelTest })
  await press(testButton())
  await vi.waitFor(() => expect(outcome()).toContain('Running'))
  expect(result().queryByText(nothingListens.message)).toBeNull()
  const [sent] = testConnection.mock.calls[0] ?? []
  expect(sent).toMatchObject({ side: 'source', secrets: { source: keepBoth() } })

  const stages = stagesBefore('local').map((stage) =>
    stage.name === 'network' ? { ...stage, status: 'running' as const } : stage,
  )
  send('testProgress', { runId: sent?.runId ?? '', stages })
  await nextTick()
  expect(outcome()).toContain('Network…')
  await press(result().getByRole('button', { name: 'Cancel test' }))
  expect(cancelTest).toHaveBeenCalledWith({ runId: sent?.runId })
  end()
  await vi.waitFor(() => expect(outcome()).toContain('Passed'))
})

it('a side that passed says what it reached, stage by stage', async () => {
  const workspace = localWorkspace()
  await showSource(workspace, [reportOf(workspace)])
  expect(outcome()).toMatch(/Passed .* in 42 ms/)
  expect(result().getByText('3 tables.')).toBeTruthy()
  const stages = result().getAllByRole('listitem')
  expect(stages.map((stage) => stage.textContent?.split(':')[0])).toEqual([
    'Settings, passed',
    'Credentials, passed',
    'Network, passed',
    'DynamoDB, passed',
    'Pair rule, passed',
  ])
})

it('a side that failed says why and what to do, and a button does it and tests again', async () => {
  const workspace = localWorkspace()
  const startInstance = vi.fn<Calls['startInstance']>(async () => ok(null))
  const testConnection = vi.fn<Calls['testConnection']>(async () =>
    ok(reportOf(workspace, { runId: 'run-2' })),
  )
  const stages = failedIn('network', nothingListens)
  await showSource(workspace, [reportOf(workspace, { outcome: 'failed', stages, place: {} })], {
    startInstance,
    testConnection,
  })
  expect(outcome()).toContain('Failed')
  expect(result().getByText(nothingListens.message)).toBeTruthy()
  expect(result().getByText(nothingListens.remedy)).toBeTruthy()
  await press(result().getByRole('button', { name: 'Start a local instance…' }))
  expect(startInstance).toHaveBeenCalledWith({ port: 8001 })
  await vi.waitFor(() => expect(outcome()).toContain('Passed'))
  expect(testConnection).toHaveBeenCalledOnce()
})

it('a pair that is refused is a failure with its own remedy', async () => {
  const workspace = localWorkspace()
  const stages = failedIn('pairRule', sameInstance)
  await showSource(workspace, [reportOf(workspace, { outcome: 'failed', stages })])
  expect(outcome()).toContain('Failed')
  expect(result().getByText(sameInstance.message)).toBeTruthy()
  expect(result().getByRole('button', { name: 'Edit Server' })).toBeTruthy()
  expect(result().getByRole('button', { name: 'Edit Port' })).toBeTruthy()
})

it('a result of earlier settings says so, and offers nothing to do about its failure', async () => {
  const workspace = localWorkspace()
  const stages = failedIn('network', nothingListens)
  const report = reportOf(workspace, { outcome: 'failed', stages, place: {} })
  const editor = await showSource(workspace, [report])
  expect(outcome()).not.toContain('with earlier settings')
  editor.actions.edit('source', { port: '8003' })
  await nextTick()
  expect(outcome()).toContain('with earlier settings')
  expect(result().getByText(nothingListens.message)).toBeTruthy()
  expect(result().queryByText(nothingListens.remedy)).toBeNull()
  expect(result().queryByRole('button', { name: 'Start a local instance…' })).toBeNull()
  expect(screen.getByText('Port', { selector: 'b' })).toBeTruthy()
})

it('a failure after a pass says what changed since', async () => {
  const now = localWorkspace()
  const before = localWorkspace()
  before.source.port = '8009'
  const passed = reportOf(before, { runId: 'run-0', startedAt: '2026-11-20T09:00:00.000Z' })
  const stages = failedIn('network', nothingListens)
  await showSource(now, [reportOf(now, { outcome: 'failed', stages, place: {} }), passed])
  expect(result().getByRole('heading', { name: /^What changed since it passed/ })).toBeTruthy()
  expect(result().getByText('8009 → 8001')).toBeTruthy()
  expect(result().getByRole('button', { name: '1 of the last 2 passed' })).toBeTruthy()
})

it('evidence is shown on request, and the report is copied as text', async () => {
  const workspace = localWorkspace()
  await showSource(workspace, [reportOf(workspace)])
  const copyText = vi.fn<Calls['copyText']>(async () => ok(null))
  answer({ copyText })
  await press(result().getByRole('button', { name: 'Show evidence' }))
  expect(result().getByRole('button', { name: 'Hide evidence' }).getAttribute('aria-expanded')).toBe('true')
  await press(result().getByRole('button', { name: 'Copy report' }))
  expect(copyText.mock.calls[0]?.[0].text).toContain('Orders, source: passed')
})
