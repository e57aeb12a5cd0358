import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron } from 'playwright'
import type { ElectronApplication, Page } from 'playwright'
import { test as base } from 'playwright/test'
import { startAwsDouble } from '../test-support/aws/awsDouble'
import type { AwsDouble } from '../test-support/aws/awsDouble'
import { makeWorld } from '../test-support/aws/world'
import type { World } from '../test-support/aws/world'

const root = resolve(import.meta.dirname, '..')

/** The built application, its window, and the folder of its data. */
export type Application = {
  electron: ElectronApplication
  page: Page
  userData: string
  /**
   * Closes the application as a person would, and opens it on the same data; `env` adds to its environment, and
   * `whileClosed` runs in between.
   */
  restart: (env?: Record<string, string>, whileClosed?: () => Promise<void>) => Promise<Page>
  /** Ends the process with no chance to clean up, as a crash would. */
  kill: () => Promise<void>
}

type Fixtures = {
  /** What the application finds in its environment, beside the endpoints of the AWS double. */
  env: Record<string, string>
  /** Switches that the application is started with, such as Chromium's for a proxy; give them as a function. */
  args: string[]
  app: Application
  page: Page
}
type WorkerFixtures = { aws: AwsDouble; world: World; ports: [number, number] }

/** Tests with a fresh user-data folder, the window open, and an AWS double whose cast is new for each worker. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  world: [async ({}, use) => use(makeWorld()), { scope: 'worker' }],
  aws: [
    async ({ world }, use) => {
      const double = await startAwsDouble({ accounts: world.accounts })
      await use(double)
      await double.stop()
    },
    { scope: 'worker' },
  ],
  ports: [
    async ({}, use) => {
      const [first = 0, second = 0] = (process.env['LOCAL_PORTS'] ?? '').split(',').map(Number)
      await use([first, second])
    },
    { scope: 'worker' },
  ],
  env: [{}, { option: true }],
  args: [[], { option: true }],
  app: async ({ aws, env, args }, use) => {
    aws.requests.length = 0
    const userData = await mkdtemp(join(tmpdir(), 'dynamodb-workspaces-data-'))
    const app = await open({ userData, env: { ...endpointsOf(aws), ...env }, args })
    await use(app)
    await end(app.electron)
    await rm(userData, { recursive: true, force: true, maxRetries: 5 })
  },
  page: async ({ app }, use) => use(app.page),
})
export { expect } from 'playwright/test'

/** Chooses a command of the application's menu. */
export const choose = ({ electron }: Pick<Application, 'electron'>, command: string): Promise<void> =>
  electron.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), command)

/** The text on the clipboard of the display that the tests run on. */
export const clipboardOf = (electron: ElectronApplication): Promise<string> =>
  electron.evaluate(({ clipboard }) => clipboard.readText())

/** The variables that lead the application to a double. */
export function endpointsOf(aws: AwsDouble): Record<string, string> {
  return { AWS_ENDPOINT_URL_DYNAMODB: aws.url, AWS_ENDPOINT_URL_STS: aws.url }
}

type Start = { userData: string; env: Record<string, string>; args: string[] }

async function open(start: Start): Promise<Application> {
  const app: Application = {
    ...(await launch(start)),
    userData: start.userData,
    async restart(more = {}, whileClosed = undefined) {
      await app.electron.close()
      await whileClosed?.()
      Object.assign(app, await launch({ ...start, env: { ...start.env, ...more } }))
      return app.page
    },
    async kill() {
      await end(app.electron)
      Object.assign(app, await launch(start))
    },
  }
  return app
}

async function launch({ userData, env, args }: Start): Promise<Pick<Application, 'electron' | 'page'>> {
  const electron = await _electron.launch({
    args: [root, `--user-data-dir=${userData}`, '--disable-gpu', ...args],
    env: { ...withoutAws(), ...env },
    cwd: root,
  })
  const page = await electron.firstWindow()
  await page
    .getByText(/workspaces?$/)
    .first()
    .waitFor()
  return { electron, page }
}

/** Ends the process at once: closing would ask about secrets that a test typed and never saved. */
async function end(electron: ElectronApplication): Promise<void> {
  const main = electron.process()
  const gone = new Promise((done) => main.once('exit', done))
  if (main.exitCode === null && main.kill('SIGKILL')) await gone
}

/** This process's environment without anything that names credentials or endpoints. */
export function withoutAws(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => !/^(AWS_|TONIC_)/.test(name))
  return Object.fromEntries(entries) as Record<string, string>
}
