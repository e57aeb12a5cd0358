import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import type { CommandOutput } from '../../domain/commandLine/resultsJson'
import type { ListPart } from '../../domain/list/workspaceList'
import { endpointsOf, expect, test, withoutAws } from '../application'
import { baseKeys } from '../keys'
import { openBoard } from '../board'
import { key, local, role, saveMany } from '../manyWorkspaces'
import { fillKeys, fillRole, newWorkspace, sideOf, windowOf } from '../window'
import { makeFusedCopy } from '../../scripts/fusedCopy.mjs'

// The packaged form: the application in an archive, the fuses as a release sets them, and no display.

test.skip(process.platform !== 'linux', 'The copy with its fuses is made on Linux alone.')

let copy = ''
let program = ''
test.beforeAll(async () => {
  test.setTimeout(180_000)
  copy = await mkdtemp(join(tmpdir(), 'dynamodb-workspaces-fused-'))
  program = await makeFusedCopy(copy)
})
test.afterAll(() => rm(copy, { recursive: true, force: true }))

const noKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }
test.use({
  env: async ({ world }, use) => use(baseKeys(world.operator)),
})

const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []

type Run = { code: number | null; stdout: string; stderr: string }

/** Runs the packaged program to its end, with no display unless the environment brings one. */
function run(words: readonly string[], env: Record<string, string | undefined>): Promise<Run> {
  const clean = { ...withoutAws(), DISPLAY: undefined, WAYLAND_DISPLAY: undefined, XAUTHORITY: undefined }
  const child = spawn(program, words, { env: { ...clean, ...env } })
  const tooLate = setTimeout(() => child.kill('SIGKILL'), 30_000)
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (said[name] += text))
  }
  return new Promise((done) =>
    child.once('close', (code) => {
      clearTimeout(tooLate)
      done({ code, ...said })
    }),
  )
}

/** Every file of the workspaces, as a digest. */
async function digest(userData: string): Promise<string> {
  const hash = createHash('sha256')
  const folder = join(userData, 'workspaces')
  for (const name of (await readdir(folder)).sort())
    hash.update(name).update(await readFile(join(folder, name)))
  return hash.digest('hex')
}

/** What the window keeps of its latest tests, in the words of the command line. */
function keptOutcomes(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const listed = await window.api.listWorkspaces({ begin: true })
    const { rows } = JSON.parse(listed.ok ? listed.value.json : '{}') as ListPart
    const read = await Promise.all(rows.map(({ id }) => window.api.readWorkspace({ id })))
    const records = read.flatMap((one) => (one.ok ? [one.value] : []))
    const outcomes = records.flatMap(({ saved, reports }) =>
      (['source', 'destination'] as const).map((side) => {
        const [report] = reports[side]
        const failure = report?.stages.find((stage) => stage.failure)?.failure
        return [
          `${saved?.name}, ${side}`,
          report ? `${report.outcome} ${failure?.message ?? ''}` : 'notTested',
        ]
      }),
    )
    return Object.fromEntries(outcomes) as Record<string, string>
  })
}

function outcomesIn(stdout: string): Record<string, string> {
  const { workspaces } = JSON.parse(stdout) as CommandOutput
  return Object.fromEntries(
    workspaces.flatMap((workspace) =>
      (['source', 'destination'] as const).map((side) => {
        const { outcome, cause } = workspace[side]
        return [
          `${workspace.name}, ${side}`,
          outcome === 'notTested' ? outcome : `${outcome} ${cause?.message ?? ''}`,
        ]
      }),
    ),
  )
}

test('without a display it gives the same outcomes as the window, while that is open', async ({
  app,
  aws,
  env,
  ports,
  world,
}) => {
  const { analyst, writer, reader } = world
  await saveMany(app, [
    { name: 'Local', source: local(ports[0]), destination: local(ports[1]) },
    { name: 'Same', source: local(ports[0]), destination: local(ports[0]) },
    { name: 'Keys', source: key(analyst.keyId), destination: role(writer.arn), secretKey: analyst.secret },
    { name: 'Wrong', source: key(analyst.keyId), destination: role(reader.arn), secretKey: 'not the one' },
    { name: 'Equal', source: role(reader.arn), destination: role(writer.arn) },
    {
      name: 'Own account',
      source: { way: 'environment', region: 'eu-west-1' },
      destination: role(writer.arn),
    },
    { name: 'Closed', source: local(1), destination: role(writer.arn) },
    { name: 'Half', source: role(reader.arn) },
  ])
  const words = [...noSandbox, 'test', '--all', '--json', `--user-data-dir=${app.userData}`]
  const all = { ...endpointsOf(aws), ...env }
  const before = await digest(app.userData)
  const first = await run(words, all)
  expect(first.code).toBe(1)
  expect(await digest(app.userData)).toBe(before)

  const board = await openBoard(app.page)
  await board.test.click()
  await expect(board.headline).toHaveText('7 of 8 tested, 4 failed, 1 not tested')
  const kept = await keptOutcomes(app.page)
  expect(Object.values(kept).filter((outcome) => outcome.startsWith('failed'))).toHaveLength(4)
  expect(outcomesIn(first.stdout)).toEqual(kept)

  const second = await run(words, { ...all, DISPLAY: process.env['DISPLAY'] })
  expect(outcomesIn(second.stdout)).toEqual(kept)
  const secrets = [analyst.secret, world.operator.secret, 'not the one']
  for (const text of [first.stdout, first.stderr, second.stdout, second.stderr]) {
    expect(
      secrets.some((secret) => text.includes(secret)),
      'a secret in the output',
    ).toBe(false)
  }
})

test('the exit code says how it went', async ({ app, aws, env, world, ports }) => {
  const { keyId, secret } = world.analyst
  await saveMany(app, [
    { name: 'Good', tags: ['nightly'], source: local(ports[0]), destination: local(ports[1]) },
    { name: 'Bad', source: local(1), destination: local(ports[1]) },
    { name: 'Keys', source: key(keyId), destination: role(world.writer.arn), secretKey: secret },
  ])
  const all = { ...endpointsOf(aws), ...env }
  const data = `--user-data-dir=${app.userData}`
  const codeOf = async (...words: string[]): Promise<number | null> =>
    (await run([...noSandbox, 'test', ...words, data], all)).code
  expect(await codeOf('--tag', 'nightly')).toBe(0)
  expect(await codeOf('Good', 'Bad')).toBe(1)
  expect(await codeOf('Keys')).toBe(0)
  expect(await run([...noSandbox, 'test', 'Nobody', data], all)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('No workspace is named: Nobody.'),
  })
  expect(await run([...noSandbox, 'test', '--jsno', data], all)).toMatchObject({ code: 2, stdout: '' })
  const locked = await run([...noSandbox, 'test', 'Keys', '--json', data], { ...all, ...noKeychain })
  expect(locked.code).toBe(2)
  expect(JSON.parse(locked.stdout).workspaces[0].source.cause.code).toBe('keychainUnreadable')
  const file = join(app.userData, 'report.xml')
  expect(await codeOf('Bad', '--junit', file)).toBe(1)
  expect(await readFile(file, 'utf8')).toContain('<failure type="nothingListens"')
})

test('the program runs nothing but the application', async ({ app }) => {
  const data = `--user-data-dir=${app.userData}`
  // Node knows nothing of Chromium's switches, and would refuse one.
  const asNode = await run(['-e', 'console.log("as Node")'], { ELECTRON_RUN_AS_NODE: '1' })
  expect(asNode.stdout).not.toContain('as Node')
  const help = await run([...noSandbox, 'test', '--help', data], {
    NODE_OPTIONS: '--require=/nonexistent.js',
  })
  expect(help).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Usage: dynamodb-workspaces test/) })
})

test('the program prints nothing that it sends, whatever Node is set to print', async ({
  app,
  aws,
  env,
  world,
}) => {
  const { keyId, secret, token } = world.accounts.openSession(world.reader, 'today', Date.now() + 3_600_000)
  const { source } = await newWorkspace(app.page, 'Session')
  await fillKeys(source, { accessKeyId: keyId, secretAccessKey: secret, sessionToken: token }, 'eu-west-1')
  await fillRole(sideOf(app.page, 'Destination'), world.writer.arn, 'eu-west-1')
  await windowOf(app.page).save.click()
  await expect(app.page.getByText('Everything is saved')).toBeVisible()

  const words = [...noSandbox, 'test', 'Session', '--json', `--user-data-dir=${app.userData}`]
  const all = { ...endpointsOf(aws), ...env }
  const usual = await run(words, all)
  const asked = aws.requests.length
  const debugged = await run(words, {
    ...all,
    NODE_DEBUG: 'http,https,net,tls,stream',
    NODE_DEBUG_NATIVE: 'tls',
  })
  expect(aws.requests.length).toBeGreaterThan(asked)
  expect(debugged.code).toBe(usual.code)
  expect(outcomesIn(debugged.stdout)).toEqual(outcomesIn(usual.stdout))
  expect(debugged.stderr.match(/^(HTTP|HTTPS|NET|TLS|STREAM) \d+:/gm) ?? []).toEqual([])
  expect([secret, token, token.slice(0, 40)].some((text) => debugged.stderr.includes(text))).toBe(false)
})

/** Whether a page runs for this folder: by then everything that listens to other programs has been started. */
async function hasPage(userData: string): Promise<boolean> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(
    processes.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  )
  return lines.some((line) => line.includes('--type=renderer') && line.includes(userData))
}

test('no other program can look into the window', async () => {
  const userData = await mkdtemp(join(tmpdir(), 'dynamodb-workspaces-data-'))
  const netLog = join(userData, 'net.json')
  const log = join(userData, 'chromium.log')
  const looking = [
    '--remote-debugging-port=0',
    `--log-net-log=${netLog}`,
    '--enable-logging=file',
    `--log-file=${log}`,
  ]
  const words = [...noSandbox, '--disable-gpu', `--user-data-dir=${userData}`, ...looking]
  const child = spawn(program, words, { env: withoutAws(), stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  try {
    await expect.poll(() => hasPage(userData)).toBe(true)
    expect(said).not.toContain('DevTools listening')
    const files = await readdir(userData, { recursive: true })
    expect(files.filter((name) => /DevToolsActivePort|net\.json/.test(name))).toEqual([])
  } finally {
    const gone = new Promise((done) => child.once('close', done))
    child.kill('SIGKILL')
    await gone
    await rm(userData, { recursive: true, force: true, maxRetries: 5 })
  }
})
