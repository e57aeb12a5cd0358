import { accountName, findAccount } from '../accounts/accountBook'
import type { AccountBook, AccountColour } from '../accounts/accountBook'
import type { CloudWay, ConnectionForm } from '../connection/connection'
import { canonicalHost, hostAndPort, readPort, readServer } from '../connection/localHost'
import { accountOf } from '../test/pairRule'
import { sides } from '../side'
import type { BothSides } from '../side'

/** One side of a workspace as the list shows it; it has a colour if the account book has its account. */
export type EndpointLabel = { label: string; colour?: AccountColour }

/** Both sides of a workspace, with accounts by their names from the book. */
export function endpointsOf(
  workspace: BothSides<ConnectionForm>,
  book: AccountBook = [],
): BothSides<EndpointLabel> {
  return { source: endpointOf(workspace.source, book), destination: endpointOf(workspace.destination, book) }
}

/** The line under a workspace's name in the list, such as `prod-data → local :8001`. */
export function summaryLine(workspace: BothSides<ConnectionForm>, book: AccountBook = []): string {
  const ends = endpointsOf(workspace, book)
  return sides.map((side) => ends[side].label).join(' → ')
}

function endpointOf(form: ConnectionForm, book: AccountBook): EndpointLabel {
  const account = form.useLocal ? undefined : accountOf({ form })
  if (!account) return { label: placeLabel(form) }
  const colour = findAccount(book, account)?.colour
  return { label: accountName(book, account), ...(colour && { colour }) }
}

/** The label of a side whose account is not known. */
function placeLabel(form: ConnectionForm): string {
  if (form.useLocal) {
    const reading = readServer(form.server)
    const port = readPort(form.port)
    if (!reading.ok) return 'local'
    const { host } = reading.value
    if (canonicalHost(host) === 'localhost') return port === undefined ? 'local' : `local :${port}`
    return port === undefined ? host : hostAndPort(host, port)
  }
  return form.region.trim() || wayWords[form.way]
}

const wayWords: Record<CloudWay, string> = {
  assumeRole: 'role',
  userCredentials: 'credentials',
  environment: 'environment',
}
