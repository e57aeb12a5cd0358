import type { WorkspaceRow } from './workspaceRow'

/** The most regions that count as recent. */
const most = 4

/** The codes of the regions in the workspaces opened last, the latest first, each once. */
export function recentRegions(
  rows: readonly Pick<WorkspaceRow, 'id' | 'regions'>[],
  recents: readonly string[],
): string[] {
  const wanted = new Set(recents)
  const byId = new Map(rows.filter(({ id }) => wanted.has(id)).map((row) => [row.id, row.regions]))
  return [...new Set(recents.flatMap((id) => byId.get(id) ?? []))].slice(0, most)
}
