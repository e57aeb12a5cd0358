import type { STSClient } from '@aws-sdk/client-sts'
import { readCallerArn } from '../../../domain/connection/arn'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { ask } from '../sdk/calls'
import type { Caller } from '../sdk/calls'
import { misunderstoodReply } from '../failures/failures'
import { lastReply } from '../failures/lastReply'
import { loadSts } from '../sdk/sdk'
import type { StageTools } from '../run/stages'

/** The caller as reported by AWS. */
export type Identity = { account: string; partition: string; arn: string }

/** Asks AWS whose credentials they are (GetCallerIdentity, which needs no permission). */
export async function askIdentity(
  client: STSClient,
  caller: Caller,
  tools: StageTools,
): Promise<Result<Identity>> {
  const call = { ...caller, action: 'GetCallerIdentity' } as const
  const { GetCallerIdentityCommand } = await loadSts()
  const reply = await ask(client, call, tools, (sts, options) =>
    sts.send(new GetCallerIdentityCommand({}), options),
  )
  if (!reply.ok) return reply
  // The SDK accepts any reply with status 200, even a web page: only these two values prove that STS answered.
  const { Account: account, Arn: arn = '' } = reply.value
  const found = readCallerArn(arn)
  if (!found || found.account !== account) return failed(misunderstoodReply(call, lastReply(client)))
  return ok({ ...found, arn })
}
