import { describe, expect, it } from 'vitest'
import type { Stage } from '../../domain/test/testReport'
import { startAwsDouble } from '../../test-support/aws/awsDouble'
import { makeWorld } from '../../test-support/aws/world'
import {
  endOf,
  endpointsAt,
  environmentForm,
  keyForm,
  localForm,
  roleForm,
  runTest,
  stageOf,
  typed,
} from './testing/testHarness'
import { freePort, startDynamodb, startHttp, startProxy, startTcp, stopAfterwards } from './testing/servers'

const loopback = async () => [{ address: '127.0.0.1', family: 4 }]

describe('two local instances', () => {
  it('fails the destination when server and port are the source’s', async () => {
    const port = await startDynamodb()
    const pair = { source: localForm(port, 'localhost'), destination: localForm(port) }
    const failure = endOf(await runTest({ side: 'destination', ...pair }))
    expect(failure).toMatchObject({
      stage: 'pairRule',
      code: 'sameInstance',
      detail: { host: `127.0.0.1:${port}` },
    })
    expect(failure.message).toContain(`127.0.0.1:${port}, and so is the source`)
  })

  it('warns the source of the same finding, and passes it', async () => {
    const port = await startDynamodb()
    const report = await runTest({ source: localForm(port), destination: localForm(port, 'localhost') })
    expect(report.outcome).toBe('passed')
    expect(stageOf(report, 'pairRule')).toMatchObject({ status: 'warned', warning: { code: 'sameInstance' } })
    expect(stageOf(report, 'pairRule').warning?.message).toContain('and so is the destination')
  })

  it('sees through a name that resolves to the same address', async () => {
    const port = await startDynamodb()
    const pair = { source: localForm(port, 'db.test'), destination: localForm(port) }
    const failure = endOf(await runTest({ side: 'destination', ...pair, lookup: loopback }))
    expect(failure).toMatchObject({ stage: 'pairRule', code: 'sameInstance' })
    expect(failure.message).toContain('127.0.0.1')
  })

  it.each(['source', 'destination'] as const)('finds out by table ids in a test of the %s', async (side) => {
    const port = await startDynamodb(['Customers', 'Orders'])
    const second = await startProxy(port)
    const report = await runTest({ side, source: localForm(port), destination: localForm(second) })
    const comparedWith = `127.0.0.1:${side === 'source' ? second : port}`
    expect(report.place).toMatchObject({ sameInstance: true, comparedWith })
    const { status, warning, failure } = stageOf(report, 'pairRule')
    expect(status).toBe(side === 'source' ? 'warned' : 'failed')
    expect((warning ?? failure)?.code).toBe('sameInstance')
    expect((warning ?? failure)?.message).toContain('table IDs')
  })

  it('passes two instances whose equally named tables differ', async () => {
    const [one, other] = [await startDynamodb(['Customers']), await startDynamodb(['Customers'])]
    const report = await runTest({
      side: 'destination',
      source: localForm(one),
      destination: localForm(other),
    })
    expect(stageOf(report, 'pairRule')).toMatchObject({ status: 'passed' })
    expect(stageOf(report, 'pairRule').text).toMatch(/^Different local instances/)
    expect(report.place.sameInstance).toBe(false)
  })

  it('are asked at the same time', async () => {
    let onAsked = (): void => undefined
    const otherAsked = new Promise<void>((asked) => (onAsked = asked))
    const instance = (answer: () => Promise<void>) =>
      startHttp((request, response) => {
        request.resume()
        void answer().then(() => response.end('{"TableNames":[]}'))
      })
    const source = localForm(await instance(() => otherAsked))
    const destination = localForm(await instance(async () => onAsked()))
    expect((await runTest({ source, destination })).outcome).toBe('passed')
  })

  it('claims nothing when neither has tables', async () => {
    const port = await startDynamodb()
    const pair = { source: localForm(port), destination: localForm(await startProxy(port)) }
    const report = await runTest({ side: 'destination', ...pair })
    expect(report.outcome).toBe('passed')
    expect(report.place).not.toHaveProperty('sameInstance')
  })

  it.each([
    ['is down', () => freePort()],
    ['is silent', () => startTcp((socket) => socket.resume())],
  ])('passes while the other instance %s', async (_what, portOf) => {
    // It takes its port first, so that it cannot take the one that is free.
    const destination = localForm(await startDynamodb(['Customers']))
    const source = localForm(await portOf())
    const report = await runTest({ side: 'destination', source, destination })
    expect(report.outcome).toBe('passed')
    expect(report.place).not.toHaveProperty('sameInstance')
  })

  it('is not known while the other side is incomplete', async () => {
    const pair = { source: localForm(await startDynamodb()), destination: localForm(8_000, '') }
    const report = await runTest(pair)
    expect(stageOf(report, 'pairRule')).toMatchObject({ status: 'passed' })
    expect(stageOf(report, 'pairRule').text).toMatch(/^Cannot tell yet/)
  })

  it('can be cancelled while the other instance is silent', async () => {
    const controller = new AbortController()
    const silent = await startTcp((socket) => socket.resume())
    const pair = { source: localForm(await startDynamodb(['Customers'])), destination: localForm(silent) }
    const onStages = (stages: Stage[]): void => {
      if (stages.find(({ name }) => name === 'pairRule')?.status === 'running') controller.abort()
    }
    const report = await runTest({ ...pair, signal: controller.signal, onStages })
    expect(report.outcome).toBe('cancelled')
    expect(stageOf(report, 'pairRule').status).toBe('cancelled')
  })
})

describe('two AWS accounts', () => {
  async function startWorld() {
    const world = makeWorld()
    const double = await startAwsDouble({ accounts: world.accounts })
    stopAfterwards(() => double.stop())
    const { keyId, secret } = world.operator
    const keys = { TONIC_AWS_ACCESS_KEY_ID: keyId, TONIC_AWS_SECRET_ACCESS_KEY: secret }
    return { ...world, environment: { ...endpointsAt(double.url), ...keys } }
  }

  it('fails a destination in the account that the last test of the source reported', async () => {
    const { writer, environment } = await startWorld()
    const pair = { source: environmentForm(), destination: roleForm(writer.arn) }
    const source = await runTest({ ...pair, environment })
    const report = await runTest({
      side: 'destination',
      ...pair,
      environment,
      reports: { source: [source] },
    })
    expect(endOf(report)).toMatchObject({ stage: 'pairRule', code: 'sameAccount' })
    expect(endOf(report).message).toBe(
      'The destination is in AWS account 444455556666, and so is the source.',
    )
    expect(report.place.account).toBe('444455556666')
  })

  it('warns the source of the same finding, and passes it', async () => {
    const { writer, environment } = await startWorld()
    const pair = { source: environmentForm(), destination: roleForm(writer.arn) }
    const report = await runTest({ ...pair, environment })
    expect(report.outcome).toBe('passed')
    expect(stageOf(report, 'pairRule')).toMatchObject({ status: 'warned', warning: { code: 'sameAccount' } })
  })

  it('leaves out a report of other settings', async () => {
    const { writer, environment } = await startWorld()
    const pair = { source: environmentForm('us-east-1'), destination: roleForm(writer.arn) }
    const source = await runTest({ source: environmentForm(), environment })
    const report = await runTest({
      side: 'destination',
      ...pair,
      environment,
      reports: { source: [source] },
    })
    expect(report.outcome).toBe('passed')
    expect(stageOf(report, 'pairRule').text).toMatch(/^Cannot tell yet/)
  })

  it('warns of an account that is only read off the other access key', async () => {
    const { analyst, reader, environment } = await startWorld()
    const report = await runTest({
      side: 'destination',
      source: keyForm(analyst.keyId),
      destination: roleForm(reader.arn),
      environment,
    })
    expect(report.outcome).toBe('passed')
    const { status, text, warning } = stageOf(report, 'pairRule')
    expect(status).toBe('warned')
    expect(text).toMatch(/^Cannot tell yet, but probably/)
    expect(warning).toMatchObject({ code: 'sameAccount', remedy: 'Test the source to know for certain.' })
  })

  it('passes different accounts and names both', async () => {
    const { analyst, writer, environment } = await startWorld()
    const pair = { source: keyForm(analyst.keyId), destination: roleForm(writer.arn) }
    const source = await runTest({ ...pair, secretKey: typed(analyst.secret), environment })
    expect(stageOf(source, 'pairRule')).toMatchObject({
      status: 'passed',
      text: 'Different AWS accounts: 111122223333 and 444455556666. No replica found in 3 tables.',
    })
  })

  it('knows that a local instance is in no account', async () => {
    const { environment } = await startWorld()
    const pair = { source: environmentForm(), destination: localForm(await startDynamodb()) }
    const report = await runTest({ side: 'destination', ...pair, environment })
    expect(stageOf(report, 'pairRule').text).toMatch(/^Different/)
  })
})
