import { findAccount } from '../accounts/accountBook'
import type { AccountBook, AccountColour } from '../accounts/accountBook'
import { groupedAccount } from '../connection/accountNumber'
import { readRoleArn } from '../connection/arn'
import { kindNames, kindOf } from '../connection/connection'
import type { ConnectionForm } from '../connection/connection'
import { canonicalHost, hostAndPort, readPort, readServer } from '../connection/localHost'
import type { EnvironmentView } from '../connection/environment'
import { accountOf } from '../test/pairRule'
import type { Place } from '../test/testReport'

/** The heading of one side: where it leads to, and how it connects. */
export type SideSummary = {
  /** The account by its name or number, or the local instance. */
  title: string
  /** The account's number beside its name, or the host of an instance. */
  detail?: string
  /** The account's color in the account book. */
  colour?: AccountColour
  /** The kind of connection; what follows it; then the rest, one by one. */
  how: { kind: string; by: string; rest: string[] }
}

/** Summarizes one side by its form, what its last test found, and the names of the account book. */
export function summariseSide(
  form: ConnectionForm,
  known: {
    place?: Place | undefined
    /** Whether a session token is typed or saved. */
    hasToken: boolean
    environment: EnvironmentView
    book: AccountBook
  },
): SideSummary {
  return form.useLocal ? localSummary(form) : { ...accountHeading(form, known), how: howOf(form, known) }
}

function localSummary(form: ConnectionForm): SideSummary {
  const how = { kind: kindNames.local, by: '', rest: ['no account, no credentials needed'] }
  const reading = readServer(form.server)
  const port = readPort(form.port)
  if (!reading.ok) return { title: 'No server yet', how }
  const { host } = reading.value
  if (canonicalHost(host) !== 'localhost') {
    return { title: port === undefined ? host : hostAndPort(host, port), how }
  }
  return { title: port === undefined ? 'local' : `local :${port}`, detail: host, how }
}

function accountHeading(
  form: ConnectionForm,
  { place, book }: { place?: Place | undefined; book: AccountBook },
): Pick<SideSummary, 'title' | 'detail' | 'colour'> {
  const account = accountOf({ form, place })
  if (!account) return { title: 'Account not known yet' }
  const named = findAccount(book, account)
  const number = groupedAccount(account.account)
  return named ? { title: named.name, detail: number, colour: named.colour } : { title: number }
}

function howOf(
  form: ConnectionForm,
  { hasToken, environment }: { hasToken: boolean; environment: EnvironmentView },
): SideSummary['how'] {
  const region = form.region.trim() || environment.region || 'no Region yet'
  const base =
    environment.accessKeyTail === undefined ? 'role of this machine' : `…${environment.accessKeyTail}`
  switch (form.way) {
    case 'assumeRole': {
      const role = readRoleArn(form.roleArn)
      const by = role.ok ? role.value.name : form.roleArn.trim() === '' ? 'no role yet' : 'not a role yet'
      return { kind: kindNames.assumeRole, by, rest: [region, `base: environment ${base}`] }
    }
    case 'userCredentials': {
      const key = form.accessKey.trim()
      const by =
        key === '' ? 'no access key yet' : `…${key.slice(-4)}${hasToken ? ' with a session token' : ''}`
      return { kind: kindNames.userCredentials, by, rest: [region] }
    }
    case 'environment':
      return { kind: kindNames[kindOf(form)], by: base, rest: [region] }
  }
}
