import { kindOf } from '../connection/connection'
import type { ConnectionForm, ConnectionKind, FieldName } from '../connection/connection'
import { hostAndPort, isLoopbackHost, readPort, readServer } from '../connection/localHost'
import { findRegion } from '../connection/regions'
import type { SecretName } from '../secret/secret'
import { sides } from '../side'
import { currentOf } from '../workspace/workspace'
import type { WorkspaceRecord } from '../workspace/workspaceRecord'
import { endpointsOf } from './endpoint'

/**
 * The text of a workspace that is searched, in lower case: the name as its first line, the description as its second, and
 * then tags, accounts by number, ARNs, access keys, regions by code and name, hosts. Fields that are not in use are left
 * out.
 */
export function searchText(record: WorkspaceRecord): string {
  const workspace = currentOf(record)
  const { name, description, tags } = workspace
  const ends = sides.flatMap((side) => wordsOfEnd(workspace[side], record.reports[side][0]?.place.account))
  const { source, destination } = endpointsOf(workspace)
  const head = [name, description].map(oneLine)
  const rest = new Set([...tags, source.label, destination.label, ...ends].map(oneLine))
  return [...head, ...withoutParts([...rest], head)].join('\n')
}

const oneLine = (words: string): string => words.toLowerCase().trim().replace(/\s+/g, ' ')

/** Leaves out what is part of other words and so is found in them, because thousands of texts are searched at each key. */
function withoutParts(words: readonly string[], head: readonly string[]): string[] {
  const all = [...head, ...words]
  return words.filter(
    (word) =>
      word !== '' && !all.some((other) => other.includes(word) && (other !== word || head.includes(word))),
  )
}

/** The searchable fields of each kind. */
const searchedFields: Record<ConnectionKind, readonly Exclude<FieldName, SecretName>[]> = {
  local: ['server', 'port'],
  assumeRole: ['roleArn', 'region', 'expectedAccount'],
  userCredentials: ['accessKey', 'region', 'expectedAccount'],
  environment: ['region', 'expectedAccount'],
}

/**
 * The fields in use; for the cloud also the region's name, DynamoDB's host and the account that the last test reached;
 * for a local instance also `host:port`.
 */
function wordsOfEnd(form: ConnectionForm, account = ''): string[] {
  const kind = kindOf(form)
  const typed = searchedFields[kind].map((field) => form[field])
  if (kind === 'local') return [...typed, ...placesOf(form)]
  const region = form.region.trim()
  const host = region === '' ? '' : `dynamodb.${region}.amazonaws.com`
  return [...typed, findRegion(region)?.name ?? '', host, account]
}

function placesOf({ server, port }: ConnectionForm): string[] {
  const reading = readServer(server)
  const number = readPort(port)
  if (!reading.ok || number === undefined) return []
  const { host } = reading.value
  const hosts = isLoopbackHost(host) ? [host, 'localhost', '127.0.0.1'] : [host]
  return hosts.map((one) => hostAndPort(one, number))
}
