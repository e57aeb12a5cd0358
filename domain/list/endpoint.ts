import { accountName, findAccount } from '../accounts/accountBook'
import type { AccountBook, AccountColour } from '../accounts/accountBook'
import type { AccountId } from '../connection/accountNumber'
import type { CloudWay, ConnectionForm } from '../connection/connection'
import { canonicalHost, hostAndPort, readPort, readServer } from '../connection/localHost'
import { accountOf } from '../test/pairRule'
import { sides } from '../side'
import type { BothSides } from '../side'

/** One side of a workspace: its account if the settings show one, and the label for want of a name. */
export type Endpoint = { label: string; account?: AccountId | undefined }

/** One side of a workspace as the list shows it; it has a colour if the account book has its account. */
export type EndpointLabel = { label: string; colour?: AccountColour }

/** Where a side leads to, as its settings say. */
export function endpointOf(form: ConnectionForm): Endpoint {
  const account = form.useLocal ? undefined : accountOf({ form })
  if (!account) return { label: placeLabel(form) }
  return { label: account.account, account: { account: account.account, partition: account.partition } }
}

/** Labels a side, with its account by the name and the colour from the book. */
export function endpointLabel({ label, account }: Endpoint, book: AccountBook = []): EndpointLabel {
  if (!account) return { label }
  const colour = findAccount(book, account)?.colour
  return { label: accountName(book, account), ...(colour && { colour }) }
}

/** The line under a workspace's name in the list, such as `prod-data → local :8001`. */
export function summaryLine(ends: BothSides<Endpoint>, book: AccountBook = []): string {
  return sides.map((side) => endpointLabel(ends[side], book).label).join(' → ')
}

/** Where both sides of a workspace lead to. */
export function endpointsOf({ source, destination }: BothSides<ConnectionForm>): BothSides<Endpoint> {
  return { source: endpointOf(source), destination: endpointOf(destination) }
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
