import { screen } from '@testing-library/dom'
import { expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Calls } from '../../../domain/contract'
import type { Failure } from '../../../domain/failure'
import { ok } from '../../../domain/result'
import { keepBoth } from '../../../domain/secret/secret'
import { stagesBefore } from '../../../domain/test/testReport'
import { send } from '../../testing/apiDouble'
import { endedIn, failedReport, outcome, reportOf, result, showSource } from '../../testing/showSide'
import { localWorkspace, press } from '../../testing/showWorkspace'

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

const clockOff: Failure = {
  code: 'clockOff',
  message: 'The clock of this machine is 8 minutes slow.',
  remedy: 'Set the clock, then test again.',
}

/** Each stage with its state, line by line. */
const stageLines = () =>
  result()
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent?.split(':')[0])
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
  const before = failedReport(workspace, nothingListens)
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
  expect(stageLines()).toEqual([
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
  await showSource(workspace, [failedReport(workspace, nothingListens)], {
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

it('a test that was cancelled says so, how far it came, and neither cause nor remedy', async () => {
  const workspace = localWorkspace()
  const stages = endedIn('network', { status: 'cancelled' }, workspace)
  await showSource(workspace, [reportOf(workspace, { outcome: 'cancelled', stages, place: {} })])
  expect(outcome()).toMatch(/^Cancelled .* in 42 ms/)
  expect(stageLines()).toEqual([
    'Settings, passed',
    'Credentials, passed',
    'Network, cancelled',
    'DynamoDB, not reached',
    'Pair rule, not reached',
  ])
  expect(result().queryByText(/^Reached|tables?\.$/)).toBeNull()
  expect(result().getByRole('heading', { name: 'It has never passed.' })).toBeTruthy()
  expect(result().getByRole('button', { name: 'No result yet' })).toBeTruthy()
  expect(testButton().getAttribute('aria-disabled')).toBeNull()
})

it('a side that passed with a warning says what it reached, and what it was warned of', async () => {
  const workspace = localWorkspace()
  workspace.destination = { ...workspace.source }
  const stages = reportOf(workspace).stages.map((stage) => {
    if (stage.name === 'dynamodb') return { ...stage, status: 'warned' as const, warning: clockOff }
    return stage.name === 'pairRule' ? { ...stage, status: 'warned' as const, warning: sameInstance } : stage
  })
  await showSource(workspace, [reportOf(workspace, { stages })])
  expect(outcome()).toContain('Passed')
  expect(result().getByText(clockOff.message)).toBeTruthy()
  expect(result().getByText(clockOff.remedy)).toBeTruthy()
  expect(result().getByRole('button', { name: 'Test again' })).toBeTruthy()
  expect(result().getByText('3 tables.')).toBeTruthy()
  expect(stageLines().at(-1)).toBe('Pair rule, passed, with a warning')
  // What the pair rule warns of is named here, and argued between the sides.
  expect(result().getByText(sameInstance.message)).toBeTruthy()
  expect(result().queryByText(sameInstance.remedy)).toBeNull()
})

it('a pair that is refused is a failure with its own remedy', async () => {
  const workspace = localWorkspace()
  await showSource(workspace, [failedReport(workspace, sameInstance, 'pairRule')])
  expect(outcome()).toContain('Failed')
  expect(result().getByText(sameInstance.message)).toBeTruthy()
  expect(result().getByRole('button', { name: 'Edit Server' })).toBeTruthy()
  expect(result().getByRole('button', { name: 'Edit Port' })).toBeTruthy()
})

it('a result of earlier settings says so, and offers nothing to do about its failure', async () => {
  const workspace = localWorkspace()
  const editor = await showSource(workspace, [failedReport(workspace, nothingListens)])
  expect(outcome()).not.toContain('with earlier settings')
  editor.actions.edit('source', { port: '8003' })
  await nextTick()
  expect(outcome()).toContain('with earlier settings')
  expect(result().getByText(nothingListens.message)).toBeTruthy()
  expect(result().queryByText(nothingListens.remedy)).toBeNull()
  expect(result().queryByRole('button', { name: 'Start a local instance…' })).toBeNull()
  expect(screen.getByText(/^Changed, not saved:/).textContent).toContain('Port')
})

it('a failure after a pass says what changed since', async () => {
  const now = localWorkspace()
  const before = localWorkspace()
  before.source.port = '8009'
  const passed = reportOf(before, { runId: 'run-0', startedAt: '2026-11-20T09:00:00.000Z' })
  const failedThen = { ...failedReport(now, nothingListens), runId: 'run-2' }
  await showSource(now, [failedReport(now, nothingListens), failedThen, passed])
  expect(result().getByRole('heading', { name: /^What changed since it passed/ })).toBeTruthy()
  const changed = result().getByText('8009 → 8001')
  expect(changed.previousElementSibling?.textContent).toContain('Port')
  expect(result().getByRole('button', { name: '1 of the last 3 passed' })).toBeTruthy()
})

it('evidence is shown on request, and hidden again', async () => {
  const workspace = localWorkspace()
  const detail = { error: 'ECONNREFUSED', host: 'localhost:8001', address: '127.0.0.1' }
  await showSource(workspace, [failedReport(workspace, { ...nothingListens, detail })])
  const evidence = () => result().queryByText('ECONNREFUSED · localhost:8001 · 127.0.0.1')
  expect(result().getByText('ECONNREFUSED')).toBeTruthy()
  expect(evidence()).toBeNull()
  await press(result().getByRole('button', { name: 'Show evidence' }))
  expect(evidence()).toBeTruthy()
  const hide = result().getByRole('button', { name: 'Hide evidence' })
  expect(hide.getAttribute('aria-expanded')).toBe('true')
  await press(hide)
  expect(evidence()).toBeNull()
})

it('the report is copied as text', async () => {
  const workspace = localWorkspace()
  const copyText = vi.fn<Calls['copyText']>(async () => ok(null))
  await showSource(workspace, [reportOf(workspace)], { copyText })
  await press(result().getByRole('button', { name: 'Copy report' }))
  expect(await screen.findByText('Copied the report.')).toBeTruthy()
  expect(copyText.mock.calls[0]?.[0].text).toContain('Orders, source: passed')
})
