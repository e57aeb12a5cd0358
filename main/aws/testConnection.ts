import { kindOf } from '../../domain/connection'
import { ok } from '../../domain/result'
import { otherSide } from '../../domain/side'
import type { Side } from '../../domain/side'
import { viewSide } from '../../domain/sideView'
import type { SideView } from '../../domain/sideView'
import type { Place, TestReport } from '../../domain/testReport'
import { authoritiesWith } from './authorities'
import { createClients, localCredentials } from './clients'
import { identify } from './cloudIdentity'
import { findCredentials } from './credentials'
import { viewEnvironment } from './environment'
import { findHosts } from './hosts'
import { checkNetwork } from './networkStage'
import { checkPair } from './pairStage'
import { readSettings } from './settings'
import { createProxies } from './proxies'
import { createStages } from './stages'
import { findTables } from './dynamodbStage'
import type { TestDependencies, TestInput, TestRun } from './testRun'

export type { TestDependencies, TestInput }

/**
 * Tests one connection, stage by stage, and answers a report in every case: passed, failed or cancelled. It ends at
 * the first failure, at the deadline, and at once when cancelled. No secret enters the report.
 */
export async function testConnection(input: TestInput, deps: TestDependencies): Promise<TestReport> {
  const { runId, side, workspace } = input
  const startedAt = deps.now()
  const place: Place = {}
  const kind = kindOf(workspace[side])
  const proxies = createProxies(deps.proxyFor)
  const authorities = authoritiesWith(deps.certificates)
  const clients = createClients({
    limitMs: deps.deadlineMs,
    now: deps.now,
    proxies,
    authorities,
    onReply: ({ clockOffsetMs }) => {
      if (kind !== 'local' && clockOffsetMs !== undefined) Object.assign(place, { clockOffsetMs })
    },
  })
  const stages = createStages({ ...deps, kind })
  try {
    await runStages({ input, deps, stages, clients, proxies, authorities, place })
  } finally {
    stages.finish()
    clients.destroy()
  }
  return {
    runId,
    side,
    ...stages.finish(),
    startedAt: new Date(startedAt).toISOString(),
    ms: Math.round(deps.now() - startedAt),
    fingerprint: viewOf(side, input, deps).fingerprint,
    // A copy: what was left behind by a cancelled stage may still write into the original.
    place: { ...place },
  }
}

async function runStages(run: TestRun): Promise<void> {
  const { input, deps, stages, proxies, authorities, clients, place } = run
  const { side, workspace, states, secrets } = input
  const { environment, machine, lookup, readSecret } = deps

  const settings = await stages.run('settings', async () =>
    readSettings(workspace[side], viewOf(side, input, deps).context, environment),
  )
  if (!settings) return
  const { kind, target, connection } = settings.value

  const base = await stages.run('credentials', async (tools) => {
    if (kind === 'local') {
      const { localAccessKey, localRegion } = connection
      const text = `Access key ${localAccessKey} in region ${localRegion}, for local instances alone`
      return ok({ text, value: localCredentials(localAccessKey) })
    }
    const sources = { side, states: states[side], changes: secrets[side], environment, readSecret }
    const found = await findCredentials(connection, sources, tools)
    if (!found.ok) return found
    const { credentials, origin, expiresAt } = found.value.value
    Object.assign(place, { chain: [origin], ...(expiresAt && { expiresAt }) })
    return ok({ ...found.value, value: credentials })
  })
  if (!base) return

  const network = await stages.run('network', async (tools) => {
    const hosts = await findHosts(settings.value, proxies)
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
  if (!network) return
  const { dynamodb, sts } = network.value

  const credentials = sts ? await identify(run, settings.value, sts, base.value) : base.value
  if (!credentials) return

  const tables = await stages.run('dynamodb', (tools) =>
    findTables(run, settings.value, dynamodb, credentials, tools),
  )
  if (!tables) return

  const otherPlace = viewOf(otherSide(side), input, deps).place
  await stages.run('pairRule', (tools) =>
    checkPair(
      { side, forms: workspace, machine, place, otherPlace },
      { ...tools, clients, instance: tables.value, credentials, region: target.region, lookup },
    ),
  )
}

function viewOf(side: Side, input: TestInput, { environment }: TestDependencies): SideView {
  return viewSide(side, {
    workspace: input.workspace,
    states: input.states[side],
    changes: input.secrets[side],
    reports: input.reports[side],
    environment: viewEnvironment(environment),
  })
}
