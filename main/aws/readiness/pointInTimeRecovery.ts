import { setTimeout as pause } from 'node:timers/promises'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { mostNamed } from '../../../domain/test/readiness'
import type { Readiness } from '../../../domain/test/readiness'
import { attempt } from './attempt'
import type { Attempt } from './attempt'
import { notThere } from './readActions'
import { loadDynamodb } from '../sdk/sdk'
import type { StageTools } from '../run/stages'
import type { Tables } from '../stages/tables'

/** `DescribeContinuousBackups` may be called ten times per second (DynamoDB API reference). */
const betweenMs = 100
/** How many refusals are accepted before the remaining tables are skipped; AWS logs each one in the account. */
const mostDenied = 5

type Recovery = Pick<Readiness, 'recovery' | 'withoutRecovery'> & {
  /** Whether the call is allowed: a refusal if there was one, else the first answer. */
  answer: Attempt<unknown>
}

/**
 * Checks point-in-time recovery of each table, one after the other, within the allowed rate. `onProgress` receives the
 * number of tables done.
 */
export async function readRecovery(
  client: DynamoDBClient,
  { names }: Tables,
  tools: StageTools,
  onProgress: (done: number, of: number) => void,
): Promise<Recovery> {
  const { DescribeContinuousBackupsCommand } = await loadDynamodb()
  const ask = (TableName: string) =>
    attempt(tools, (to) => client.send(new DescribeContinuousBackupsCommand({ TableName }), to))
  const recovery = { on: 0, off: 0, unknown: 0 }
  const withoutRecovery: string[] = []
  if (names.length === 0) return { recovery, withoutRecovery, answer: await ask(notThere) }

  let answer: Attempt<unknown> | undefined
  let denied = 0
  for (const [index, name] of names.entries()) {
    tools.waitFor(`DynamoDB to describe the backups of table ${index + 1} of ${names.length}`)
    onProgress(index, names.length)
    const [attempt] = await Promise.all([ask(name), pause(betweenMs, undefined, { signal: tools.signal })])
    if (attempt.answer === 'denied') denied++
    if (!answer || attempt.answer === 'denied') answer = attempt
    const backups = attempt.answer === 'allowed' ? attempt.value?.ContinuousBackupsDescription : undefined
    const status = backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus
    if (status === 'ENABLED') recovery.on++
    else if (status === 'DISABLED') recovery.off++
    if (status === 'DISABLED' && withoutRecovery.length < mostNamed) withoutRecovery.push(name)
    if (denied === mostDenied) break
  }
  recovery.unknown = names.length - recovery.on - recovery.off
  return { recovery, withoutRecovery, answer: answer ?? { answer: 'notChecked', why: 'it was not tried' } }
}
