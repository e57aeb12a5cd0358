import { shallowRef } from 'vue'
import { withReport } from '../../../domain/test/testReport'
import type { TestReport } from '../../../domain/test/testReport'
import type { WorkspaceRecord } from '../../../domain/workspace/workspaceRecord'

/** The records of the list. Each keeps its place when it changes, so that what was sorted stays nearly so. */
export function createRecords() {
  const records = shallowRef<readonly WorkspaceRecord[]>([])
  return {
    records,

    /** Adds records, each in the place of the one with its id, or else at the end. */
    put(changed: readonly WorkspaceRecord[]): void {
      const rest = new Map(changed.map((record) => [record.id, record]))
      const kept = records.value.map((record) => {
        const newer = rest.get(record.id)
        rest.delete(record.id)
        return newer ?? record
      })
      records.value = [...kept, ...rest.values()]
    },

    drop(ids: ReadonlySet<string>): void {
      records.value = records.value.filter(({ id }) => !ids.has(id))
    },

    /** Keeps reports, in order, as `withReport` puts them; one pass over the list, however many they are. */
    addReports(added: readonly { id: string; report: TestReport }[]): void {
      const byId = new Map<string, TestReport[]>()
      for (const { id, report } of added) byId.set(id, [...(byId.get(id) ?? []), report])
      records.value = records.value.map((record) => {
        const reports = { ...record.reports }
        for (const report of byId.get(record.id) ?? []) {
          reports[report.side] = withReport(reports[report.side], report)
        }
        return byId.has(record.id) ? { ...record, reports } : record
      })
    },

    change(id: string, patch: (record: WorkspaceRecord) => Partial<WorkspaceRecord>): void {
      records.value = records.value.map((record) =>
        record.id === id ? { ...record, ...patch(record) } : record,
      )
    },
  }
}
