import type { CallInput } from '../../../domain/contract'
import type { WorkspaceList } from '../../../domain/list/workspaceList'
import { ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import type { StateFile } from './stateFile'

/** How many recently opened workspaces are remembered. */
const keptRecents = 20

/**
 * What is remembered about the list rather than in a workspace: favourites and recently opened workspaces. Both are
 * stored in the user-data folder, so that a workspace that is passed on does not reveal its owner's habits.
 */
export function createListMarks(stateFile: StateFile) {
  const favourites = (): string[] => stateFile.read().favourites ?? []
  const recents = (): string[] => stateFile.read().recents ?? []
  const without = (ids: readonly string[], id: string): string[] => ids.filter((one) => one !== id)

  return {
    /** The workspace opened last, whether it still exists or not. */
    lastOpened: (): string | null => stateFile.read().lastOpened ?? null,

    /** The marks of existing workspaces. A deleted workspace has its marks again when it is restored. */
    among(known: ReadonlySet<string>): Pick<WorkspaceList, 'lastOpened' | 'favourites' | 'recents'> {
      const { lastOpened } = stateFile.read()
      return {
        lastOpened: lastOpened !== undefined && known.has(lastOpened) ? lastOpened : null,
        favourites: favourites().filter((id) => known.has(id)),
        recents: recents().filter((id) => known.has(id)),
      }
    },

    setFavourite: ({ id, isFavourite }: CallInput<'setFavourite'>): Promise<Result<null>> =>
      stateFile.update({ favourites: [...without(favourites(), id), ...(isFavourite ? [id] : [])] }),

    rememberOpened: (id: string): Promise<Result<null>> =>
      stateFile.update({ lastOpened: id, recents: [id, ...without(recents(), id)].slice(0, keptRecents) }),

    /** Drops every mark of a workspace that was deleted for good. */
    async forget(id: string): Promise<Result<null>> {
      if (!favourites().includes(id) && !recents().includes(id)) return ok(null)
      return stateFile.update({ favourites: without(favourites(), id), recents: without(recents(), id) })
    },
  }
}
