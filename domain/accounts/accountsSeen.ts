import { findAccount } from './accountBook'
import type { AccountBook, NamedAccount } from './accountBook'
import type { ConnectionForm } from '../connection/connection'
import { partitions } from '../connection/arn'
import { accountOf } from '../test/pairRule'
import { findRegion } from '../connection/regions'
import { sides } from '../side'
import type { BothSides } from '../side'
import type { TestReport } from '../test/testReport'

/** An account that a side of a workspace shows, and what shows it. */
export type AccountSeen = Pick<NamedAccount, 'account' | 'partition'> & { from: keyof typeof found }

/** An account without a name, and where it occurs, such as `role of “Orders”, source`. */
export type SeenAccount = Pick<NamedAccount, 'account' | 'partition'> & { where: string }

const found = { role: 'role', key: 'access key', test: 'test' } as const

/** Lists the accounts that occur in workspaces but not in the book, each once with its first place. */
export function accountsSeen(
  workspaces: readonly { title: string; accounts: BothSides<AccountSeen | null> }[],
  book: AccountBook,
): SeenAccount[] {
  const seen = new Map<string, SeenAccount>()
  for (const { title, accounts } of workspaces) {
    for (const side of sides) {
      const one = accounts[side]
      if (!one || findAccount(book, one) || seen.has(`${one.partition} ${one.account}`)) continue
      const { account, partition, from } = one
      seen.set(`${partition} ${account}`, {
        account,
        partition,
        where: `${found[from]} of “${title}”, ${side}`,
      })
    }
  }
  return [...seen.values()].sort((a, b) => a.account.localeCompare(b.account))
}

/** The account that the settings of a side show, else the one that its newest test reached; null without either. */
export function accountSeen(form: ConnectionForm, reports: readonly TestReport[]): AccountSeen | null {
  const fromForm = form.useLocal ? undefined : accountOf({ form })
  const place = reports.find((report) => report.place.account !== undefined)?.place
  const account = fromForm ?? (place && accountOf({ form, place }))
  if (!account) return null
  // A key does not show its partition; the region it is used in does.
  const partition = account.partition ?? findRegion(form.region.trim())?.partition ?? 'aws'
  return isPartition(partition) ? { account: account.account, partition, from: account.from } : null
}

function isPartition(text: string): text is NamedAccount['partition'] {
  return (partitions as readonly string[]).includes(text)
}
