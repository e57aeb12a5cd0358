import { ok } from '../../domain/result'
import { assumeRole } from './assumeRole'
import { callerOf } from './calls'
import type { Credentials } from './clients'
import type { Host } from './hosts'
import { askIdentity, clockWarning } from './identity'
import type { Settings } from './settings'
import type { TestRun } from './testRun'

/**
 * The stages that only the cloud has: assumes the role if there is one, and asks AWS who the credentials belong to.
 * Answers the credentials that DynamoDB is asked with, or undefined when the test ended here.
 */
export async function identify(
  { deps: { now }, stages, clients, place }: TestRun,
  settings: Settings,
  sts: Host,
  base: Credentials,
): Promise<Credentials | undefined> {
  const { connection, target } = settings
  let credentials = base
  if (connection.kind === 'assumeRole') {
    const session = await stages.run('assumeRole', async (tools) => {
      const client = await clients.sts(target, base)
      return assumeRole(client, connection, callerOf(sts, settings, base), tools, now)
    })
    if (!session) return undefined
    const { sessionName, expiresAt } = session.value
    credentials = session.value.credentials
    Object.assign(place, { sessionName, ...(expiresAt && { expiresAt }) })
  }
  const identity = await stages.run('identity', async (tools) => {
    const client = await clients.sts(target, credentials)
    const found = await askIdentity(client, callerOf(sts, settings, credentials), tools, now)
    if (!found.ok) return found
    const text = `Account ${found.value.account}, ${found.value.arn}`
    return ok({ text, value: found.value, warning: clockWarning(client) })
  })
  if (!identity) return undefined
  Object.assign(place, identity.value)
  return credentials
}
