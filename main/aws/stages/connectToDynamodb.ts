import { kindOf } from '../../../domain/connection/connection'
import { ok } from '../../../domain/result'
import { secretPlaces } from '../../../domain/secret/secret'
import type { Side } from '../../../domain/side'
import { viewSide } from '../../../domain/workspace/sideView'
import type { SideView } from '../../../domain/workspace/sideView'
import type { Place } from '../../../domain/test/testReport'
import { authoritiesWith } from '../network/authorities'
import { createClients, localCredentials } from '../sdk/clients'
import type { Credentials } from '../sdk/clients'
import { identify } from './cloudIdentity'
import { findCredentials } from '../credentials/credentials'
import { viewEnvironment } from '../run/environment'
import { findHosts } from '../sdk/hosts'
import type { Host } from '../sdk/hosts'
import { checkNetwork } from './networkStage'
import { createProxies } from '../network/proxies'
import { resolveConnection } from '../sdk/resolveConnection'
import type { ResolvedConnection } from '../sdk/resolveConnection'
import { createSecretsInUse } from '../run/secretsInUse'
import { createStages } from '../run/stages'
import type { TestDependencies, TestInput, StageContext } from './stageContext'

/** Begins a run without sending a request. The caller ends it with `stages.finish` and `clients.destroy`. */
export function beginRun(input: TestInput, deps: TestDependencies): StageContext {
  const place: Place = {}
  const kind = kindOf(input.workspace[input.side])
  const proxies = createProxies(deps.proxyFor)
  const authorities = authoritiesWith(deps.certificates)
  const secrets = createSecretsInUse()
  for (const [of, name] of secretPlaces) {
    const change = input.secrets[of][name]
    if (change.kind === 'set') secrets.add(change.value)
  }
  const clients = createClients({
    limitMs: deps.deadlineMs,
    now: deps.now,
    proxies,
    authorities,
    secrets,
    onReply: ({ clockOffsetMs }) => {
      if (kind !== 'local' && clockOffsetMs !== undefined) Object.assign(place, { clockOffsetMs })
    },
  })
  const stages = createStages({ ...deps, kind, secrets })
  return { input, deps, stages, clients, proxies, authorities, secrets, place }
}

/** A reached DynamoDB: its target and the credentials for it. */
export type ConnectedDynamodb = { resolved: ResolvedConnection; dynamodb: Host; credentials: Credentials }

/** Runs the stages before DynamoDB itself; undefined if the run ended in one of them. */
export async function connectToDynamodb(run: StageContext): Promise<ConnectedDynamodb | undefined> {
  const { input, deps, stages, proxies, authorities, place } = run
  const { side, workspace, states, secrets } = input
  const { environment, lookup, readSecret } = deps

  const read = await stages.run('settings', async () =>
    resolveConnection(workspace[side], viewOf(side, input, deps).context, environment),
  )
  if (!read) return undefined
  const resolved = read.value
  const { kind, connection } = resolved

  const base = await stages.run('credentials', async (tools) => {
    if (kind === 'local') {
      const { localAccessKey, localRegion } = connection
      const text = `Access key ${localAccessKey} in region ${localRegion}, for local instances alone`
      return ok({ text, value: localCredentials(localAccessKey) })
    }
    const known = { side, states: states[side], changes: secrets[side] }
    const sources = { ...known, environment, readSecret, authorities }
    const found = await findCredentials(connection, sources, tools)
    if (!found.ok) return found
    const { credentials, origin, expiresAt } = found.value.value
    Object.assign(place, { chain: [origin], ...(expiresAt && { expiresAt }) })
    return ok({ ...found.value, value: credentials })
  })
  if (!base) return undefined

  const network = await stages.run('network', async (tools) => {
    const hosts = await findHosts(resolved, proxies)
    const { dynamodb, sts } = hosts
    place.host = dynamodb.host
    const checked = await checkNetwork(sts ? [sts, dynamodb] : [dynamodb], tools, {
      lookup,
      proxies,
      authorities,
    })
    if (!checked.ok) return checked
    place.addresses = checked.value.value.get(dynamodb.host) ?? []
    return ok({ text: checked.value.text, value: hosts })
  })
  if (!network) return undefined
  const { dynamodb, sts } = network.value

  const credentials = sts ? await identify(run, resolved, sts, base.value) : base.value
  return credentials && { resolved, dynamodb, credentials }
}

/** What is known about a side before its test: the context of its fields, its fingerprint, its last place. */
export function viewOf(side: Side, input: TestInput, { environment }: TestDependencies): SideView {
  return viewSide(side, {
    workspace: input.workspace,
    states: input.states[side],
    changes: input.secrets[side],
    reports: input.reports[side],
    environment: viewEnvironment(environment),
  })
}
