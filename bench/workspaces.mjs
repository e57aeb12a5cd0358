// @ts-check
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const places = ['staging', 'QA', 'production', 'demo', 'training']
const subjects = [
  'Orders',
  'Payments',
  'Loyalty',
  'Customers',
  'Invoices',
  'Shipments',
  'Returns',
  'Catalogue',
]
const regions = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2', 'ap-southeast-2']

/**
 * @param {readonly string[]} list
 * @param {number} number
 * @returns {string}
 */
const pick = (list, number) => String(list[number % list.length])

/**
 * Writes made-up workspaces into a user-data folder, in the format of its files, in place of those that are there. Every
 * third was tested: one report for each side, as long as a real one.
 * @param {string} userData
 * @param {number} count
 */
export function generateWorkspaces(userData, count) {
  const folder = join(userData, 'workspaces')
  rmSync(folder, { recursive: true, force: true })
  for (let number = 0; number < count; number++) writeWorkspace(userData, fileOf(number))
}

/**
 * Writes one workspace file and returns its id.
 * @param {string} userData
 * @param {object} content
 * @returns {string}
 */
export function writeWorkspace(userData, content) {
  const id = randomUUID()
  const folder = join(userData, 'workspaces')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, `${id}.json`), JSON.stringify(content, null, 2), { mode: 0o600 })
  return id
}

/** @param {number} number */
function fileOf(number) {
  const [from, to] = [pick(places, number), pick(places, number + 1 + (number % 3))]
  const account = String(111_111_111_111 + number * 7)
  const cloud = {
    useLocal: false,
    way: pick(['assumeRole', 'environment'], number),
    server: '',
    port: '8000',
    roleArn: `arn:aws:iam::${account}:role/data/Reader`,
    sessionName: '',
    durationSeconds: '3600',
    accessKey: '',
    region: pick(regions, number),
  }
  const name = `${pick(subjects, number)} ${number}, ${from} to ${to}`
  const local = localConnection(`db${number}.example.com`, 8000 + (number % 50))
  const file = workspaceFile(name, cloud, local)
  return {
    ...file,
    workspace: { ...file.workspace, tags: [from.toLowerCase(), `team ${number % 40}`] },
    savedAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    reports:
      number % 3 === 0
        ? { source: [reportOf('source', account)], destination: [reportOf('destination', account)] }
        : { source: [], destination: [] },
  }
}

/**
 * The content of the file of a workspace between two local instances of this machine.
 * @param {string} name
 * @param {number} source port
 * @param {number} destination port
 */
export function localWorkspace(name, source, destination) {
  return workspaceFile(name, localConnection('127.0.0.1', source), localConnection('127.0.0.1', destination))
}

/**
 * A connection to a local instance, as a file holds it.
 * @param {string} server
 * @param {number} port
 */
function localConnection(server, port) {
  return {
    useLocal: true,
    way: 'assumeRole',
    server,
    port: String(port),
    roleArn: '',
    sessionName: '',
    durationSeconds: '3600',
    accessKey: '',
    region: '',
  }
}

/**
 * The content of a workspace's file that was never tested.
 * @param {string} name
 * @param {object} source
 * @param {object} destination
 */
function workspaceFile(name, source, destination) {
  return {
    schemaVersion: 1,
    appVersion: '0.1.0',
    savedAt: '2026-11-20T10:00:00.000Z',
    workspace: {
      name,
      description: `Nightly copy, ${name}`,
      tags: [],
      connectionType: 'dynamodb',
      source,
      destination,
    },
    secrets: { source: {}, destination: {} },
    reports: { source: [], destination: [] },
  }
}

/**
 * @param {'source' | 'destination'} side
 * @param {string} account
 */
function reportOf(side, account) {
  const names = ['settings', 'credentials', 'network', 'assumeRole', 'identity', 'dynamodb', 'pairRule']
  return {
    runId: randomUUID(),
    side,
    outcome: 'passed',
    startedAt: '2026-11-20T10:00:00.000Z',
    ms: 640,
    fingerprint: JSON.stringify(['assumeRole', account, side]),
    stages: names.map((name) => ({
      name,
      status: 'passed',
      text: `What ${name} found, in a few words`,
      ms: 90,
    })),
    place: {
      host: 'dynamodb.eu-west-1.amazonaws.com:443',
      addresses: ['192.0.2.10', '192.0.2.11'],
      account,
      partition: 'aws',
      arn: `arn:aws:sts::${account}:assumed-role/Reader/session`,
      tables: 42,
    },
  }
}
