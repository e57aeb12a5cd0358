import { ok } from '../../domain/result'
import { otherSide } from '../../domain/side'
import type { TestReport } from '../../domain/test/testReport'
import { findTables } from './stages/dynamodbStage'
import { askOther, checkPair } from './stages/pairStage'
import { beginRun, connectToDynamodb, viewOf } from './stages/connectToDynamodb'
import type { TestDependencies, TestInput, StageContext } from './stages/stageContext'

export type { TestDependencies, TestInput }

/**
 * Tests one connection stage by stage and always returns a report: passed, failed or cancelled. It ends at the first
 * failure, at the deadline, and at once when cancelled. The report contains no secret.
 */
export async function testConnection(input: TestInput, deps: TestDependencies): Promise<TestReport> {
  const { runId, side } = input
  const startedAt = deps.now()
  const run = beginRun(input, deps)
  try {
    await runStages(run)
  } finally {
    run.stages.finish()
    run.clients.destroy()
  }
  return run.secrets.withoutSecrets({
    runId,
    side,
    ...run.stages.finish(),
    startedAt: new Date(startedAt).toISOString(),
    ms: Math.round(deps.now() - startedAt),
    fingerprint: viewOf(side, input, deps).fingerprint,
    // A copy, because a cancelled stage may still write to the original.
    place: { ...run.place },
  })
}

async function runStages(run: StageContext): Promise<void> {
  const { input, deps, stages, clients, place } = run
  const { side, workspace: forms } = input
  const { machine, lookup } = deps
  const reached = await connectToDynamodb(run)
  if (!reached) return
  const { resolved, dynamodb, credentials } = reached

  const otherPlace = viewOf(otherSide(side), input, deps).place
  const pair = { side, forms, machine, place, otherPlace }
  const found = await stages.run('dynamodb', async (tools) => {
    const other = askOther(pair, { ...tools, clients, lookup })
    const tables = await findTables(run, resolved, dynamodb, credentials, tools)
    return tables.ok ? ok({ ...tables.value, value: { instance: tables.value.value, other } }) : tables
  })
  if (!found) return

  const { region } = resolved.target
  await stages.run('pairRule', (tools) =>
    checkPair(pair, { ...tools, ...found.value, clients, credentials, region }),
  )
}
