import { beforeEach, describe, expect, it } from 'vitest'
import { startAwsDouble } from '../../../test-support/aws/awsDouble'
import type { AwsDouble } from '../../../test-support/aws/awsDouble'
import { ANALYTICS_ACCOUNT, HOME_REGION, STAGING_ACCOUNT, makeWorld } from '../../../test-support/aws/world'
import type { World } from '../../../test-support/aws/world'
import { judgePair } from '../../../domain/test/pairRule'
import type { TestReport } from '../../../domain/test/testReport'
import { endOf, endpointsAt, environmentForm, roleForm, runTest, stageOf } from '../testing/testHarness'
import { stopAfterwards } from '../testing/servers'

let world: World
let double: AwsDouble
let environment: Record<string, string>

beforeEach(async () => {
  world = makeWorld()
  double = await startAwsDouble({ accounts: world.accounts })
  stopAfterwards(() => double.stop())
  environment = {
    ...endpointsAt(double.url),
    TONIC_AWS_ACCESS_KEY_ID: world.operator.keyId,
    TONIC_AWS_SECRET_ACCESS_KEY: world.operator.secret,
  }
})

/**
 * The source is the reader's account, told by its role; the destination the operator's, which the environment holds.
 */
const pair = () => ({ source: roleForm(world.reader.arn), destination: environmentForm() })
const testDestination = (more: object = {}) =>
  runTest({ side: 'destination', ...pair(), environment, ...more })
const table = (account: string, name: string) => {
  const owner = account === STAGING_ACCOUNT ? world.operator : world.analyst
  const found = owner.account.tables.get(HOME_REGION)?.get(name)
  if (!found) throw new Error(`no table ${name}`)
  return found
}
const arnIn = (account: string, name: string): string =>
  `arn:aws:dynamodb:eu-central-1:${account}:table/${name}`
const described = (): number => double.requests.filter(({ action }) => action === 'DescribeTable').length
const judged = (report: TestReport, side: 'source' | 'destination') => {
  const { source, destination } = pair()
  const place = { [side]: report.place }
  return judgePair(
    { form: source, place: place['source'] },
    { form: destination, place: place['destination'] },
    { names: [], addresses: [] },
  )
}

describe('a table that is a replica across accounts', () => {
  it('fails the destination, whose data is the source’s although the accounts differ', async () => {
    table(STAGING_ACCOUNT, 'Customers').replicas.push(
      arnIn(STAGING_ACCOUNT, 'Customers'),
      arnIn(ANALYTICS_ACCOUNT, 'Customers'),
    )
    const report = await testDestination()
    expect(report.outcome).toBe('failed')
    expect(endOf(report)).toMatchObject({
      stage: 'pairRule',
      code: 'sameData',
      message:
        'Table Customers of the destination is a replica of the source’s. Writing to the destination would change the source.',
      detail: { caller: world.operator.arn },
    })
    expect(report.place.replicas).toMatchObject({ account: ANALYTICS_ACCOUNT, table: 'Customers' })
    expect(judged(report, 'destination')).toMatchObject({
      kind: 'same',
      title: 'Same data, not allowed: table Customers of the destination is a replica of the source’s.',
    })
  })

  it('warns in a test of the source, and does not fail it', async () => {
    table(ANALYTICS_ACCOUNT, 'Orders').replicas.push(arnIn(STAGING_ACCOUNT, 'Orders'))
    const destination = roleForm(world.writer.arn)
    const report = await runTest({ ...pair(), destination, environment })
    expect(report.outcome).toBe('passed')
    expect(stageOf(report, 'pairRule')).toMatchObject({
      status: 'warned',
      warning: { code: 'sameData', message: expect.stringContaining('Table Orders of the source') },
    })
  })

  it('reports if there is none, and how many tables were checked', async () => {
    table(STAGING_ACCOUNT, 'Customers').replicas.push(
      arnIn('999988887777', 'Customers'),
      'not an ARN',
      `arn:aws-cn:dynamodb:cn-north-1:${ANALYTICS_ACCOUNT}:table/Customers`,
    )
    const report = await testDestination()
    expect(report.outcome).toBe('passed')
    const text = stageOf(report, 'pairRule').text
    expect(text).toMatch(/^Different AWS accounts: .* No replica found in 1 table\.$/)
    expect(judged(report, 'destination').evidence).toContain('No replica found in 1 table.')
  })

  it('is looked for in the first hundred tables, at most ten at a time', async () => {
    for (let n = 0; n < 1_000; n++) {
      world.accounts.addTable(STAGING_ACCOUNT, HOME_REGION, `T${String(n).padStart(4, '0')}`)
    }
    const report = await testDestination()
    expect(report.outcome).toBe('passed')
    expect(described()).toBe(100)
    expect(stageOf(report, 'pairRule').text).toContain('in the first 100 tables.')
    expect(report.place.replicas).toMatchObject({ looked: 100, more: true })
  })
})

describe('what is not checked is said as not checked, and fails nothing', () => {
  it('where DescribeTable is not allowed', async () => {
    world.operator.policy.allow.delete('dynamodb:DescribeTable')
    const report = await testDestination()
    expect(report.outcome).toBe('passed')
    expect(stageOf(report, 'pairRule').text).toContain(
      'Not checked for replicas: DescribeTable is not allowed.',
    )
    expect(judged(report, 'destination')).toMatchObject({
      kind: 'different',
      evidence: expect.stringContaining('Not checked for replicas: DescribeTable is not allowed.'),
    })
  })

  it('where DynamoDB is slow, before the time of the test is up', async () => {
    double.switches.hang.add('DescribeTable')
    const report = await testDestination({ deadlineMs: 3_000 })
    expect(report.outcome).toBe('passed')
    expect(stageOf(report, 'pairRule').text).toContain(
      'Not checked for replicas: DynamoDB did not answer in time.',
    )
  })

  it('where the account of the source is not known', async () => {
    const report = await testDestination({
      source: environmentForm(),
      destination: roleForm(world.reader.arn),
    })
    expect(report.outcome).toBe('passed')
    expect(stageOf(report, 'pairRule').text).toContain(
      'Not checked for replicas: the account of the source is not known.',
    )
    expect(described()).toBe(0)
  })

  it('about another account than the one that the source has now', async () => {
    table(STAGING_ACCOUNT, 'Customers').replicas.push(arnIn(ANALYTICS_ACCOUNT, 'Customers'))
    const report = await testDestination()
    const verdict = judgePair(
      { form: roleForm('arn:aws:iam::999988887777:role/Other') },
      { form: environmentForm(), place: report.place },
      { names: [], addresses: [] },
    )
    expect(verdict).toMatchObject({
      kind: 'different',
      evidence: expect.stringContaining('Not checked for replicas.'),
    })
  })
})
