import type { Failure } from '../../../domain/failure'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { callerOf } from '../sdk/calls'
import { describeCause } from '../failures/causes'
import type { Credentials } from '../sdk/clients'
import { readError } from '../failures/errorFacts'
import type { Host } from '../sdk/hosts'
import { probe, resolveHost, hostOf } from '../network/network'
import { findElsewhere } from './localNeighbours'
import { lastReply } from '../failures/lastReply'
import type { Instance } from './sameInstance'
import { serverOf } from './server'
import type { ResolvedConnection } from '../sdk/resolveConnection'
import type { Passed, StageTools } from '../run/stages'
import { listTables, tablesInWords } from './tables'
import type { StageContext } from './stageContext'

/**
 * Lists the tables. Names the kind of a local instance; if it has no tables, says why that may be and what other
 * workspaces find on it.
 */
export async function findTables(
  { clients, place, input, deps }: StageContext,
  resolved: ResolvedConnection,
  host: Host,
  credentials: Credentials,
  tools: StageTools,
): Promise<Result<Passed<Instance>>> {
  const { kind, target } = resolved
  const client = await clients.dynamodb(target, credentials)
  const caller = { ...callerOf(host, resolved, credentials), caller: place.arn }
  const listed = await listTables(client, caller, tools)
  if (!listed.ok) {
    const { failure } = listed
    const isCut = failure.code === 'connectionReset' && host.url.protocol === 'http:' && !host.proxy
    return isCut ? failed(await tryTls(failure, host, deps.lookup, tools)) : listed
  }
  const { names, more } = listed.value
  Object.assign(place, { tables: names.length, moreTables: more })
  const value = { client, names, more }
  const count = tablesInWords(listed.value)
  if (kind === 'cloud') return ok({ text: count, value })

  const server = serverOf(lastReply(client))
  if (server) place.server = server
  const pair = `access key ${credentials.accessKeyId} in region ${target.region}`
  const what = server ? ` (${server})` : ''
  if (names.length > 0) return ok({ text: `${count}${what}`, value })
  const others = await findElsewhere((await input.localNeighbours) ?? [], {
    clients,
    target,
    credentials,
    tools,
  })
  const why = `Without -sharedDb, DynamoDB Local keeps the tables of each access key and region apart.`
  return ok({ text: [`No tables for ${pair}${what}.`, why, ...others].join(' '), value })
}

/** Whether a port that cuts plain http expects TLS, found by a handshake. */
async function tryTls(
  failure: Failure,
  host: Host,
  lookup: StageContext['deps']['lookup'],
  { signal, waitFor, answerMs }: StageTools,
): Promise<Failure> {
  waitFor(`${host.host} to answer a TLS handshake`)
  const limits = { signal, limitMs: Math.min(1_000, answerMs) }
  const secure = new URL(`https://${host.host}`)
  try {
    const addresses = await resolveHost(hostOf(host.url).host, { ...limits, lookup })
    await probe(secure, { addresses }, limits)
  } catch (error) {
    if (signal.aborted) throw error
    // An untrusted certificate also proves that the port expects TLS.
    if (!/CERT|UNABLE_TO_(GET|VERIFY)/.test(readError(error).code)) return failure
  }
  return { ...failure, ...describeCause('tlsPortGotHttp', { host: host.host }, host.local && 'local') }
}
