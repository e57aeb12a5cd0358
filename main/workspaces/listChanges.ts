import type { EnvironmentView } from '../../domain/connection/environment'
import type { ListChange } from '../../domain/list/workspaceList'
import type { ChangedFrom } from '../storage/files/recordFolder'
import type { WorkspaceFiles } from '../storage/records/workspaceFiles'
import type { Workspaces } from './workspaces'

/** How long the files of a workspace must be left alone before its row is read anew, in milliseconds. */
const quietMs = 250
/** How long rows that change again and again wait at most, in milliseconds. */
const longestMs = 2_000

/** Says what changed of the list, whoever changed the files. */
export type ListChanges = {
  /** Hears of each workspace whose files were changed. */
  note: (id: string, from: ChangedFrom) => void
}

/**
 * Reads the rows of workspaces whose files were changed, some time after the change, and sends them. One that something
 * else is writing is left alone until it rests, so that half a file is not taken for a damaged one.
 */
export function createListChanges(parts: {
  workspaces: () => Pick<Workspaces, 'row'>
  files: () => Pick<WorkspaceFiles, 'setAside'>
  environment: () => EnvironmentView
  send: (change: ListChange) => void
}): ListChanges {
  const { workspaces, files, environment, send } = parts
  const waiting = new Map<string, { fromOutside: boolean; at: number }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitsSince = 0

  function waitOn(): void {
    clearTimeout(timer)
    const ms = Math.max(0, Math.min(quietMs, waitsSince + longestMs - performance.now()))
    timer = setTimeout(() => void sendNow(), ms)
  }

  async function sendNow(): Promise<void> {
    const now = performance.now()
    const due = [...waiting].filter(([, one]) => !one.fromOutside || now - one.at >= quietMs - 1)
    for (const [id] of due) waiting.delete(id)
    waitsSince = performance.now()
    const change: ListChange = { rows: [], gone: [], fromOutside: [], setAside: [] }
    for (const [id, { fromOutside }] of due) {
      const row = await workspaces().row(id, environment())
      // It was changed once more, and is read again for that.
      if (waiting.has(id)) {
        if (fromOutside) note(id, 'outside')
        continue
      }
      if (row) change.rows.push(row)
      else change.gone.push(id)
      if (fromOutside) change.fromOutside.push(id)
    }
    if (due.length > 0) send({ ...change, setAside: files().setAside() })
    if (waiting.size > 0) waitOn()
  }

  function note(id: string, from: ChangedFrom): void {
    if (waiting.size === 0) waitsSince = performance.now()
    const fromOutside = from === 'outside' || waiting.get(id)?.fromOutside === true
    waiting.set(id, { fromOutside, at: performance.now() })
    waitOn()
  }

  return { note }
}
