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
import { describeCause } from '../failures/causes'
import { localCredentials } from '../sdk/clients'
import type { Clients, Credentials, Target } from '../sdk/clients'
import { resolveHost } from '../network/network'
import type { Lookup } from '../network/network'
import { findReplicas } from './replicas'
import { compareTables, listNames } from './sameInstance'
import type { Instance, Listing } from './sameInstance'
import type { Passed, StageTools } from '../run/stages'

/** The two sides that the pair rule compares, and what is known about them. */
export type Pair = {
  side: Side
  forms: BothSides<ConnectionForm>
  machine: Machine
  /** What this test found; extended if both sides prove to be one instance. */
  place: Place
  /** What the last test of the other side's current settings found, if any. */
  otherPlace: Place | undefined
}

/** The other local instance, and what is being learned about it. */
type OtherAsked = OtherInstance & {
  addresses: Promise<string[]>
  /** What it lists when asked with its own access key; undefined if its address has shown that it is the same. */
  listing: Promise<Listing | undefined>
}

type PairStageDependencies = StageTools & {
  clients: Clients
  instance: Instance
  /** The other instance if both sides are local. */
  other: OtherAsked | undefined
  /** The credentials used for the instance, and the region. */
  credentials: Credentials
  region: string
}

/**
 * Begins to ask the other side's local instance for its tables, so that both instances answer at the same time. Nothing
 * is asked unless both sides are local.
 */
export function askOther(
  pair: Pair,
  { clients, signal, lookup }: Pick<StageTools, 'signal'> & { clients: Clients; lookup: Lookup | undefined },
): OtherAsked | undefined {
  const { source, destination } = pair.forms
  const other =
    source.useLocal && destination.useLocal ? readInstance(pair.forms[otherSide(pair.side)]) : undefined
  if (!other) return undefined
  const addresses = resolveHost(other.host, { signal, lookup, limitMs: 2_000 }).catch((error: unknown) => {
    if (signal.aborted) throw error
    return []
  })
  const listing = addresses.then(async (found) =>
    judge(pair, { addresses: found }).kind === 'different'
      ? listNames(await clients.dynamodb(other.target, other.credentials), signal)
      : undefined,
  )
  // The test may end before it gets to the pair rule.
  listing.catch(() => undefined)
  return { ...other, addresses, listing }
}

/**
 * Judges the pair rule with new evidence. The same account or instance on both sides fails a test of the destination
 * and warns in a test of the source, because the rule restricts the destination; a mere likelihood warns on either
 * side.
 */
export async function checkPair(pair: Pair, means: PairStageDependencies): Promise<Result<Passed<null>>> {
  const { useLocal } = pair.forms[pair.side]
  const other = pair.forms[otherSide(pair.side)]
  if (useLocal && other.useLocal) return ruling(await compareInstances(pair, means), pair)
  if (areInAws(pair)) await lookForReplicas(pair, means)
  return judgeKnown(pair)
}

/** Whether both sides are in AWS, where tables can be replicas of each other. */
export function areInAws({ forms }: Pick<Pair, 'forms'>): boolean {
  return !forms.source.useLocal && !forms.destination.useLocal
}

/** The account of the side that is not under test, if known. */
export function accountOfOther({
  side,
  forms,
  otherPlace,
}: Omit<Pair, 'place'>): ReturnType<typeof accountOf> {
  return accountOf({ form: forms[otherSide(side)], place: otherPlace })
}

/** Searches for replicas in the other side's account, if known and different, and adds the result to the place. */
async function lookForReplicas(pair: Pair, means: PairStageDependencies): Promise<void> {
  const of = accountOfOther(pair)
  if (!of || of.account === pair.place.account) return
  pair.place.replicas = await findReplicas(means.instance.client, means.instance, of, means)
}

/** Judges the pair rule without requests, which is enough unless both sides are local. */
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

/** The sentence about replicas after the verdict; empty if a side is local or the verdict already covers it. */
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

/** Judges two local instances by their addresses, and if those are not conclusive, by their tables. */
async function compareInstances(pair: Pair, means: PairStageDependencies): Promise<PairVerdict> {
  const { other } = means
  if (!other) return judge(pair, undefined)
  means.waitFor(`the address of ${other.host}`)
  const addresses = await other.addresses
  means.waitFor(`${other.name} to list its tables`)
  const listing = await other.listing
  const compared = listing && (await compareWith(other, listing, means))
  if (compared) {
    Object.assign(pair.place, { sameInstance: compared === 'same', comparedWith: other.name })
  }
  return judge(pair, { addresses })
}

/** Uses the other side's access key and region first; if this side's differ, they are tried next and prove more. */
async function compareWith(
  { target, credentials }: OtherInstance,
  listing: Listing,
  means: PairStageDependencies,
): Promise<'same' | 'different' | undefined> {
  const { clients, instance, signal } = means
  const samePair = credentials.accessKeyId === means.credentials.accessKeyId && target.region === means.region
  const compared = await compareTables(instance, listing, { signal, samePair })
  if (compared || samePair) return compared
  const ours = await clients.dynamodb({ ...target, region: means.region }, means.credentials)
  return compareTables(instance, await listNames(ours, signal), { signal, samePair: true })
}

type OtherInstance = { target: Target; credentials: Credentials; host: string; name: string }

/** The local instance that a form describes; undefined if it is incomplete. */
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
    const words = describeCause('sameData', { finding: verdict.sameData })
    return { ...words, detail: evidenceOf(place) }
  }
  const code = forms[side].useLocal ? 'sameInstance' : 'sameAccount'
  const probably = likely ? ', probably,' : ''
  const words = describeCause(code, { side, other, host, account, probably, evidence: verdict.evidence })
  return {
    ...words,
    ...(likely && { remedy: `Test the ${other} to know for certain.` }),
    detail: evidenceOf(place),
  }
}

function evidenceOf({ host, arn }: Place): Failure['detail'] {
  return { ...(host && { host }), ...(arn && { caller: arn }) }
}
