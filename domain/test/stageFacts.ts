import { readRoleArn } from '../connection/arn'
import { groupedAccount } from '../connection/accountNumber'
import { failureEvidence } from '../failure'
import { clock } from '../moments'
import type { PairVerdict } from './pairRule'
import type { Place, Stage } from './testReport'

/** One stage in one line, and what is shown below it on request, line by line: session names, hosts, request ids. */
export type StageFact = { fact: string; evidence: string[] }

/** The line of a stage. `place` is what its test found. */
export function stageFact(stage: Stage, place: Place | undefined): StageFact {
  const { failure, status, text } = stage
  if (failure) {
    const { error, status: code } = failure.detail ?? {}
    const fact = [error, code && `HTTP ${code}`].filter(Boolean).join(' ')
    return { fact: fact || 'Failed', evidence: linesOf(failureEvidence(failure)) }
  }
  if (status === 'notReached') return { fact: 'Not reached', evidence: [] }
  if (status === 'running') return { fact: 'Running…', evidence: [] }
  if (status === 'cancelled') return { fact: 'Cancelled', evidence: [] }
  if (status === 'waiting') return { fact: '', evidence: [] }
  const fact = factOf[stage.name]?.(place ?? {}, text) ?? text
  const warned = stage.warning ? failureEvidence(stage.warning) : ''
  return { fact, evidence: linesOf(fact === text ? '' : text, warned) }
}

/** What a pair stage found: if it still holds, and with the time if not. */
const pairWords: Record<PairVerdict['kind'], { holds: string; was: string }> = {
  different: { holds: 'Different', was: 'Was different' },
  same: { holds: 'The same', was: 'Was the same' },
  unknown: { holds: 'Cannot tell yet', was: 'Could not be told' },
}

/** What the pair stage of a report found, by its failure or the first words of its text. */
export function foundByPair({ text, failure }: Pick<Stage, 'text' | 'failure'>): PairVerdict['kind'] {
  if (failure || text.startsWith('Same')) return 'same'
  return text.startsWith('Different') ? 'different' : 'unknown'
}

/**
 * The line of a pair stage that has ended. The verdict of now is argued in one place alone, so this says only whether the
 * test found the same, and else what was found when.
 */
export function pairFact(stage: Stage, now: PairVerdict['kind'], testedAt: string): StageFact {
  const found = foundByPair(stage)
  const { holds, was } = pairWords[found]
  const fact = found === now ? `${holds}, as above` : `${was} at ${clock(testedAt)}`
  return { fact, evidence: linesOf(stage.failure ? stage.failure.message : stage.text) }
}

function linesOf(...lines: string[]): string[] {
  return lines.filter((line) => line !== '')
}

/** The facts that are shorter than what the stage reported; undefined where the report has none. */
const factOf: Partial<Record<Stage['name'], (place: Place, text: string) => string | undefined>> = {
  settings: () => 'Complete',
  credentials: (_place, text) =>
    /^TONIC_AWS_ACCESS_KEY_ID .* ends in (\w+)$/.test(text)
      ? text.replace(/^.* ends in (\w+)$/, 'Environment key …$1')
      : /^From this workspace: access key /.test(text)
        ? text.replace(
            /^.*access key \w*(…\w+)(?: with a session token)?/,
            (all, tail: string) => `This workspace, ${tail}${all.endsWith('token') ? ' with a token' : ''}`,
          )
        : text.split(', for local instances')[0],
  network: ({ host }) => host,
  assumeRole: ({ arn, expiresAt }, text) => {
    const role = sessionRole(arn) ?? text.split(' ')[0]
    return role && (expiresAt ? `${role}, until ${clock(expiresAt)}` : role)
  },
  identity: ({ account }) => account && `Account ${account}`,
  dynamodb: (_place, text) => (text.startsWith('No tables for ') ? 'No tables' : undefined),
}

/** The name of the role in the ARN of a session; undefined for any other ARN. */
export function sessionRole(arn: string | undefined): string | undefined {
  return /:assumed-role\/([^/]+)\//.exec(arn ?? '')?.[1]
}

/** Who a test was: the role of a session, the user, or the account. */
export function callerName({ arn, account }: Place): string | undefined {
  const role = sessionRole(arn)
  if (role) return role
  const user = /:user\/(?:.*\/)?([^/]+)$/.exec(arn ?? '')?.[1]
  if (user) return user
  return arn && readRoleArn(arn).ok ? arn.split('/').at(-1) : account && groupedAccount(account)
}
