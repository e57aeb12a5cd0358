import { fieldLabels } from '../connection/connection'
import {
  findLookalikes,
  holdsLookalike,
  withoutLookalikeWords,
  withoutLookalikesIn,
} from '../connection/lookalikes'
import { sideName, sides } from '../side'
import type { Workspace } from './workspace'

/**
 * Removes lookalikes of secrets from fields that are not for secrets, and lists those fields by workspace and label.
 * Every file that is written or read, and every import, passes through this.
 */
export function withoutLookalikes(workspace: Workspace): { workspace: Workspace; blanked: string[] } {
  const name = withoutLookalikeWords(workspace.name)
  const description = withoutLookalikeWords(workspace.description)
  const tags = workspace.tags.filter((tag) => !holdsLookalike(tag))
  const header = [
    ...(name === workspace.name ? [] : ['Name']),
    ...(description === workspace.description ? [] : ['Description']),
    ...(tags.length === workspace.tags.length ? [] : ['Tags']),
  ]
  const inSides = sides.flatMap((side) =>
    findLookalikes(workspace[side]).map((field) => `${name}, ${sideName(side)}: ${fieldLabels[field]}`),
  )
  const blanked = [...header.map((label) => `${name}: ${label}`), ...inSides]
  if (blanked.length === 0) return { workspace, blanked }
  const [source, destination] = [
    withoutLookalikesIn(workspace.source),
    withoutLookalikesIn(workspace.destination),
  ]
  return { workspace: { ...workspace, name, description, tags, source, destination }, blanked }
}
