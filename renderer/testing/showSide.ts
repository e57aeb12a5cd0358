import { screen, within } from '@testing-library/dom'
import { h } from 'vue'
import type { Calls } from '../../domain/contract'
import type { Failure } from '../../domain/failure'
import { kindOf } from '../../domain/connection/connection'
import { keepBoth, noSecrets } from '../../domain/secret/secret'
import type { SecretStates } from '../../domain/secret/secret'
import { stagesBefore } from '../../domain/test/testReport'
import type { Stage, TestReport } from '../../domain/test/testReport'
import { viewTests } from '../../domain/workspace/sideView'
import type { Workspace } from '../../domain/workspace/workspace'
import SettingsPage from '../components/settings/SettingsPage.vue'
import SideColumn from '../components/side/SideColumn.vue'
import type { Editor } from '../stores/editor/editor'
import { useEditorsStore } from '../stores/editor/editors'
import { usePagesStore } from '../stores/pages'
import { idOf, recordOf, showWorkspace } from './showWorkspace'

const none = noSecrets().source

/** A report of the source as it stands in a workspace: passed a moment ago, but for `patch`. */
export function reportOf(
  workspace: Workspace,
  patch: Partial<TestReport> = {},
  states: SecretStates = none,
): TestReport {
  const environment = { secretKey: false, container: false }
  const input = { workspace, states, changes: keepBoth(), reports: [], environment }
  return {
    runId: 'run-1',
    side: 'source',
    outcome: 'passed',
    startedAt: new Date().toISOString(),
    ms: 42,
    fingerprint: viewTests('source', input).fingerprint,
    stages: stagesBefore(kindOf(workspace.source)).map((stage) => ({ ...stage, status: 'passed' })),
    place: { host: 'localhost:8001', addresses: ['127.0.0.1'], tables: 3 },
    ...patch,
  }
}

/** The stages of a test of the source that ended in one of them. */
export function endedIn(
  name: Stage['name'],
  last: Partial<Stage>,
  { source }: Pick<Workspace, 'source'>,
): Stage[] {
  const stages = stagesBefore(kindOf(source))
  const at = stages.findIndex((stage) => stage.name === name)
  return stages.map((stage, place) => {
    if (place === at) return { ...stage, ...last }
    return { ...stage, status: place < at ? 'passed' : 'notReached' }
  })
}

/** A report of a source that failed in one of its stages and reached nothing. */
export function failedReport(
  workspace: Workspace,
  failure: Failure,
  name: Stage['name'] = 'network',
  states: SecretStates = none,
): TestReport {
  const stages = endedIn(name, { status: 'failed', failure }, workspace)
  return reportOf(workspace, { outcome: 'failed', stages, place: {} }, states)
}

/**
 * Shows the source of a workspace with its reports, the newest first, or the settings in its place once they are opened.
 * The form of the side is open while something in it needs a person.
 */
export function showSource(
  workspace: Workspace,
  reports: TestReport[] = [],
  calls: Partial<Calls> = {},
  states: SecretStates = none,
): Promise<Editor> {
  const isOpen = () => useEditorsStore().of(idOf(1)).forms.isOpen('source')
  const content = () => {
    if (usePagesStore().shown === 'settings') return h(SettingsPage)
    return h(SideColumn, {
      side: 'source',
      stacked: false,
      wide: false,
      low: false,
      brief: false,
      isOpen: isOpen(),
    })
  }
  const secrets = { ...noSecrets(), source: states }
  const record = recordOf(workspace, { secrets, reports: { source: reports, destination: [] } })
  return showWorkspace(content, { records: [record], calls })
}

/** What is in the result of the shown source. */
export const result = () => within(screen.getByRole('region', { name: 'Source test result' }))
/** The line that says what the last test of the shown source came to. */
export const outcome = () => result().getAllByRole('status')[0]?.textContent
