import type { ConnectionForm } from '../../../domain/connection/connection'
import type { Failure } from '../../../domain/failure'
import { hostAndPort, readPort, readServer } from '../../../domain/connection/localHost'
import type { Machine } from '../../../domain/connection/localHost'
import { accountOf, judgePair } from '../../../domain/test/pairRule'
import type { PairVerdict } from '../../../domain/test/pairRule'
import { isAbout, replicasInWords } from '../../../domain/test/replicas'
import { failed, ok } from '../../../domain/result'
import type { Result } from '../../../domain/result'
import { otherSide } from '../../../domain/side'
import type { BothSides, Side } from '../../../domain/side'
import type { Place } from '../../../domain/test/testReport'
import { tell } from '../failures/causes'
import { localCredentials } from '../sdk/clients'
import type { Clients, Credentials, Target } from '../sdk/clients'
import { resolveHost } from '../network/network'
import type { Lookup } from '../network/network'
import { findReplicas } from './replicas'
import { compareTables } from './sameInstance'
import type { Instance } from './sameInstance'
import type { Passed, StageTools } from '../run/stages'

/** Two sides to judge, and what is known of them. */
export type Pair = {
  side: Side
  forms: BothSides<ConnectionForm>
  machine: Machine
  /** What this test found; it is told when both sides prove to be one instance. */
  place: Place
  /** What the last test of the other side's present settings found, if any. */
  otherPlace: Place | undefined
}

type PairStageDependencies = StageTools & {
  clients: Clients
  instance: Instance
  /** What the instance was asked with, and the region. */
  credentials: Credentials
  region: string
  lookup: Lookup | undefined
}

/**
 * The pair rule with fresh evidence. The same account or instance on both sides fails a test of the destination and
 * warns in a test of the source, since the rule binds the destination; a mere likelihood warns on either side.
 */
export async function checkPair(pair: Pair, means: PairStageDependencies): Promise<Result<Passed<null>>> {
  const { useLocal } = pair.forms[pair.side]
  const other = pair.forms[otherSide(pair.side)]
  if (useLocal && other.useLocal) return ruling(await compareInstances(pair, means), pair)
  if (areInAws(pair)) await lookForReplicas(pair, means)
  return judgeKnown(pair)
}

/** Whether both sides are in AWS, where a table of the one can be a replica of the other's. */
export function areInAws({ forms }: Pick<Pair, 'forms'>): boolean {
  return !forms.source.useLocal && !forms.destination.useLocal
}

/** The account of the side that is not under test, as far as it is known. */
export function accountOfOther({
  side,
  forms,
  otherPlace,
}: Omit<Pair, 'place'>): ReturnType<typeof accountOf> {
  return accountOf({ form: forms[otherSide(side)], place: otherPlace })
}

/** Adds to the place whether its tables have replicas in the other side's account, where that is known and another one. */
async function lookForReplicas(pair: Pair, means: PairStageDependencies): Promise<void> {
  const of = accountOfOther(pair)
  if (!of || of.account === pair.place.account) return
  pair.place.replicas = await findReplicas(means.instance.client, means.instance, of, means)
}

/** The pair rule from what is known already, asking nobody: all there is to do unless both sides are local. */
export function judgeKnown(pair: Pair): Result<Passed<null>> {
  return ruling(judge(pair, pair.otherPlace), pair)
}

function ruling(verdict: PairVerdict, pair: Pair): Result<Passed<null>> {
  const finding = findingOf(verdict, pair)
  const text = [verdict.title, replicasOf(verdict, pair)].filter(Boolean).join(' ')
  if (!finding) return ok({ text, value: null })
  if (verdict.kind === 'same' && pair.side === 'destination') return failed(finding)
  return ok({ text, value: null, warning: finding })
}

/** What is said of replicas beside the verdict: nothing where a side is local, or the verdict says all there is. */
function replicasOf({ kind }: PairVerdict, pair: Pair): string {
  if (!areInAws(pair) || kind === 'same') return ''
  const { place } = pair
  const of = accountOfOther(pair)
  if (!of) return `Not checked for replicas: the account of the ${otherSide(pair.side)} is not known.`
  return of.account === place.account
    ? ''
    : replicasInWords(isAbout(place.replicas, of) ? place.replicas : undefined)
}

function judge({ side, forms, machine, place }: Pair, otherPlace: Place | undefined): PairVerdict {
  const places = { [side]: place, [otherSide(side)]: otherPlace } as BothSides<Place | undefined>
  const sideOf = (name: Side) => ({ form: forms[name], place: places[name] })
  return judgePair(sideOf('source'), sideOf('destination'), machine)
}

/** Two local instances: the other side's name is looked up now, and when that tells nothing, tables are compared. */
async function compareInstances(pair: Pair, means: PairStageDependencies): Promise<PairVerdict> {
  const other = readInstance(pair.forms[otherSide(pair.side)])
  if (!other) return judge(pair, undefined)
  means.waitFor(`the address of ${other.host}`)
  const addresses = await resolveHost(other.host, { ...means, limitMs: 2_000 }).catch((error: unknown) => {
    if (means.signal.aborted) throw error
    return []
  })
  const verdict = judge(pair, { addresses })
  if (verdict.kind !== 'different') return verdict
  means.waitFor(`${other.name} to list its tables`)
  const compared = await compareWith(other, means)
  if (compared) {
    Object.assign(pair.place, { sameInstance: compared === 'same', comparedWith: other.name })
  }
  return judge(pair, { addresses })
}

/** The other side's own pair is asked first; this side's then proves more where the two pairs differ. */
async function compareWith(
  { target, credentials }: OtherInstance,
  means: PairStageDependencies,
): Promise<'same' | 'different' | undefined> {
  const { clients, instance, signal } = means
  const samePair = credentials.accessKeyId === means.credentials.accessKeyId && target.region === means.region
  const theirs = await clients.dynamodb(target, credentials)
  const compared = await compareTables(instance, theirs, { signal, samePair })
  if (compared || samePair) return compared
  const ours = await clients.dynamodb({ ...target, region: means.region }, means.credentials)
  return compareTables(instance, ours, { signal, samePair: true })
}

type OtherInstance = { target: Target; credentials: Credentials; host: string; name: string }

/** A local instance as a form describes it; undefined while it describes none. */
function readInstance({
  server,
  port,
  localAccessKey,
  localRegion: region,
}: ConnectionForm): OtherInstance | undefined {
  const reading = readServer(server)
  const number = readPort(port)
  if (!reading.ok || number === undefined) return undefined
  const { protocol = 'http', host } = reading.value
  const name = hostAndPort(host, number)
  const address = `${protocol}://${name}`
  if (!URL.canParse(address)) return undefined
  return {
    target: { local: true, region: region.trim(), dynamodbUrl: new URL(address) },
    credentials: localCredentials(localAccessKey.trim()),
    host,
    name,
  }
}

function findingOf(verdict: PairVerdict, { side, forms, place }: Pair): Failure | undefined {
  const likely = verdict.kind === 'unknown' && verdict.likely === 'same'
  if (verdict.kind !== 'same' && !likely) return undefined
  const other = otherSide(side)
  const { host, account } = place
  if (verdict.sameData !== undefined) {
    const words = tell('sameData', { finding: verdict.sameData })
    return { ...words, detail: evidenceOf(place) }
  }
  const code = forms[side].useLocal ? 'sameInstance' : 'sameAccount'
  const probably = likely ? ', probably,' : ''
  const words = tell(code, { side, other, host, account, probably, evidence: verdict.evidence })
  return {
    ...words,
    ...(likely && { remedy: `Test the ${other} to know for certain.` }),
    detail: evidenceOf(place),
  }
}

function evidenceOf({ host, arn }: Place): Failure['detail'] {
  return { ...(host && { host }), ...(arn && { caller: arn }) }
}
