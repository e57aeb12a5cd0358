import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startAwsDouble } from '../../test-support/aws/awsDouble'
import type { AwsDouble } from '../../test-support/aws/awsDouble'
import { makeWorld } from '../../test-support/aws/world'
import { blankConnection } from '../../domain/connection/connection'
import type { ConnectionForm } from '../../domain/connection/connection'
import type { Machine } from '../../domain/connection/localHost'
import { keepBoth } from '../../domain/secret/secret'
import type { SecretChanges } from '../../domain/secret/secret'
import type { BothSides } from '../../domain/side'
import { boardSideOf } from '../../domain/test/testMany'
import type { BoardSide, SideResult } from '../../domain/test/testMany'
import { failureOf } from '../../domain/test/testReport'
import { blankWorkspace } from '../../domain/workspace/workspace'
import { endpointsAt, environmentForm, keyForm, localForm, roleForm, typed } from '../aws/testing/testHarness'
import { startHttp, stopAfterwards } from '../aws/testing/servers'
import { createSample } from '../workspaces/sample'
import { createSettings } from '../storage/records/settings'
import { createFakeKeytar } from '../../test-support/fakeKeytar'
import { createKeychain } from '../storage/secrets/keychain'
import { createStateFile } from '../storage/records/stateFile'
import { createWorkspaceFiles } from '../storage/records/workspaceFiles'
import { sidesAtOnce, sidesPerPlace } from './testSide'
import { createTestRuns } from './testRuns'
import type { TestRuns } from './testRuns'
import { createWorkspaces } from '../workspaces/workspaces'
import type { Workspaces } from '../workspaces/workspaces'

const root = mkdtempSync(join(tmpdir(), 'test-runs-'))
afterAll(() => rmSync(root, { recursive: true }))

const world = makeWorld()
let aws: AwsDouble
let workspaces: Workspaces
let testRuns: TestRuns
let results: SideResult[] = []
const showProgress = vi.fn()

/** This machine as the application sees it. */
let machine = (): Machine => ({ names: [], addresses: ['127.0.0.1'] })

beforeEach(async () => {
  machine = () => ({ names: [], addresses: ['127.0.0.1'] })
  aws = await startAwsDouble({ accounts: world.accounts })
  stopAfterwards(() => aws.stop())
  const userData = mkdtempSync(join(root, 'case-'))
  const stateFile = createStateFile(join(userData, 'state.json'))
  workspaces = createWorkspaces({
    files: createWorkspaceFiles({ folder: join(userData, 'workspaces'), appVersion: '1.0.0' }),
    keychain: createKeychain({ service: 'test', load: createFakeKeytar().load }),
    stateFile,
  })
  results = []
  showProgress.mockClear()
  testRuns = createTestRuns({
    workspaces,
    settings: createSettings({ stateFile, chooseFile: async () => undefined }),
    sample: createSample(workspaces),
    environment: {
      ...endpointsAt(aws.url),
      TONIC_AWS_ACCESS_KEY_ID: world.operator.keyId,
      TONIC_AWS_SECRET_ACCESS_KEY: world.operator.secret,
    },
    readMachine: () => machine(),
    proxyFor: async () => 'DIRECT',
    onStages: () => undefined,
    onReadiness: () => undefined,
    onResults: (news) => results.push(...news.results),
    showProgress,
  })
})

const fromEnvironment = environmentForm()
const toReader = roleForm(world.reader.arn)
const toWriter = roleForm(world.writer.arn)

async function make(name: string, source: ConnectionForm, destination = blankConnection()): Promise<string> {
  const id = randomUUID()
  await workspaces.create(id, { ...blankWorkspace(), name, source, destination })
  return id
}
type Typed = { id: string; secrets: BothSides<SecretChanges> }[]
const testMany = (ids: string[], typedSecrets: Typed = [], runId: string = randomUUID()) =>
  testRuns.testMany({ runId, ids, typed: typedSecrets })
const endsOf = (of: string): Record<string, BoardSide> =>
  Object.fromEntries(
    results.flatMap((result) =>
      result.id === of && result.kind !== 'running' ? [[result.side, boardSideOf(result)]] : [],
    ),
  )
const actions = (): string[] => aws.requests.map(({ action }) => action)

describe('many workspaces', () => {
  it('are tested as they stand, and their reports are kept', async () => {
    const id = await make('Orders', fromEnvironment, toReader)
    expect(await testMany([id])).toEqual({ ok: true, value: { resultCount: results.length } })
    expect(endsOf(id)).toMatchObject({ source: { outcome: 'passed' }, destination: { outcome: 'passed' } })
    const found = await workspaces.find(id)
    const kept = found.ok ? found.value.reports : undefined
    expect([kept?.source.length, kept?.destination.length]).toEqual([1, 1])
    const reports = results.flatMap((result) => (result.kind === 'tested' ? [result.report] : []))
    expect([kept?.source[0], kept?.destination[0]]).toEqual(reports)
    const shares = showProgress.mock.calls.map(([share]) => share as number | undefined)
    expect([shares[0], ...shares.slice(-2)]).toEqual([0, 1, undefined])
    expect(shares.slice(0, -1)).toEqual(shares.slice(0, -1).sort())
  })

  it('take what the source’s test finds as evidence for the destination’s', async () => {
    // Only a test finds out the account of the environment's credentials.
    const id = await make('Same account', fromEnvironment, toWriter)
    await testMany([id])
    expect(endsOf(id)).toMatchObject({ source: { outcome: 'passed' }, destination: { outcome: 'failed' } })
    const report = results.find((result) => result.kind === 'tested' && result.side === 'destination')
    expect(report?.kind === 'tested' && failureOf(report.report)?.code).toBe('sameAccount')
  })

  it('share the test of equal connections, each with a verdict on its own pair', async () => {
    const many = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => make(`W${n}`, fromEnvironment, toReader)))
    const toOwn = await make('Own account', fromEnvironment, toWriter)
    const other = await make('Other way round', toReader, toWriter)
    await testMany([...many, toOwn, other])
    for (const id of [...many, other]) {
      expect(endsOf(id)).toMatchObject({ source: { outcome: 'passed' }, destination: { outcome: 'passed' } })
    }
    expect(endsOf(toOwn)).toMatchObject({ source: { outcome: 'passed' }, destination: { outcome: 'failed' } })
    // Three different connections, two of them roles. Whether the writer's is made twice depends on who is first: one of
    // the two that have it has another account to look for replicas of.
    const count = (name: string): number => actions().filter((action) => action === name).length
    const roles = count('AssumeRole')
    expect([2, 3]).toContain(roles)
    expect([count('GetCallerIdentity'), count('ListTables')]).toEqual([roles + 1, roles + 1])
    // The reader sees three tables, those of the environment and the writer one each.
    expect(count('DescribeTable')).toBe(5)
  })

  it('do not share what differs in a field or in a typed secret', async () => {
    const { keyId, secret } = world.analyst
    const [right, wrong] = [await make('R', keyForm(keyId)), await make('W', keyForm(keyId))]
    const elsewhere = await make('Longer', roleForm(world.writer.arn, { durationSeconds: '7200' }))
    const role = await make('Role', toWriter)
    const withKey = (id: string, value: string) => ({
      id,
      secrets: { source: { ...keepBoth(), secretKey: typed(value) }, destination: keepBoth() },
    })
    await testMany([right, wrong, elsewhere, role], [withKey(right, secret), withKey(wrong, 'not the one')])
    expect(endsOf(right)['source']).toMatchObject({ outcome: 'passed' })
    expect(endsOf(wrong)['source']).toMatchObject({ outcome: 'failed' })
    expect(actions().filter((action) => action === 'AssumeRole')).toHaveLength(2)
    expect(JSON.stringify(results).includes(secret), 'a secret in the results').toBe(false)
  })

  it('say which fields they wait for, or that they are gone, and are not tested', async () => {
    const [id, gone] = [await make('Half', { ...fromEnvironment, region: '' }), randomUUID()]
    await testMany([id, gone])
    expect(endsOf(id)).toEqual({
      source: { outcome: 'notTested', cause: 'Fill in AWS Region to test.' },
      destination: { outcome: 'notTested', cause: 'Fill in Role ARN and AWS Region to test.' },
    })
    expect(endsOf(gone)).toMatchObject({
      source: { outcome: 'notTested' },
      destination: { outcome: 'notTested' },
    })
    expect(aws.requests).toEqual([])
  })

  it('ask one instance sixteen at a time, and no more', async () => {
    let [open, most] = [0, 0]
    const held: (() => void)[] = []
    const port = await startHttp((request, response) => {
      most = Math.max(most, ++open)
      held.push(() => {
        open--
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{"TableNames":["T"]}')
      })
      request.resume()
      // Nobody is answered before sixteen have asked.
      if (held.length === sidesPerPlace) for (const answer of held.splice(0)) answer()
    })
    const ids = await Promise.all(
      Array.from({ length: 3 * sidesPerPlace }, (_, n) =>
        make(`W${n}`, { ...localForm(port), localAccessKey: `key${n}` }),
      ),
    )
    await testMany(ids)
    for (const id of ids) expect(endsOf(id)['source']).toMatchObject({ outcome: 'passed' })
    expect(most).toBe(sidesPerPlace)
  })

  it('end at once when cancelled, and no more are begun', async () => {
    aws.switches.hang.add('ListTables')
    const forms = Array.from({ length: sidesAtOnce + 8 }, (_, n) =>
      roleForm(world.reader.arn, { sessionName: `run-${n}` }),
    )
    const ids = await Promise.all(forms.map((form) => make(form.sessionName, form)))
    const runId = randomUUID()
    const run = testMany(ids, [], runId)
    await vi.waitFor(
      () => expect(actions().filter((action) => action === 'ListTables')).toHaveLength(sidesPerPlace),
      10_000,
    )
    testRuns.cancel(runId)
    await run
    const ends = ids.map((id) => endsOf(id)['source']?.outcome)
    expect(ends).toEqual([...Array(sidesAtOnce).fill('cancelled'), ...Array(8).fill(undefined)])
    expect(actions().filter((action) => action === 'AssumeRole')).toHaveLength(sidesPerPlace)
    expect(showProgress).toHaveBeenLastCalledWith(undefined)
  })

  it('goes on with the others when one test cannot be made', async () => {
    const [first, second] = [await make('First', fromEnvironment), await make('Second', toReader)]
    machine = () => {
      machine = () => ({ names: [], addresses: [] })
      throw new Error('no answer')
    }
    expect(await testMany([first, second])).toMatchObject({ ok: true })
    const ends = results.filter(({ kind }) => kind !== 'running')
    expect(ends).toHaveLength(4)
    expect(ends.filter((end) => end.kind === 'notTested' && end.failure.code === 'unexpected')).toHaveLength(
      1,
    )
  })
})

describe('tests that are asked for one by one', () => {
  const testOne = (id: string, form: ConnectionForm, runId: string = randomUUID()) => {
    const workspace = { ...blankWorkspace(), name: 'One', source: form }
    const secrets = { source: keepBoth(), destination: keepBoth() }
    return testRuns.testConnection({ runId, id, side: 'source', workspace, secrets })
  }
  /** A local instance that does not answer until released. */
  async function startSlow() {
    const held: (() => void)[] = []
    let most = 0
    const port = await startHttp((_request, response) => {
      held.push(() => {
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' })
        response.end('{"TableNames":[]}')
      })
      most = Math.max(most, held.length)
    })
    return { form: localForm(port), held, most: () => most }
  }

  it('wait their turn behind sixteen others, and all are answered', async () => {
    const { form, held, most } = await startSlow()
    const ids = await Promise.all(Array.from({ length: 50 }, (_, n) => make(`Test ${n}`, form)))
    let answered = 0
    const answers = ids.map((id) => testOne(id, form).finally(() => answered++))
    while (answered < ids.length) {
      const left = Math.min(sidesPerPlace, ids.length - answered)
      await vi.waitFor(() => expect(held.length > 0 || answered === ids.length).toBe(true), 10_000)
      if (answered === 0) await vi.waitFor(() => expect(held).toHaveLength(left), 10_000)
      for (const release of held.splice(0)) release()
    }
    expect(most()).toBe(sidesPerPlace)
    const outcomes = (await Promise.all(answers)).map((answer) => answer.ok && answer.value.outcome)
    expect(new Set(outcomes)).toEqual(new Set(['passed']))
  })

  it('are refused while the same one runs, and the one that runs can be cancelled', async () => {
    const { form, held } = await startSlow()
    const [id, other] = [await make('One', form), await make('Other', form)]
    const runId = randomUUID()
    const first = testOne(id, form, runId)
    await vi.waitFor(() => expect(held).toHaveLength(1), 10_000)
    const refusal = { ok: false, failure: { code: 'runsAlready', message: 'This test is running already.' } }
    const again = await Promise.all(Array.from({ length: 1_000 }, () => testOne(id, form)))
    for (const answer of again) expect(answer).toMatchObject(refusal)
    expect(await testOne(other, form, runId)).toMatchObject(refusal)
    expect(held).toHaveLength(1)
    testRuns.cancel(runId)
    expect(await first).toMatchObject({ ok: true, value: { outcome: 'cancelled' } })
    const next = testOne(id, form)
    await vi.waitFor(() => expect(held).toHaveLength(2), 10_000)
    for (const release of held.splice(0)) release()
    expect(await next).toMatchObject({ ok: true, value: { outcome: 'passed' } })
  })

  it('of many workspaces run once at a time', async () => {
    const { form, held } = await startSlow()
    const id = await make('One', form)
    const first = testMany([id])
    await vi.waitFor(() => expect(held).toHaveLength(1), 10_000)
    expect(await testMany([id])).toMatchObject({ ok: false, failure: { code: 'runsAlready' } })
    for (const release of held.splice(0)) release()
    expect(await first).toMatchObject({ ok: true })
  })
})
