import { beforeAll, describe, expect, it } from 'vitest'
import { ok } from '../../domain/result'
import type { Stage } from '../../domain/test/testReport'
import { loadDynamodb, loadSts } from './sdk/sdk'
import { endOf, keyForm, localForm, runTest, saved, statuses } from './testing/testHarness'
import { startHttp, startTcp } from './testing/servers'

// What is measured here is the tests, not how long the SDK takes to load.
beforeAll(() => Promise.all([loadDynamodb(), loadSts()]))

const never = <T>() => new Promise<T>(() => undefined)
const accessKey = 'AKIARTX3GSDSQABCDEFG'

/** Aborts when the named stage is waited in; answers what `runTest` takes. */
function cancelIn(name: Stage['name']) {
  const controller = new AbortController()
  const onStages = (stages: Stage[]) => {
    if (stages.some((stage) => stage.name === name && stage.status === 'running')) {
      setImmediate(() => controller.abort())
    }
  }
  return { signal: controller.signal, onStages }
}

describe('a test that takes too long', () => {
  it('waits two thirds of its time for a silent server, and says what it waited for', async () => {
    const port = await startTcp((socket) => socket.resume())
    const report = await runTest({ source: localForm(port), deadlineMs: 900 })
    const failure = endOf(report)
    expect(failure).toMatchObject({ stage: 'dynamodb', code: 'answerTimeout' })
    expect(failure.message).toContain('0.6 s')
    expect(failure.message).toContain(`127.0.0.1:${port} took the request ListTables`)
    expect(report.outcome).toBe('failed')
    expect(report.ms).toBeLessThan(3_000)
  })

  it('distinguishes a reply that stalls from one that never comes', async () => {
    const port = await startHttp((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': 100 })
      response.write('{"TableNames":[')
    })
    const report = await runTest({ source: localForm(port), deadlineMs: 300 })
    expect(endOf(report)).toMatchObject({ stage: 'dynamodb', code: 'bodyStalled', detail: { status: 200 } })
    expect(report.ms).toBeLessThan(3_000)
  })

  it('ends before its deadline while a name is looked up', async () => {
    const report = await runTest({ source: localForm(8_000, 'slow.test'), lookup: never, deadlineMs: 50 })
    expect(endOf(report)).toMatchObject({ stage: 'network', code: 'dnsUnavailable' })
  })

  it('ends at its deadline while the keychain asks for its password', async () => {
    const report = await runTest({
      source: keyForm(accessKey),
      states: { secretKey: saved(accessKey) },
      readSecret: never,
      deadlineMs: 50,
    })
    expect(endOf(report)).toMatchObject({ stage: 'credentials', code: 'deadline' })
    expect(endOf(report).message).toContain('the keychain')
  })
})

describe('a test that is cancelled', () => {
  it('ends at once while a server is silent, and hangs up', async () => {
    const controller = new AbortController()
    const hangUps: Promise<unknown>[] = []
    const port = await startTcp((socket) => {
      hangUps.push(new Promise((done) => socket.once('close', done)))
      socket.once('data', () => controller.abort())
    })
    const report = await runTest({ source: localForm(port), signal: controller.signal })
    expect(report.outcome).toBe('cancelled')
    expect(statuses(report).slice(2)).toEqual(['network passed', 'dynamodb cancelled', 'pairRule notReached'])
    expect(report.ms).toBeLessThan(3_000)
    expect(hangUps).toHaveLength(2)
    await Promise.all(hangUps)
  })

  it('ends at once while a resolver hangs', async () => {
    const report = await runTest({
      source: localForm(8_000, 'slow.test'),
      lookup: never,
      ...cancelIn('network'),
    })
    expect(statuses(report)).toEqual([
      'settings passed',
      'credentials passed',
      'network cancelled',
      'dynamodb notReached',
      'pairRule notReached',
    ])
  })

  it('asks nobody anything when it was cancelled before it began', async () => {
    const asked: string[] = []
    const report = await runTest({
      source: keyForm(accessKey),
      states: { secretKey: saved(accessKey) },
      readSecret: async (_side, name) => {
        asked.push(name)
        return ok(null)
      },
      signal: AbortSignal.abort(),
    })
    expect(report.outcome).toBe('cancelled')
    expect(report.stages[0]).toMatchObject({ name: 'settings', status: 'cancelled' })
    expect(asked).toEqual([])
  })
})

describe('a surprise', () => {
  it('is reported by its name, without its message', async () => {
    const report = await runTest({
      source: keyForm(accessKey),
      states: { secretKey: saved(accessKey) },
      readSecret: () => Promise.reject(new RangeError('wJalrXUtnFEMI')),
    })
    expect(endOf(report)).toMatchObject({
      stage: 'credentials',
      code: 'unexpected',
      detail: { error: 'RangeError' },
    })
    expect(JSON.stringify(report)).not.toContain('wJalr')
  })
})
