import { beforeAll, beforeEach, expect, it } from 'vitest'
import { startAwsDouble } from '../../test-support/aws/awsDouble'
import type { AwsDouble } from '../../test-support/aws/awsDouble'
import { startMetadataDouble } from '../../test-support/servers/metadataDouble'
import { makeWorld } from '../../test-support/aws/world'
import type { World } from '../../test-support/aws/world'
import type { Stage, StageName } from '../../domain/test/testReport'
import { loadDynamodb, loadSts } from './sdk/sdk'
import {
  endpointsAt,
  environmentForm,
  keyForm,
  localForm,
  roleForm,
  runTest,
  saved,
  stageOf,
  typed,
} from './testing/testHarness'
import { startDynamodb, startHttp, startTcp, stopAfterwards } from './testing/servers'

const never = <T>() => new Promise<T>(() => undefined)
const silent = () => startTcp((socket) => socket.resume())
const stalling = () =>
  startHttp((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': 100 })
    response.write('{"TableNames":[')
  })

let world: World
let double: AwsDouble
let environment: Record<string, string>

beforeAll(() => Promise.all([loadDynamodb(), loadSts()]))
beforeEach(async () => {
  world = makeWorld()
  double = await startAwsDouble({ accounts: world.accounts })
  stopAfterwards(() => double.stop())
  environment = endpointsAt(double.url)
})

type Setting = Parameters<typeof runTest>[0]

const hanging = (action: string) => async (): Promise<Setting> => {
  double.switches.hang.add(action)
  const { keyId, secret } = world.analyst
  const keys = { TONIC_AWS_ACCESS_KEY_ID: keyId, TONIC_AWS_SECRET_ACCESS_KEY: secret }
  return { source: roleForm(world.reader.arn), environment: { ...environment, ...keys } }
}

const rows: [what: string, stage: StageName, arrange: () => Promise<Setting>][] = [
  [
    'a keychain that asks for its password',
    'credentials',
    async () => {
      const { keyId } = world.analyst
      return { source: keyForm(keyId), states: { secretKey: saved(keyId) }, readSecret: never }
    },
  ],
  [
    'a silent metadata service',
    'credentials',
    async () => {
      const metadata = await startMetadataDouble({ ...world, role: world.reader, mode: 'silent' })
      stopAfterwards(() => metadata.stop())
      const variables = { AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.url }
      return { source: environmentForm(), environment: { ...environment, ...variables } }
    },
  ],
  [
    'a container service whose answer stalls',
    'credentials',
    async () => {
      const variables = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${await stalling()}/role` }
      return { source: environmentForm(), environment: { ...environment, ...variables } }
    },
  ],
  ['a resolver', 'network', async () => ({ source: localForm(8_000, 'slow.test'), lookup: never })],
  ['proxy settings', 'network', async () => ({ source: localForm(8_000, 'slow.test'), proxyFor: never })],
  ['a TLS handshake', 'network', async () => ({ source: localForm(await silent(), 'https://127.0.0.1') })],
  [
    'a proxy that is silent',
    'network',
    async () => {
      const proxy = `PROXY 127.0.0.1:${await silent()}`
      return { source: localForm(8_000, 'db.test'), proxyFor: async () => proxy }
    },
  ],
  ['AssumeRole', 'assumeRole', hanging('AssumeRole')],
  ['GetCallerIdentity', 'identity', hanging('GetCallerIdentity')],
  ['ListTables', 'dynamodb', hanging('ListTables')],
  ['a silent local instance', 'dynamodb', async () => ({ source: localForm(await silent()) })],
  ['a body that stalls', 'dynamodb', async () => ({ source: localForm(await stalling()) })],
  [
    'a body that comes by the byte',
    'dynamodb',
    async () => {
      const port = await startHttp((_request, response) => {
        const drip = setInterval(() => response.write(' '), 20)
        response.on('close', () => clearInterval(drip))
      })
      return { source: localForm(port) }
    },
  ],
  [
    'a proxy that is silent at its second call',
    'dynamodb',
    async () => {
      let calls = 0
      const port = await startTcp((socket) => {
        socket.once('data', () => calls++ === 0 && socket.write('HTTP/1.1 200 OK\r\n\r\n'))
      })
      return { source: localForm(8_000, 'db.test'), proxyFor: async () => `PROXY 127.0.0.1:${port}` }
    },
  ],
  [
    'two silent local instances',
    'dynamodb',
    async () => ({ source: localForm(await silent()), destination: localForm(await silent()) }),
  ],
  [
    'the other local instance',
    'pairRule',
    async () => ({
      source: localForm(await startDynamodb(['Orders'])),
      destination: localForm(await silent()),
    }),
  ],
]

it.each(rows)('%s keeps nobody waiting who cancels, and nothing runs on', async (_what, stage, arrange) => {
  const setting = await arrange()
  const before = open()
  const controller = new AbortController()
  let cancelledAt = 0
  const onStages = (stages: Stage[]): void => {
    if (cancelledAt > 0 || stages.find(({ name }) => name === stage)?.status !== 'running') return
    cancelledAt = Infinity
    setTimeout(() => {
      cancelledAt = performance.now()
      controller.abort()
    }, 150)
  }
  const report = await runTest({
    secretKey: typed(world.analyst.secret),
    ...setting,
    ...(setting.readSecret && { secretKey: { kind: 'keep' } }),
    signal: controller.signal,
    onStages,
  })
  expect(performance.now() - cancelledAt).toBeLessThan(200)
  expect(report.outcome).toBe('cancelled')
  expect(stageOf(report, stage).status).toBe('cancelled')
  await expect.poll(open, { timeout: 2_000 }).toBeLessThanOrEqual(before)
})

/** How many connections are open in this process, on either end. */
function open(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length
}
