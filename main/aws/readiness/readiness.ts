import type { Failure } from '../../../domain/failure'
import { readActions } from '../../../domain/test/readiness'
import type { Permission, ReadAction, Readiness } from '../../../domain/test/readiness'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { failureOf } from '../../../domain/test/testReport'
import type { TestReport } from '../../../domain/test/testReport'
import type { Attempt } from './attempt'
import { callerOf } from '../sdk/calls'
import { failureOfSurprise } from '../failures/failures'
import { readRecovery } from './pointInTimeRecovery'
import { beginRun, connectToDynamodb, viewOf } from '../stages/connectToDynamodb'
import type { ConnectedDynamodb } from '../stages/connectToDynamodb'
import { tryActions } from './readActions'
import type { Passed, StageTools } from '../run/stages'
import { listTables } from '../stages/tables'
import type { TestDependencies, TestInput, StageContext } from '../stages/stageContext'

/** Enough milliseconds for a thousand tables at the rate that DynamoDB allows. */
const limitMs = 180_000

const notTested: Failure = {
  code: 'needsPassedTest',
  message: 'These settings have not passed a test yet.',
  remedy: 'Test the connection first; the readiness check follows a passed test.',
}

type Progress = (done: number, of: number) => void
type Finding = Omit<Readiness, 'checkedAt' | 'ms'>

/**
 * Checks with read calls only what a test does not: which tables lack point-in-time recovery, and which documented read
 * permissions are allowed. It follows a passed test of the same settings and returns its report with the findings; null
 * if it was cancelled. `onProgress` receives the number of tables done.
 */
export async function checkReadiness(
  input: TestInput,
  deps: TestDependencies,
  onProgress: Progress,
): Promise<Result<TestReport | null>> {
  const { side } = input
  const report = input.reports[side][0]
  if (!report || viewOf(side, input, deps).status.kind !== 'passed') {
    return failed(notTested)
  }
  const startedAt = deps.now()
  const run = beginRun(input, { ...deps, deadlineMs: limitMs })
  try {
    const reached = await connectToDynamodb(run)
    const found =
      reached && (await run.stages.run('dynamodb', (tools) => look(run, reached, tools, onProgress)))
    if (found) {
      const checkedAt = new Date(startedAt).toISOString()
      const ms = Math.round(deps.now() - startedAt)
      return ok(run.secrets.withoutSecrets({ ...report, readiness: { checkedAt, ms, ...found.value } }))
    }
    if (deps.signal.aborted) return ok(null)
    const failure = failureOf(run.stages.finish()) ?? failureOfSurprise(undefined)
    return failed(run.secrets.withoutSecrets(failure))
  } finally {
    run.stages.finish()
    run.clients.destroy()
  }
}

async function look(
  { clients, place }: StageContext,
  { resolved, dynamodb, credentials }: ConnectedDynamodb,
  tools: StageTools,
  onProgress: Progress,
): Promise<Result<Passed<Finding>>> {
  const client = await clients.dynamodb(resolved.target, credentials)
  const tables = await listTables(client, callerOf(dynamodb, resolved, credentials), tools)
  if (!tables.ok) return tables
  const { region } = resolved.target
  const { partition = 'aws', account = '000000000000' } = place
  const arn = `arn:${partition}:dynamodb:${region}:${account}:table/`
  const answers = await tryActions(client, tables.value, arn, tools)
  const { answer, ...recovery } = await readRecovery(client, tables.value, tools, onProgress)
  answers.set('DescribeContinuousBackups', answer)
  const permissions = readActions.map((action) => permissionOf(action, answers.get(action)))
  return ok({ text: '', value: { region, ...recovery, moreTables: tables.value.more, permissions } })
}

function permissionOf(action: ReadAction, tried: Attempt<unknown> | undefined): Permission {
  if (tried?.answer === 'denied') return { action, answer: 'denied', denial: tried.denial }
  if (tried?.answer === 'allowed') return { action, answer: 'allowed' }
  return { action, answer: 'notChecked', why: tried?.why ?? 'it was not tried' }
}
