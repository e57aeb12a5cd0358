import { shallowRef } from 'vue'
import type { WorkspaceRecord } from '../../domain/workspaceRecord'

/** The records of the list. Each keeps its place when it changes, so that what was sorted stays nearly so. */
export function createRecords() {
  const records = shallowRef<readonly WorkspaceRecord[]>([])
  return {
    records,

    /** Takes records in, each in the place of the one it replaces, or else at the end. */
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

    change(id: string, patch: (record: WorkspaceRecord) => Partial<WorkspaceRecord>): void {
      records.value = records.value.map((record) =>
        record.id === id ? { ...record, ...patch(record) } : record,
      )
    },
  }
}
