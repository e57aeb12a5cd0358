import { accountOfAccessKey } from '../connection/accessKey'
import { readRoleArn } from '../connection/arn'
import type { ConnectionForm } from '../connection/connection'
import { canonicalHost, hostAndPort, readPort, readServer, sameHost } from '../connection/localHost'
import type { Machine } from '../connection/localHost'
import { isAbout, replicasInWords } from './replicas'
import type { Place } from './testReport'

/** Whether source and destination may be used together; the title begins with the verdict. */
export type PairVerdict = {
  kind: 'different' | 'same' | 'unknown'
  /** Set if the evidence suggests a verdict but does not prove it. */
  likely?: 'different' | 'same'
  /** The sentence about the table that is the same on both sides although the accounts differ. */
  sameData?: string
  title: string
  evidence: string
}

/** One side as the rule sees it: its form, and what the last test with exactly these settings found. */
export type PairSide = { form: ConnectionForm; place?: Place | undefined }

type Account = { account: string; partition: string | undefined; from: 'test' | 'role' | 'key' }

/**
 * The pair rule: the destination must be neither the source's local instance nor in the source's AWS account.
 * It is pure, works offline and is recomputed at every edit.
 */
export function judgePair(source: PairSide, destination: PairSide, machine: Machine): PairVerdict {
  if (source.form.useLocal !== destination.form.useLocal) {
    return {
      kind: 'different',
      title: 'Different: one side is a local instance, the other is in the cloud.',
      evidence: 'A local instance belongs to no AWS account.',
    }
  }
  if (source.form.useLocal) return judgeInstances(source, destination, machine)
  const accounts = [accountOf(source), accountOf(destination)] as const
  const bothFromEnvironment = [source, destination].every(({ form }) => form.way === 'environment')
  const verdict =
    bothFromEnvironment && !(accounts[0] && accounts[1]) ? sharedCredentials : judgeAccounts(...accounts)
  return verdict.kind === 'same' ? verdict : judgeReplicas(verdict, source, destination)
}

/**
 * Different accounts still have the same data if a table in one is a replica of a table in the other. The destination's
 * test counts first, then the source's; each must be about the other side's present account.
 */
function judgeReplicas(verdict: PairVerdict, source: PairSide, destination: PairSide): PairVerdict {
  const [ofSource, ofDestination] = [accountOf(source), accountOf(destination)]
  const here = ofSource && isAbout(destination.place?.replicas, ofSource) && destination.place?.replicas
  const there = ofDestination && isAbout(source.place?.replicas, ofDestination) && source.place?.replicas
  if (here && here.table !== undefined) {
    return sameData(here.table, 'of the destination is a replica of the source’s.')
  }
  if (there && there.table !== undefined && !(here && here.notChecked === undefined)) {
    return sameData(there.table, 'of the source has a replica in the destination’s account.')
  }
  if (verdict.likely === 'same' || !destination.place?.account) return verdict
  return { ...verdict, evidence: `${verdict.evidence} ${replicasInWords(here || undefined)}` }
}

function sameData(table: string, finding: string): PairVerdict {
  return {
    kind: 'same',
    sameData: `Table ${table} ${finding}`,
    title: `Same data, not allowed: table ${table} ${finding}`,
    evidence:
      'Found by the last test (DynamoDB multi-account global tables): a change to one table changes the other.',
  }
}

const sharedCredentials: PairVerdict = {
  kind: 'unknown',
  likely: 'same',
  title: 'Cannot tell yet, but probably the same AWS account.',
  evidence: 'Both sides use the credentials of the environment. Run a test to be sure.',
}

function judgeInstances(source: PairSide, destination: PairSide, machine: Machine): PairVerdict {
  const [a, b] = [readEndpoint(source.form), readEndpoint(destination.form)]
  if (!a || !b) {
    const which = a ? 'the destination' : b ? 'the source' : 'both sides'
    return {
      kind: 'unknown',
      title: `Cannot tell yet: fill in server and port of ${which}.`,
      evidence: 'Source and destination must be different local instances.',
    }
  }
  const [first, second] = [hostAndPort(a.host, a.port), hostAndPort(b.host, b.port)]
  // The destination's test counts first, because the rule restricts the destination.
  if (foundSame(destination.place, first) ?? foundSame(source.place, second)) {
    return same(
      `${first} and ${second} are one local instance.`,
      'The last test found the same table IDs on both.',
    )
  }
  if (a.port !== b.port) {
    return {
      kind: 'different',
      title: `Different local instances: ${first} and ${second}.`,
      evidence: 'The ports differ. A test also compares the IDs of tables with the same name.',
    }
  }
  if (sameHost(a.host, b.host, machine)) {
    const evidence =
      canonicalHost(a.host) === canonicalHost(b.host)
        ? 'Server and port are equal.'
        : `${a.host} and ${b.host} are both this machine, and the ports are equal.`
    return same(`both sides are the local instance ${first}.`, evidence)
  }
  const shared = sharedAddress(source.place, destination.place, machine)
  if (shared) {
    return same(
      `both sides are the local instance ${first}.`,
      `Both host names resolve to ${shared}, and the ports are equal.`,
    )
  }
  return {
    kind: 'different',
    title: `Different local instances: ${first} and ${second}.`,
    evidence: 'The hosts differ. A test also compares the addresses that they resolve to.',
  }
}

/** The result of comparing tables; undefined if the test did not compare them, or not with `other`. */
function foundSame(place: Place | undefined, other: string): boolean | undefined {
  return (place?.comparedWith ?? other) === other ? place?.sameInstance : undefined
}

/** The address at which both places were reached, if any; all addresses of this machine count as one. */
export function sharedAddress(
  a: Place | undefined,
  b: Place | undefined,
  machine: Machine,
): string | undefined {
  return a?.addresses?.find((one) => b?.addresses?.some((other) => sameHost(one, other, machine)))
}

function readEndpoint(form: ConnectionForm): { host: string; port: number } | undefined {
  const reading = readServer(form.server)
  const port = readPort(form.port)
  return reading.ok && port !== undefined ? { host: reading.value.host, port } : undefined
}

function same(finding: string, evidence: string): PairVerdict {
  return { kind: 'same', title: `Same, not allowed: ${finding}`, evidence }
}

/** The account of a cloud side from the strongest evidence; undefined if there is none. */
export function accountOf({ form, place }: PairSide): Account | undefined {
  if (place?.account) return { account: place.account, partition: place.partition, from: 'test' }
  if (form.way === 'assumeRole') {
    const role = readRoleArn(form.roleArn)
    return role.ok
      ? { account: role.value.account, partition: role.value.partition, from: 'role' }
      : undefined
  }
  const decoded = form.way === 'userCredentials' ? accountOfAccessKey(form.accessKey.trim()) : undefined
  return decoded === undefined ? undefined : { account: decoded, partition: undefined, from: 'key' }
}

const origin = { test: 'by its last test', role: 'by its role ARN', key: 'by its access key' }

function judgeAccounts(source: Account | undefined, destination: Account | undefined): PairVerdict {
  if (!source || !destination) {
    const lacks = source
      ? 'the AWS account of the destination is not known'
      : destination
        ? 'the AWS account of the source is not known'
        : 'neither AWS account is known'
    return {
      kind: 'unknown',
      title: `Cannot tell yet: ${lacks}.`,
      evidence:
        'A role ARN, most access keys or a test shows it. Source and destination must be in different accounts.',
    }
  }
  const equal =
    source.account === destination.account &&
    (source.partition === undefined ||
      destination.partition === undefined ||
      source.partition === destination.partition)
  const evidence = `The source ${origin[source.from]}, the destination ${origin[destination.from]}.`
  if (source.from === 'key' || destination.from === 'key') {
    return {
      kind: 'unknown',
      likely: equal ? 'same' : 'different',
      title: equal
        ? `Cannot tell yet, but probably the same AWS account, ${source.account}.`
        : `Cannot tell yet, but probably different AWS accounts, ${source.account} and ${destination.account}.`,
      evidence: `${evidence} A test tells for certain.`,
    }
  }
  if (equal) return same(`both sides are in AWS account ${source.account}.`, evidence)
  const title =
    source.account === destination.account
      ? `Different AWS accounts: ${source.account} of ${source.partition} and of ${destination.partition}.`
      : `Different AWS accounts: ${source.account} and ${destination.account}.`
  return { kind: 'different', title, evidence }
}
