import type { STSClient } from '@aws-sdk/client-sts'
import { readRoleArn } from '../../../domain/connection/arn'
import type { Failure } from '../../../domain/failure'
import { findRegion } from '../../../domain/connection/regions'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { assumeRole } from './assumeRole'
import { callerOf } from '../sdk/calls'
import { describeCause } from '../failures/causes'
import type { Credentials } from '../sdk/clients'
import { clockWarning } from '../failures/clock'
import type { Host } from '../sdk/hosts'
import { askIdentity } from './identity'
import { regionIn } from '../sdk/resolveConnection'
import type { ResolvedConnection } from '../sdk/resolveConnection'
import type { Passed, StageTools } from '../run/stages'
import type { StageContext } from './stageContext'

/** The default region of the aws partition, enabled in every account; only this partition has opt-in regions. */
const defaultRegion = 'us-east-1'

/**
 * Runs the stages that only cloud connections have: assumes the role, if any, and asks AWS whose credentials they are.
 * Returns the credentials for DynamoDB; undefined if the test ended here.
 */
export async function identify(
  run: StageContext,
  resolved: ResolvedConnection,
  sts: Host,
  base: Credentials,
): Promise<Credentials | undefined> {
  const { stages, clients, place } = run
  const { connection, target } = resolved
  let credentials = base
  /** Calls STS; if a refusal might mean a disabled region, repeats the call in an enabled one. */
  const settled = async <T>(
    tools: StageTools,
    question: (client: STSClient) => Promise<Result<Passed<T>>>,
  ): Promise<Result<Passed<T>>> => {
    const answer = await question(await clients.sts(target, credentials))
    if (answer.ok) return answer
    return failed(await settleRegion(answer.failure, run, resolved, sts, credentials, tools))
  }

  if (connection.kind === 'assumeRole') {
    const session = await stages.run('assumeRole', (tools) =>
      settled(tools, (client) => assumeRole(client, connection, callerOf(sts, resolved, base), tools)),
    )
    if (!session) return undefined
    const { sessionName, expiresAt } = session.value
    credentials = session.value.credentials
    const role = readRoleArn(connection.roleArn)
    const link = `role ${role.ok ? role.value.name : connection.roleArn}, session ${sessionName}`
    Object.assign(place, {
      sessionName,
      chain: [...(place.chain ?? []), link],
      ...(expiresAt && { expiresAt }),
    })
  }
  const identity = await stages.run('identity', (tools) =>
    settled(tools, async (client) => {
      const found = await askIdentity(client, callerOf(sts, resolved, credentials), tools)
      if (!found.ok) return found
      const { account, arn } = found.value
      // The account is certain, whether it is the expected one or not.
      Object.assign(place, found.value)
      const expected = connection.kind === 'local' ? '' : connection.expectedAccount
      if (expected !== '' && expected !== account) {
        return failed({
          ...describeCause('accountUnexpected', { account, expected }),
          detail: { caller: arn },
        })
      }
      const text = `Account ${account}, ${arn}`
      return ok({ text, value: found.value, warning: clockWarning(place.clockOffsetMs) })
    }),
  )
  return identity ? credentials : undefined
}

/**
 * AWS refuses unknown credentials and disabled opt-in regions in the same way. For an opt-in region the default region
 * is asked whose credentials they are: if it knows them, they are valid, and the account is known.
 */
async function settleRegion(
  failure: Failure,
  { clients }: StageContext,
  resolved: ResolvedConnection,
  sts: Host,
  credentials: Credentials,
  tools: StageTools,
): Promise<Failure> {
  const { region } = resolved.target
  const doubtful = failure.code === 'accessKeyUnknown' || failure.code === 'tokenRejected'
  if (!doubtful || !findRegion(region)?.optIn) return failure
  const elsewhere = {
    ...resolved,
    target: { ...resolved.target, region: defaultRegion },
  } as ResolvedConnection
  const client = await clients.sts(elsewhere.target, credentials)
  const answerMs = Math.min(3_000, tools.answerMs)
  const found = await askIdentity(client, callerOf(sts, elsewhere, credentials), { ...tools, answerMs })
  if (!found.ok) return found.failure.code === failure.code ? failure : withDoubt(failure, region)
  const { account, arn } = found.value
  return {
    ...describeCause('regionNotEnabled', { region, account }, regionIn(resolved.connection)),
    detail: { ...failure.detail, caller: arn },
  }
}

// The default region could not be reached, so both causes remain possible.
function withDoubt(failure: Failure, region: string): Failure {
  const first = `First check that ${region} is switched on for the account, under Account, AWS Regions.`
  return { ...failure, remedy: `${first} ${failure.remedy}` }
}
