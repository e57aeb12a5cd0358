import type { STSClient } from '@aws-sdk/client-sts'
import { accountOfArn } from '../../domain/arn'
import type { Failure } from '../../domain/failure'
import { failed, ok } from '../../domain/result'
import type { Result } from '../../domain/result'
import { ask } from './calls'
import type { Caller } from './calls'
import { misunderstoodReply } from './failures'
import { loadSts } from './sdk'
import type { StageTools } from './stages'

/** Whom AWS takes the credentials for. */
export type Identity = { account: string; partition: string; arn: string }

/** Asks AWS who the credentials belong to (GetCallerIdentity, which needs no permission). */
export async function askIdentity(
  client: STSClient,
  caller: Caller,
  tools: StageTools,
  now: () => number,
): Promise<Result<Identity>> {
  const call = { ...caller, action: 'GetCallerIdentity' } as const
  const { GetCallerIdentityCommand } = await loadSts()
  const reply = await ask(call, tools, now, (options) =>
    client.send(new GetCallerIdentityCommand({}), options),
  )
  if (!reply.ok) return reply
  // The SDK reads success out of any 200, a web page included: only these two prove that STS answered.
  const { Account: account = '', Arn: arn = '' } = reply.value
  const partition = /^arn:[\w-]+:(iam|sts)::\d{12}:[\w+=,.@/:-]+$/.test(arn) && accountOfArn(arn)?.partition
  if (!/^\d{12}$/.test(account) || !partition) return failed(misunderstoodReply(call))
  return ok({ account, partition, arn })
}

/** The warning for a clock that is off but was corrected from the date of AWS's replies; undefined for a good one. */
export function clockWarning(client: STSClient): Failure | undefined {
  const minutes = Math.round(client.config.systemClockOffset / 60_000)
  if (minutes === 0) return undefined
  return {
    code: 'clockSkew',
    message: `The clock of this machine is ${Math.abs(minutes)} minutes ${minutes > 0 ? 'behind' : 'ahead'}; the test allowed for it.`,
    remedy: 'Let the operating system set the clock. Other programs are refused by AWS.',
  }
}
