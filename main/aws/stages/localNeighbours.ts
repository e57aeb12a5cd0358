import { localCredentials } from '../sdk/clients'
import type { Clients, Credentials, Target } from '../sdk/clients'
import { withTimer } from '../run/limits'
import type { StageTools } from '../run/stages'
import { readTables, tablesInWords } from './tables'
import type { Tables } from './tables'
import type { LocalIdentity } from '../../../domain/workspace/localNeighbours'

const limitMs = 2_000
const mostAsked = 5

type NeighbourDependencies = { clients: Clients; target: Target; credentials: Credentials; tools: StageTools }

/**
 * Lists what the access keys and regions of other workspaces find on a local instance, one sentence for each pair with
 * tables. Tries at most five pairs in parallel, for at most two seconds.
 */
export async function findElsewhere(
  pairs: readonly LocalIdentity[],
  { clients, target, credentials, tools: { signal, waitFor } }: NeighbourDependencies,
): Promise<string[]> {
  const keyOf = ({ localAccessKey, localRegion }: LocalIdentity): string => `${localAccessKey} ${localRegion}`
  const own = `${credentials.accessKeyId} ${target.region}`
  const different = new Map<string, LocalIdentity>()
  for (const pair of pairs) {
    const key = keyOf(pair)
    if (key !== own && !different.has(key)) different.set(key, pair)
  }
  const asked = [...different.values()].slice(0, mostAsked)
  if (asked.length === 0) return []
  waitFor('the tables of other access keys')
  const lists = await Promise.all(
    asked.map(async ({ localAccessKey, localRegion, workspace }) => {
      const tables = await withTimer<Tables | undefined>(limitMs, signal, async (ended) => {
        const elsewhere = { ...target, region: localRegion }
        return readTables(await clients.dynamodb(elsewhere, localCredentials(localAccessKey)), ended)
      }).catch((error: unknown) => {
        if (signal.aborted) throw error
        return undefined
      })
      if (!tables?.names.length) return []
      const verb = tables.names.length === 1 && !tables.more ? 'exists' : 'exist'
      const where = `access key ${localAccessKey} in region ${localRegion}`
      return [`${tablesInWords(tables)} ${verb} for ${where}, as workspace ${workspace} uses.`]
    }),
  )
  return lists.flat()
}
