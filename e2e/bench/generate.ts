import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
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

function pick<T>(list: readonly T[], number: number): T {
  return list[number % list.length] as T
}

/**
 * Puts as many made-up workspaces as asked for into a user-data folder, in the format of its files, in the place of
 * those that are there. Every third was tested: one report a side, as long as a real one.
 */
export async function generateWorkspaces(userData: string, count: number): Promise<void> {
  const folder = join(userData, 'workspaces')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (let number = 0; number < count; number++) {
    await writeFile(join(folder, `${randomUUID()}.json`), JSON.stringify(fileOf(number), null, 2), {
      mode: 0o600,
    })
  }
}

function fileOf(number: number) {
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
  const local = {
    ...cloud,
    useLocal: true,
    server: `db${number}.example.com`,
    port: String(8000 + (number % 50)),
  }
  return {
    schemaVersion: 1,
    appVersion: '0.1.0',
    savedAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    workspace: {
      name: `${pick(subjects, number)} ${number}, ${from} to ${to}`,
      description: `Nightly copy number ${number} for the ${to} team`,
      tags: [from.toLowerCase(), `team ${number % 40}`],
      connectionType: 'dynamodb',
      source: cloud,
      destination: local,
    },
    secrets: { source: {}, destination: {} },
    reports:
      number % 3 === 0
        ? { source: [reportOf('source', account)], destination: [reportOf('destination', account)] }
        : { source: [], destination: [] },
  }
}

function reportOf(side: 'source' | 'destination', account: string) {
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
