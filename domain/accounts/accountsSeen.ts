import { findAccount } from './accountBook'
import type { AccountBook, NamedAccount } from './accountBook'
import { partitions } from '../connection/arn'
import { accountOf } from '../test/pairRule'
import { findRegion } from '../connection/regions'
import { sides } from '../side'
import type { BothSides, Side } from '../side'
import type { TestReport } from '../test/testReport'
import { titleOf } from '../workspace/workspace'
import type { Workspace } from '../workspace/workspace'

/** An account without a name, and where it occurs, such as `role of “Orders”, source`. */
export type SeenAccount = Pick<NamedAccount, 'account' | 'partition'> & { where: string }

const found = { role: 'role', key: 'access key', test: 'test' } as const

/** Lists the accounts that occur in workspaces but not in the book, each once with its first place. */
export function accountsSeen(
  workspaces: readonly { workspace: Workspace; reports: BothSides<readonly TestReport[]> }[],
  book: AccountBook,
): SeenAccount[] {
  const seen = new Map<string, SeenAccount>()
  for (const { workspace, reports } of workspaces) {
    for (const side of sides) {
      const one = accountSeen(workspace, side, reports[side])
      if (one && !findAccount(book, one) && !seen.has(`${one.partition} ${one.account}`)) {
        seen.set(`${one.partition} ${one.account}`, one)
      }
    }
  }
  return [...seen.values()].sort((a, b) => a.account.localeCompare(b.account))
}

function accountSeen(
  workspace: Workspace,
  side: Side,
  reports: readonly TestReport[],
): SeenAccount | undefined {
  const form = workspace[side]
  const fromForm = form.useLocal ? undefined : accountOf({ form })
  const place = reports.find((report) => report.place.account !== undefined)?.place
  const account = fromForm ?? (place && accountOf({ form, place }))
  if (!account) return undefined
  // A key does not show its partition; the region it is used in does.
  const partition = account.partition ?? findRegion(form.region.trim())?.partition ?? 'aws'
  if (!isPartition(partition)) return undefined
  const where = `${found[account.from]} of “${titleOf(workspace)}”, ${side}`
  return { account: account.account, partition, where }
}

function isPartition(text: string): text is NamedAccount['partition'] {
  return (partitions as readonly string[]).includes(text)
}
