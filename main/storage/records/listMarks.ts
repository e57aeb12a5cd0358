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
export function createListMarks(stateFile: StateFile, now = () => new Date()) {
  const favourites = (): string[] => stateFile.read().favourites ?? []
  const recents = (): string[] => stateFile.read().recents ?? []
  const openedAt = (): Record<string, string> => stateFile.read().openedAt ?? {}
  /** The moments of these only. */
  const momentsOf = (ids: readonly string[], moments = openedAt()): Record<string, string> =>
    Object.fromEntries(ids.flatMap((id) => (moments[id] === undefined ? [] : [[id, moments[id]]])))
  const without = (ids: readonly string[], id: string): string[] => ids.filter((one) => one !== id)

  return {
    /** The workspace opened last, whether it still exists or not. */
    lastOpened: (): string | null => stateFile.read().lastOpened ?? null,

    /** The marks of existing workspaces. A deleted workspace has its marks again when it is restored. */
    among(
      known: ReadonlySet<string>,
    ): Pick<WorkspaceList, 'lastOpened' | 'favourites' | 'recents' | 'openedAt'> {
      const { lastOpened } = stateFile.read()
      const recent = recents().filter((id) => known.has(id))
      return {
        lastOpened: lastOpened !== undefined && known.has(lastOpened) ? lastOpened : null,
        favourites: favourites().filter((id) => known.has(id)),
        recents: recent,
        openedAt: momentsOf(recent),
      }
    },

    setFavourite: ({ id, isFavourite }: CallInput<'setFavourite'>): Promise<Result<null>> =>
      stateFile.update({ favourites: [...without(favourites(), id), ...(isFavourite ? [id] : [])] }),

    rememberOpened(id: string): Promise<Result<null>> {
      const recent = [id, ...without(recents(), id)].slice(0, keptRecents)
      const moments = { ...openedAt(), [id]: now().toISOString() }
      return stateFile.update({ lastOpened: id, recents: recent, openedAt: momentsOf(recent, moments) })
    },

    /** Drops every mark of a workspace that was deleted for good. */
    async forget(id: string): Promise<Result<null>> {
      if (!favourites().includes(id) && !recents().includes(id)) return ok(null)
      const recent = without(recents(), id)
      return stateFile.update({
        favourites: without(favourites(), id),
        recents: recent,
        openedAt: momentsOf(recent),
      })
    },
  }
}
