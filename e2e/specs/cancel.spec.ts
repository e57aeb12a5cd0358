import type { ElectronApplication, Page } from 'playwright'
import { expect, test as base } from '../application'
import type { Application } from '../application'
import { startFullBacklog } from '../../test-support/servers/fullBacklog'
import { startLoopbackServer } from '../../test-support/servers/loopbackServer'
import type { LoopbackServer } from '../../test-support/servers/loopbackServer'
import { startTcpServer } from '../../test-support/servers/tcpServer'
import { HOME_REGION } from '../../test-support/aws/world'
import { baseCredentials } from '../keys'
import { endedIn } from '../testResult'
import type { Kind, StageTitle } from '../testResult'
import { fillLocal, fillRole, newWorkspace } from '../window'
import type { SideControls } from '../window'

// Cancel gives control back at once, whatever a stage waits for, and nothing runs on behind it.

/** The most that may pass between the press and the word Cancelled in the window. */
const atOnceMs = 200

/** What was measured, for the table at the end. */
const measured: { stage: StageTitle; waitsFor: string; ms: number }[] = []

/** What a test of this kind waits for, in this stage. */
type Wait = {
  stage: StageTitle
  kind: Kind
  waitsFor: string
  /** Whether the request has arrived. */
  hasArrived: () => boolean
  /** Connections that are open at the other end. */
  connections: () => number
  press?: (side: SideControls, page: Page) => Promise<void>
}

const test = base.extend<{
  /** What is stopped after the test. */
  stops: (() => unknown)[]
  slowMetadata: LoopbackServer
}>({
  stops: async ({}, use) => {
    const stops: (() => unknown)[] = []
    await use(stops)
    for (const stop of stops) await stop()
  },
  slowMetadata: async ({}, use) => {
    // Byte by byte, since the application takes a metadata service that is silent for a second for none.
    const server = await startLoopbackServer((_request, response) => {
      const drip = setInterval(() => response.write(' '), 100)
      response.once('close', () => clearInterval(drip))
    })
    await use(server)
    await server.stop()
  },
})

test.afterEach(({ aws }) => aws.switches.hang.clear())
test.afterAll(() => {
  const rows = measured.map(
    ({ stage, waitsFor, ms }) => `  ${stage.padEnd(12)}  ${ms.toFixed(1).padStart(6)} ms  ${waitsFor}`,
  )
  if (rows.length > 0)
    process.stdout.write(`\nFrom Cancel test to Cancelled, in the window:\n${rows.join('\n')}\n`)
})

/** Connections, name look-ups and timers that keep the main process busy. */
function busyWith(electron: ElectronApplication): Promise<string[]> {
  return electron.evaluate(() =>
    process.getActiveResourcesInfo().filter((kind) => /^(TCP|TLS|GetAddrInfo|Timeout)/.test(kind)),
  )
}

/** Has the page take the time from the press of Cancel test, when the event was made, to the word in the result. */
async function takeTime(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const taken = new Promise<number>((resolve) => {
      let pressedAt: number | undefined
      const isCancel = (target: EventTarget | null): boolean =>
        target instanceof Element && target.closest('button')?.textContent.trim() === 'Cancel test'
      document.addEventListener(
        'click',
        ({ target, timeStamp }) => {
          if (isCancel(target)) pressedAt = timeStamp
        },
        { capture: true },
      )
      new MutationObserver(() => {
        const result = document.querySelector('[aria-label="Source test result"]')?.textContent ?? ''
        if (pressedAt !== undefined && result.trim().startsWith('Cancelled'))
          resolve(performance.now() - pressedAt)
      }).observe(document.body, { subtree: true, childList: true, characterData: true })
    })
    Object.assign(globalThis, { taken })
  })
  return () => page.evaluate(() => (globalThis as unknown as { taken: Promise<number> }).taken)
}

/**
 * Starts the test, waits until it hangs in its stage, cancels, and looks at the window, the other end and the main
 * process.
 */
async function expectCancelAtOnce(
  { electron, page }: Application,
  side: SideControls,
  { stage, kind, waitsFor, hasArrived, connections, press = (of) => of.cancel.click() }: Wait,
): Promise<void> {
  await expect.poll(() => busyWith(electron)).toEqual([])
  const time = await takeTime(page)
  await side.test.press('Enter')
  await expect(side.stages.filter({ hasText: `${stage}, running:` })).toBeVisible()
  await expect.poll(hasArrived).toBe(true)
  await expect.poll(() => busyWith(electron)).toEqual(expect.arrayContaining(['TCPSocketWrap', 'Timeout']))

  await press(side, page)
  const ms = await time()
  measured.push({ stage, waitsFor, ms })
  expect(ms).toBeLessThanOrEqual(atOnceMs)
  await expect(side.result).toHaveText(/^\s*Cancelled/)
  await expect(side.stages).toHaveText(endedIn(kind, stage, 'cancelled'))
  await expect(side.cancel).toBeHidden()
  await expect(side.test).toBeEnabled()
  await expect(side.test).toBeFocused()

  // Well before any limit of a stage would end them.
  await expect.poll(connections, { timeout: 1_000 }).toBe(0)
  await expect.poll(() => busyWith(electron), { timeout: 1_000 }).toEqual([])
}

test.describe('on a machine with a role', () => {
  test.use({
    env: async ({ slowMetadata }, use) =>
      use({ AWS_EC2_METADATA_SERVICE_ENDPOINT: slowMetadata.url, TONIC_AWS_REGION: HOME_REGION }),
  })

  test('Credentials: the metadata service comes to no end', async ({ app, slowMetadata }) => {
    const { source } = await newWorkspace(app.page, 'Credentials')
    await source.way('Environment').click()
    await expectCancelAtOnce(app, source, {
      stage: 'Credentials',
      kind: 'cloud',
      waitsFor: 'a metadata service',
      hasArrived: () => slowMetadata.connections.size > 0,
      connections: () => slowMetadata.connections.size,
    })
  })
})

test('Network: nobody accepts the connection', async ({ app, stops }) => {
  test.skip(
    process.platform !== 'linux',
    'Only Linux leaves a caller without an answer when a queue is full.',
  )
  const { port, stop } = await startFullBacklog()
  stops.push(stop)
  const { source } = await newWorkspace(app.page, 'Network')
  await fillLocal(source, '127.0.0.1', port)
  await expectCancelAtOnce(app, source, {
    stage: 'Network',
    kind: 'local',
    waitsFor: 'a connection to be accepted',
    hasArrived: () => true,
    connections: () => 0,
  })
})

test('Network: the TLS handshake comes to no end', async ({ app, stops }) => {
  const server = await startTcpServer((socket) => socket.resume())
  stops.push(server.stop)
  const { source } = await newWorkspace(app.page, 'Handshake')
  await fillLocal(source, 'https://127.0.0.1', server.port)
  await expectCancelAtOnce(app, source, {
    stage: 'Network',
    kind: 'local',
    waitsFor: 'a TLS handshake',
    hasArrived: () => server.connections.size > 0,
    connections: () => server.connections.size,
  })
})

test.describe('with a role to assume', () => {
  test.use({ env: async ({ world }, use) => use(baseCredentials(world.analyst)) })

  for (const { stage, action, press } of [
    { stage: 'Assume role', action: 'AssumeRole' },
    {
      stage: 'Identity',
      action: 'GetCallerIdentity',
      press: async ({ cancel }: SideControls, page: Page) => {
        await page.keyboard.press('Tab')
        await expect(cancel).toBeFocused()
        await page.keyboard.press('Enter')
      },
    },
    { stage: 'DynamoDB', action: 'ListTables' },
  ]) {
    test(`${stage}: ${action} gets no answer${press ? ', cancelled by keyboard' : ''}`, async ({
      app,
      aws,
      world,
    }) => {
      const { source } = await newWorkspace(app.page, stage)
      await fillRole(source, world.reader.arn, HOME_REGION)
      aws.switches.hang.add(action)
      await expectCancelAtOnce(app, source, {
        stage,
        kind: 'role',
        waitsFor: `${action}${press ? ', by keyboard' : ''}`,
        hasArrived: () => aws.requests.at(-1)?.outcome === 'hung',
        connections: () => aws.connections.size,
        ...(press && { press }),
      })
      expect(aws.requests.at(-1)).toMatchObject({ action, outcome: 'hung', abandoned: true })

      aws.switches.hang.clear()
      await source.test.click()
      await expect(source.result).toHaveText(/^\s*Passed/)
    })
  }
})

test('DynamoDB: the answer stops in the middle', async ({ app, stops }) => {
  let asked = 0
  const server = await startLoopbackServer((_request, response) => {
    asked += 1
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': 100 })
    response.write('{"TableNames":[')
  })
  stops.push(server.stop)
  const { source } = await newWorkspace(app.page, 'Half')
  await fillLocal(source, '127.0.0.1', server.port)
  await expectCancelAtOnce(app, source, {
    stage: 'DynamoDB',
    kind: 'local',
    waitsFor: 'the other half of an answer',
    hasArrived: () => asked === 1,
    connections: () => server.connections.size,
  })
})

test('Pair rule: neither instance describes its table', async ({ app, stops }) => {
  let described = 0
  const [one, other] = await Promise.all(
    [1, 2].map(() =>
      startLoopbackServer(({ headers }, response) => {
        if (!headers['x-amz-target']?.[0]?.endsWith('.ListTables')) return void (described += 1)
        response
          .writeHead(200, { 'content-type': 'application/x-amz-json-1.0' })
          .end('{"TableNames":["Orders"]}')
      }),
    ),
  )
  if (!one || !other) throw new Error('Two servers were started.')
  stops.push(one.stop, other.stop)
  const { source, destination } = await newWorkspace(app.page, 'Pair')
  await fillLocal(source, '127.0.0.1', one.port)
  await fillLocal(destination, '127.0.0.1', other.port)
  await expectCancelAtOnce(app, source, {
    stage: 'Pair rule',
    kind: 'local',
    waitsFor: 'DescribeTable of both instances',
    hasArrived: () => described === 2,
    connections: () => one.connections.size + other.connections.size,
  })
})
