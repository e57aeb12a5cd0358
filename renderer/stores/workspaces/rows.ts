import { computed, shallowRef } from 'vue'
import type { EnvironmentView } from '../../../domain/connection/environment'
import { rowOf } from '../../../domain/list/workspaceRow'
import type { WorkspaceRow } from '../../../domain/list/workspaceRow'
import type { SecretChanges } from '../../../domain/secret/secret'
import type { BothSides } from '../../../domain/side'
import { withReport } from '../../../domain/test/testReport'
import type { TestReport } from '../../../domain/test/testReport'
import type { WorkspaceRecord } from '../../../domain/workspace/workspaceRecord'
import { afterFrame } from '../../afterFrame'
import { useMachineStore } from '../machine'
import { useTypedSecretsStore } from '../typedSecrets'

/** What a row was derived from, beside its record. */
type Made = { environment: EnvironmentView; changes: BothSides<SecretChanges>; row: WorkspaceRow }

/**
 * The rows of the list, and the records of the workspaces that were opened in this run. The row of an opened workspace
 * follows from its record and from what is typed; all others are as the main process has them. Each row keeps its place
 * when it changes, so that what was sorted stays nearly so.
 */
export function createRows() {
  const machine = useMachineStore()
  const typed = useTypedSecretsStore()
  const sent = shallowRef<readonly WorkspaceRow[]>([])
  const records = shallowRef<ReadonlyMap<string, WorkspaceRecord>>(new Map())
  /**
   * The records that rows are made from. A changed record follows after a frame, so that what was asked for, such as a
   * save, is shown before the list.
   */
  const listed = shallowRef(records.value)
  let isWaiting = false
  function listSoon(): void {
    if (isWaiting) return
    isWaiting = true
    afterFrame(() => {
      isWaiting = false
      listed.value = records.value
    })
  }

  const made = new WeakMap<WorkspaceRecord, Made>()
  function rowOfOpened(record: WorkspaceRecord): WorkspaceRow {
    const { environment } = machine.view
    const changes = typed.of(record.id)
    const known = made.get(record)
    if (known?.environment === environment && known.changes === changes) return known.row
    const row = rowOf(record, environment, changes)
    made.set(record, { environment, changes, row })
    return row
  }

  /** Adds rows, each in the place of the one with its id, or else at the end. */
  function putRows(changed: readonly WorkspaceRow[]): void {
    const rest = new Map(changed.map((row) => [row.id, row]))
    const kept = sent.value.map((row) => {
      const newer = rest.get(row.id)
      rest.delete(row.id)
      return newer ?? row
    })
    sent.value = [...kept, ...rest.values()]
  }

  /** Keeps the records of those that are opened, and the rows of all. */
  function put(changed: readonly WorkspaceRecord[]): void {
    const opened = changed.filter(({ id }) => records.value.has(id))
    if (opened.length > 0) {
      records.value = new Map([...records.value, ...opened.map((record) => [record.id, record] as const)])
      listSoon()
    }
    const known = new Set(sent.value.map(({ id }) => id))
    const wanted = changed.filter(({ id }) => !records.value.has(id) || !known.has(id))
    if (wanted.length > 0) putRows(wanted.map((record) => rowOf(record, machine.view.environment)))
  }

  const change = (id: string, patch: (record: WorkspaceRecord) => Partial<WorkspaceRecord>): void => {
    const record = records.value.get(id)
    if (record) put([{ ...record, ...patch(record) }])
  }

  return {
    records,
    rows: computed<readonly WorkspaceRow[]>(() =>
      sent.value.map((row) => {
        const record = listed.value.get(row.id)
        return record ? rowOfOpened(record) : row
      }),
    ),
    put,
    putRows,
    change,

    /** Replaces all rows; records stay. */
    setRows: (rows: readonly WorkspaceRow[]): void => void (sent.value = rows),

    /** Keeps the record of a workspace that is opened. */
    hold(record: WorkspaceRecord): void {
      listed.value = records.value = new Map([...records.value, [record.id, record]])
      put([record])
    },

    drop(ids: ReadonlySet<string>): void {
      sent.value = sent.value.filter(({ id }) => !ids.has(id))
      listed.value = records.value = new Map([...records.value].filter(([id]) => !ids.has(id)))
    },

    /** Adds reports to opened workspaces, as `withReport` does. The main process sends the rows of the others. */
    addReports(added: readonly { id: string; report: TestReport }[]): void {
      for (const { id, report } of added) {
        change(id, ({ reports }) => ({
          reports: { ...reports, [report.side]: withReport(reports[report.side], report) },
        }))
      }
    },
  }
}
