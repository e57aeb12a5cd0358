import { kindOf } from '../../domain/connection'
import { ok } from '../../domain/result'
import { otherSide } from '../../domain/side'
import type { Side } from '../../domain/side'
import { viewSide } from '../../domain/sideView'
import type { SideView } from '../../domain/sideView'
import type { Place, TestReport } from '../../domain/testReport'
import { callerOf } from './calls'
import { createClients, localCredentials } from './clients'
import { identify } from './cloudIdentity'
import { findCredentials } from './credentials'
import { viewEnvironment } from './environment'
import { findHosts } from './hosts'
import { checkNetwork } from './networkStage'
import { checkPair } from './pairStage'
import { readSettings } from './settings'
import { createStages } from './stages'
import { listTables } from './tables'
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
  const clients = createClients(deps.deadlineMs)
  const stages = createStages({ ...deps, kind: kindOf(workspace[side]) })
  try {
    await runStages({ input, deps, stages, clients, place })
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
  const { input, deps, stages, clients, place } = run
  const { side, workspace, states, secrets } = input
  const { environment, machine, now, readSecret } = deps

  const settings = await stages.run('settings', async () =>
    readSettings(workspace[side], viewOf(side, input, deps).context, environment),
  )
  if (!settings) return
  const { kind, target, connection } = settings.value

  const base = await stages.run('credentials', async (tools) => {
    if (kind === 'local') return ok({ text: 'Fixed local ones', value: localCredentials })
    const sources = { side, states: states[side], changes: secrets[side], environment, readSecret }
    return findCredentials(connection, sources, tools)
  })
  if (!base) return

  const network = await stages.run('network', async (tools) => {
    const hosts = await findHosts(settings.value, clients)
    const { dynamodb, sts } = hosts
    place.host = dynamodb.host
    const checked = await checkNetwork(sts ? [sts, dynamodb] : [dynamodb], tools, deps.lookup)
    if (!checked.ok) return checked
    place.addresses = checked.value.value.get(dynamodb.host) ?? []
    return ok({ text: checked.value.text, value: hosts })
  })
  if (!network) return
  const { dynamodb, sts } = network.value

  const credentials = sts ? await identify(run, settings.value, sts, base.value) : base.value
  if (!credentials) return

  const tables = await stages.run('dynamodb', async (tools) => {
    const client = await clients.dynamodb(target, credentials)
    const caller = { ...callerOf(dynamodb, settings.value, credentials), caller: place.arn }
    const listed = await listTables(client, caller, tools, now)
    return listed.ok ? ok({ ...listed.value, value: { client, ...listed.value.value } }) : listed
  })
  if (!tables) return
  Object.assign(place, { tables: tables.value.names.length, moreTables: tables.value.more })

  const otherPlace = viewOf(otherSide(side), input, deps).place
  await stages.run('pairRule', (tools) =>
    checkPair(
      { side, forms: workspace, machine, place, otherPlace },
      { ...tools, clients, instance: tables.value, lookup: deps.lookup },
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
