import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { startAwsDouble } from '../../test-support/aws/awsDouble'
import type { AwsDouble } from '../../test-support/aws/awsDouble'
import { ANALYTICS_ACCOUNT, HOME_REGION, makeWorld } from '../../test-support/aws/world'
import type { ConnectionForm } from '../../domain/connection/connection'
import { keepBoth } from '../../domain/secret/secret'
import { blankWorkspace } from '../../domain/workspace/workspace'
import type { Workspace } from '../../domain/workspace/workspace'
import { endpointsAt, environmentForm, keyForm, localForm, roleForm, typed } from '../aws/testing/testHarness'
import { stopAfterwards } from '../aws/testing/servers'
import { runCommandLine } from './cli'
import { createFakeKeytar } from '../../test-support/fakeKeytar'
import type { FakeKeytar } from '../../test-support/fakeKeytar'
import { createKeychain } from '../storage/secrets/keychain'
import { createStateFile } from '../storage/records/stateFile'
import { createWorkspaceFiles } from '../storage/records/workspaceFiles'
import { createWorkspaces } from '../workspaces/workspaces'

const root = mkdtempSync(join(tmpdir(), 'command-line-'))
afterAll(() => rmSync(root, { recursive: true }))

const world = makeWorld()
let aws: AwsDouble
let userData = ''
let keytar: FakeKeytar
let printed = ''
let complained = ''

beforeEach(async () => {
  aws = await startAwsDouble({ accounts: world.accounts })
  stopAfterwards(() => aws.stop())
  userData = mkdtempSync(join(root, 'case-'))
  keytar = createFakeKeytar()
})

const keychain = () => createKeychain({ service: 'test', load: keytar.load, waitMs: 50 })

function run(...words: string[]): Promise<number> {
  printed = complained = ''
  return runCommandLine(words, {
    userData,
    appVersion: '1.0.0',
    environment: {
      ...endpointsAt(aws.url),
      TONIC_AWS_ACCESS_KEY_ID: world.operator.keyId,
      TONIC_AWS_SECRET_ACCESS_KEY: world.operator.secret,
    },
    proxyFor: async () => 'DIRECT',
    print: async (text) => void (printed += text),
    complain: (text) => void (complained += text),
    keychain: keychain(),
  })
}

/** Saves a workspace as the window does, with a secret key of its source if one is given. */
async function save(patch: Partial<Workspace>, secret?: string): Promise<string> {
  const workspaces = createWorkspaces({
    files: createWorkspaceFiles({ folder: join(userData, 'workspaces'), appVersion: '1.0.0' }),
    keychain: keychain(),
    stateFile: createStateFile(join(userData, 'state.json')),
  })
  const id = randomUUID()
  await workspaces.create(id)
  const source = { ...keepBoth(), ...(secret !== undefined && { secretKey: typed(secret) }) }
  const workspace = { ...blankWorkspace(), ...patch }
  const secrets = { source, destination: keepBoth() }
  expect((await workspaces.save({ id, workspace, secrets, thisRunOnly: false })).ok).toBe(true)
  return id
}
const pair = (source: ConnectionForm, destination: ConnectionForm) => ({ source, destination })
const good = pair(environmentForm(), roleForm(world.reader.arn))
const bad = pair(localForm(1), roleForm(world.reader.arn))

/** All files of the application's data: names, content and time of the last change. */
function everything(): unknown[] {
  return readdirSync(userData, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(userData, name)
      const { mtimeMs, mode } = statSync(path)
      return [name, mtimeMs, mode, statSync(path).isFile() && readFileSync(path, 'utf8')]
    })
}

describe('a replica across accounts', () => {
  it('fails the destination here as well', async () => {
    const replica = world.operator.account.tables.get(HOME_REGION)?.get('Customers')
    if (!replica) throw new Error('The writer has no table')
    replica.replicas.push(`arn:aws:dynamodb:eu-west-1:${ANALYTICS_ACCOUNT}:table/Customers`)
    await save({ name: 'Orders', ...pair(roleForm(world.reader.arn), roleForm(world.writer.arn)) })
    expect(await run('--all', '--json')).toBe(1)
    const [{ source, destination }] = JSON.parse(printed).workspaces
    expect(source.outcome).toBe('passed')
    expect(destination).toMatchObject({
      outcome: 'failed',
      cause: { code: 'sameData', message: expect.stringContaining('Table Customers of the destination') },
    })
    replica.replicas.length = 0
    expect(await run('--all')).toBe(0)
  })
})

describe('the exit code and the output', () => {
  it('0 when all passed, with a table', async () => {
    await save({ name: 'Orders', ...good })
    expect(await run('--all')).toBe(0)
    expect(printed).toMatch(
      /^Orders +source +passed +\d+ ms\n +destination +passed +\d+ ms\n1 workspace: 2 passed, 0 /,
    )
    expect(complained).toBe('')
  })

  it('1 when a test failed; only JSON is printed', async () => {
    await save({ name: 'Orders', ...good })
    const id = await save({ name: 'Broken', ...bad })
    expect(await run('--all', '--json')).toBe(1)
    const { summary, workspaces } = JSON.parse(printed)
    expect(summary).toEqual({ workspaces: 2, passed: 3, failed: 1, cancelled: 0, notTested: 0 })
    expect(workspaces[0]).toMatchObject({
      id,
      source: { outcome: 'failed', cause: { code: 'nothingListens' } },
    })
  })

  it.each([
    [[], 'Say which workspaces'],
    [['--bogus'], '--bogus is not known here.'],
    [['Nobody'], 'No workspace is named: Nobody.'],
    [['Orders', 'Nobody'], 'No workspace is named: Nobody.'],
    [['--tag', 'none'], 'No workspace has the tag: none.'],
    [
      ['--all', '--junit', '/nonexistent/report.xml'],
      '/nonexistent/report.xml could not be written: ENOENT.',
    ],
  ])('2 for %j, with output only on standard error', async (words, sentence) => {
    await save({ name: 'Orders', ...good })
    expect(await run(...words)).toBe(2)
    expect(complained).toContain(sentence)
    expect(printed).toBe('')
  })

  it('2 when there are no workspaces, and no folder is made', async () => {
    expect(await run('--all')).toBe(2)
    expect(complained).toBe(`There are no workspaces in ${userData}.\n`)
    expect(readdirSync(userData)).toEqual([])
  })

  it('2 when the keychain returns nothing', async () => {
    const { keyId, secret } = world.analyst
    await save({ name: 'Keys', ...pair(keyForm(keyId), roleForm(world.writer.arn)) }, secret)
    expect(await run('Keys')).toBe(0)
    for (const mood of ['failing', 'hanging', 'locked'] as const) {
      keytar.mood = mood
      expect(await run('Keys', '--json')).toBe(2)
      expect(JSON.parse(printed).workspaces[0].source.cause.code).toMatch(/^keychain/)
    }
  })

  it('2 when fields are not filled in, which are named', async () => {
    await save({ name: 'Half', source: environmentForm() })
    expect(await run('Half')).toBe(2)
    expect(printed).toContain('Fill in Role ARN and AWS Region to test.')
  })

  it('2 after an unexpected error, of which only the name is printed', async () => {
    await save({ name: 'Orders', ...good })
    const code = await runCommandLine(['--all'], {
      userData,
      appVersion: '1.0.0',
      environment: {},
      proxyFor: async () => 'DIRECT',
      print: () => Promise.reject(new RangeError('hunter2')),
      complain: (text) => void (complained = text),
      keychain: keychain(),
    })
    expect([code, complained]).toEqual([2, 'Something unexpected happened: RangeError\n'])
  })

  it('chooses by tag and by name, and writes a JUnit file beside the table', async () => {
    await save({ name: 'One', tags: ['Nightly'], ...bad })
    await save({ name: 'Two', tags: ['qa'], ...good })
    expect(await run('--tag', 'nightly')).toBe(1)
    expect(printed).toMatch(/^One .*\n.*\n.*\n.*\n1 workspace: /)
    const file = join(userData, 'report.xml')
    expect(await run('Two', '--junit', file)).toBe(0)
    expect(printed).toMatch(/^Two /)
    expect(readFileSync(file, 'utf8')).toContain(
      '<testsuites name="DynamoDB Workspaces" tests="2" failures="0"',
    )
  })

  it('helps', async () => {
    expect(await run('--help')).toBe(0)
    expect(printed).toContain('Usage: dynamodb-workspaces test')
  })
})

describe('the application’s data', () => {
  it('stays byte for byte as it was, also damaged files, which are reported', async () => {
    await save({ name: 'Orders', ...good })
    const damaged = `${randomUUID()}.json`
    mkdirSync(join(userData, 'workspaces'), { recursive: true })
    writeFileSync(join(userData, 'workspaces', damaged), '{"cut')
    const before = everything()
    expect(await run('--all')).toBe(2)
    expect(printed).toContain(`Not read: ${damaged}. Its text is not complete JSON.`)
    expect(await run('--all', '--json')).toBe(2)
    expect(JSON.parse(printed).unreadable).toMatchObject([{ file: damaged }])
    expect(await run('Orders')).toBe(0)
    expect(everything()).toEqual(before)
    expect(keytar.calls.filter((call) => !call.startsWith('get'))).toEqual([])
  })

  it('is tested with its unsaved edits, as the window shows it', async () => {
    const id = await save({ name: 'Orders', ...good })
    const draft = { ...blankWorkspace(), name: 'Edited', ...bad }
    await createWorkspaceFiles({ folder: join(userData, 'workspaces'), appVersion: '1.0.0' }).keepDraft(
      id,
      draft,
    )
    expect(await run('Edited')).toBe(1)
  })
})

it('no secret is in any output, whatever fails', async () => {
  const { keyId, secret } = world.analyst
  const wrong = `not/the+one${randomUUID()}`
  await save({ name: 'Right', ...pair(keyForm(keyId), roleForm(world.writer.arn)) }, secret)
  await save({ name: 'Wrong', ...pair(keyForm(keyId), roleForm(world.writer.arn)) }, wrong)
  const outputs: string[] = []
  const junit = join(userData, 'report.xml')
  for (const words of [['--all'], ['--all', '--json'], ['--all', '--junit', junit]]) {
    expect(await run(...words)).toBe(1)
    outputs.push(printed, complained)
  }
  outputs.push(readFileSync(junit, 'utf8'))
  for (const value of [secret, wrong, world.operator.secret, keyId]) {
    expect(
      outputs.some((output) => output.includes(value)),
      'a secret or a whole key ID in the output',
    ).toBe(false)
  }
})
